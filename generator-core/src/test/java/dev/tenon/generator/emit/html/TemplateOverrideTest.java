// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.emit.BrokenTemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own templates in place of ours. */
class TemplateOverrideTest {

  private final CompiledSchema compiled =
      Page.compile("structs: {S: {doc: a < b, fields: {a: u8}}}");

  @TempDir private Path folder;

  @Test
  void styleIsReplacedAndTheRestStays() throws IOException {
    override("html/style.css.ftl", "body { color: teal; }");
    assertThat(generate()).contains("<style>\nbody { color: teal; }</style>", "id=\"struct-S\"");
  }

  @Test
  void replacementIsEscapedAsOursIs() throws IOException {
    override("html/page.html.ftl", "<p>${view.types.structs[0].heading.doc[0]}</p>");
    assertThat(generate()).isEqualTo("<p>a &lt; b</p>");
  }

  @Test
  void headerOfAUsersOwnIsWhatThePageShows() throws IOException {
    override(
        "c/types.h.ftl",
        """
        <#list view.composites as composite>
        <@excerpt of=composite.type>
        struct ${composite.type} {
            char acme;
        };
        </@excerpt>
        <@excerpt of=composite.type head=true>static inline int acme(struct smp_s *s,
                               int value)</@excerpt> {
            return s->acme == value;
        }
        <@excerpt of=composite.type head=true>void acme_reset(struct smp_s *s)</@excerpt> {
        }
        </#list>
        """);
    assertThat(generate())
        .contains(
            ">struct smp_s {\n    char acme;\n};\n\n"
                + "int acme(struct smp_s *s,\n         int value);\n"
                + "void acme_reset(struct smp_s *s);<");
  }

  @Test
  void declarationThatAHeaderDoesNotMarkIsLeftOut() throws IOException {
    override("c/types.h.ftl", "typedef struct smp_s {\n    char acme;\n} smp_s;\n");
    assertThat(generate()).contains("S in Java").doesNotContain("S in C", "acme");
  }

  @Test
  void excerptOfNothingIsReportedWithItsPlace() throws IOException {
    Path file = override("c/types.h.ftl", "\n<@excerpt>int a;</@excerpt>\n");
    assertThatThrownBy(this::generate)
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageStartingWith(file + ":2:1: error: ")
        .hasMessageContaining("excerpt needs a text 'of', the name of a declaration");
  }

  @Test
  void unknownNameIsReportedWithItsPlace() throws IOException {
    Path file = override("html/style.css.ftl", "body {}\n${view.nonsense}\n");
    assertThatThrownBy(this::generate)
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageStartingWith(file + ":2:3: error: ");
  }

  @Test
  void fileThatReplacesNothingIsRefused() throws IOException {
    Path file = override("html/pages.html.ftl", "");
    assertThatThrownBy(this::generate)
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageStartingWith(file + ": replaces no template; there are html/calls.html.ftl, ");
  }

  private Path override(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String generate() {
    return new HtmlEmitter(Optional.of(folder))
        .emit(compiled.schema(), compiled.layouts())
        .get(0)
        .content();
  }
}
