// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.emit.BrokenTemplateException;
import dev.tenon.generator.output.OutputFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own templates in place of ours. */
class TemplateOverrideTest {

  private final CompiledSchema market = Fixtures.schema(Fixtures.MARKET);

  @TempDir private Path folder;

  @Test
  void oneTemplateIsReplacedAndTheOthersStay() {
    override(
        "c/types.h.ftl", "/* Acme */\n<#list view.composites as s>${s.type} ${s.size}\n</#list>");
    List<OutputFile> files = generate();
    assertThat(files.get(0).content()).startsWith("/* Acme */\nmkt_level 16\nmkt_quote 200\n");
    assertThat(files.get(1)).isEqualTo(Fixtures.generate(market).get(1));
  }

  @Test
  void replacementMayUseOurMacros() {
    override("c/types.h.ftl", "<#import \"macros.ftl\" as c>\n<@c.doc [\"Acme\"]/>\n${view.own}\n");
    assertThat(generate().get(0).content()).isEqualTo("/** Acme */\nMARKET\n");
  }

  @Test
  void unknownNameIsReportedWithItsPlace() {
    Path file = override("c/types.h.ftl", "/* Acme */\n#define A ${view.nonsense}\n");
    assertThatThrownBy(this::generate)
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageStartingWith(file + ":2:13: error: ")
        .hasMessageContaining("view.nonsense")
        .hasMessageNotContaining("\n\tat ")
        .hasMessageNotContaining("FTL stack trace");
  }

  @Test
  void wrongSyntaxIsReportedWithItsPlace() {
    Path file = override("c/regions.h.ftl", "<#list view.regions as region>\n</#if>\n");
    assertThatThrownBy(this::generate)
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageStartingWith(file + ":2:1: error: ");
  }

  @Test
  void templateMayNotReachIntoTheGenerator() {
    override("c/types.h.ftl", "${\"freemarker.template.utility.Execute\"?new()(\"id\")}");
    assertThatThrownBy(this::generate).isInstanceOf(BrokenTemplateException.class);
  }

  @Test
  void fileThatReplacesNothingIsRefused() {
    Path file = override("c/type.h.ftl", "");
    assertThatThrownBy(this::generate)
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageStartingWith(file + ": replaces no template")
        .hasMessageContaining("c/types.h.ftl");
  }

  @Test
  void missingDirectoryIsRefused() {
    assertThatThrownBy(() -> new CEmitter(Optional.of(folder.resolve("absent"))))
        .isInstanceOf(BrokenTemplateException.class)
        .hasMessageContaining("absent");
  }

  @Test
  void outputDoesNotFollowTheLocaleOfTheMachine() {
    Locale before = Locale.getDefault();
    List<OutputFile> expected = Fixtures.generate(Fixtures.EVERYTHING);
    try {
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertThat(Fixtures.generate(Fixtures.EVERYTHING)).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  private Path override(String name, String text) {
    return Fixtures.write(folder.resolve(name), text);
  }

  private List<OutputFile> generate() {
    return new CEmitter(Optional.of(folder)).emit(market.schema(), market.layouts());
  }
}
