// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs in C (and C++) that use generated code; each checks itself. */
class GeneratedCodeTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void generate() {
    Fixtures.writeAll(folder);
    for (String source : List.of("check.h", "types_test.c", "language_test.c", "regions_test.c")) {
      Fixtures.write(folder.resolve(source), Fixtures.text("c/" + source));
    }
  }

  /** One of each language and word size is enough to run. */
  static Stream<Compiler> languagesAndWordSizes() {
    return Compiler.all().filter(c -> c.is("gcc", "c99") || c.is("clang++", "c++17"));
  }

  @ParameterizedTest
  @MethodSource("languagesAndWordSizes")
  void typesBehave(Compiler compiler) {
    run(compiler.with("-fsanitize=undefined", "-fno-sanitize-recover=all"), "types_test.c");
  }

  @ParameterizedTest
  @MethodSource("languagesAndWordSizes")
  void wholeLanguageBehaves(Compiler compiler) {
    run(compiler.with("-fsanitize=undefined", "-fno-sanitize-recover=all"), "language_test.c");
  }

  @Test
  void messagesCrossBetweenProcesses() throws IOException {
    List<Path> sources = new ArrayList<>();
    sources.add(folder.resolve("src/market/market_regions.c"));
    sources.addAll(Fixtures.runtimeSources());
    Compiler compiler =
        new Compiler("cc", List.of("-std=gnu11", "-O1", "-fsanitize=address,undefined"), false);
    run(compiler, "regions_test.c", sources.toArray(Path[]::new));
  }

  @Test
  void valueOfATagThatSelectsNoArmIsValid() {
    String declarations =
        """
        enums: {Kind: {type: u16, values: {NONE: 0, ORDER: 1, PING: 2, PONG: {alias_of: PING}}}}
        unions: {Body: {tag: Kind, arms: {ORDER: {type: 'char[4]'}}}}
        structs: {Message: {fields: {kind: Kind, body: {type: Body, tag: kind}}}}
        """;
    Fixtures.write(Fixtures.generateFrom("tags", declarations), folder);
    Path source =
        Fixtures.write(
            folder.resolve("tags_test.c"),
            """
            #include <string.h>
            #include <tags/tags.h>
            int main(void) {
                t_message m = T_MESSAGE_INIT;
                const char *field = "";
                if (t_message_validate(&m, &field) != 0) return 1;
                m.kind = T_KIND_PING;
                if (t_message_validate(&m, &field) != 0) return 2;
                if (t_message_get_body_order(&m) != NULL) return 3;
                m.kind = 3;
                if (t_message_validate(&m, &field) != -1) return 4;
                return strcmp(field, "Message.kind") == 0 ? 0 : 5;
            }
            """);
    Path program = folder.resolve("tags_test");
    Command.Result linked =
        Compiler.c11().link(program, List.of(source), folder.resolve("include"));
    assertThat(linked.status()).as(linked.output()).isZero();
    assertThat(Command.of(program.toString()).run().status()).isZero();
  }

  @Test
  void sectionMayBeNamedAsTheEndOfItsType() {
    String declarations =
        """
        structs: {FeedStatus: {fields: {count: u32}}}
        regions: {Feed: {contents: {status: FeedStatus, region: {struct: FeedStatus, java_name: own}}}}
        """;
    Fixtures.write(Fixtures.generateFrom("feed", declarations), folder);
    Command.Result result =
        Compiler.c11()
            .check(
                folder.resolve("src/feed/feed_regions.c"),
                folder.resolve("include"),
                Fixtures.runtime().resolve("include"));
    assertThat(result.status()).as(result.output()).isZero();
  }

  private static void run(Compiler compiler, String main, Path... others) {
    Path program = folder.resolve(main.replace(".c", ""));
    List<Path> sources = new ArrayList<>(List.of(folder.resolve(main)));
    sources.addAll(List.of(others));
    Command.Result built = compiler.link(program, sources, Fixtures.includes(folder));
    assertThat(built.status()).as(built.output()).isZero();
    Command.Result ran = compiler.run(program);
    assertThat(ran.output()).isEqualTo("done\n");
    assertThat(ran.status()).isZero();
  }
}
