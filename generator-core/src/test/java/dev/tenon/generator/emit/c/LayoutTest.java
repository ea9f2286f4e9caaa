// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Schema;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a compiler measures is what the layout stage computed, also on i386. */
class LayoutTest {

  @TempDir private Path folder;

  static Stream<Compiler> wordSizes() {
    return Compiler.all().filter(c -> c.is("gcc", "c11") || c.is("clang", "c99"));
  }

  @ParameterizedTest
  @MethodSource("wordSizes")
  void everyStructAndUnionIsLaidOutAsComputed(Compiler compiler) {
    measured(compiler, Fixtures.EVERYTHING);
    measured(compiler, Fixtures.LANGUAGE);
  }

  private void measured(Compiler compiler, String name) {
    CompiledSchema compiled = Fixtures.schema(name);
    Schema schema = compiled.schema();
    List<StructLayoutPlan> plans =
        schema.composites().stream().map(type -> compiled.layouts().plan(type)).toList();
    Fixtures.write(Fixtures.generate(compiled), folder);
    Fixtures.write(Fixtures.generate(Fixtures.UNITS), folder);
    Path source =
        Fixtures.write(
            folder.resolve("measure.c"),
            """
            #include <%1$s/%1$s.h>
            #include <stdio.h>
            int main(void) {
            %2$s    return 0;
            }
            """
                .formatted(
                    name,
                    plans.stream()
                        .map(plan -> measure(schema, plan))
                        .collect(Collectors.joining())));
    Path program = folder.resolve("measure");
    Command.Result built = compiler.link(program, List.of(source), folder.resolve("include"));
    assertThat(built.status()).as(built.output()).isZero();
    assertThat(compiler.run(program).output().lines())
        .containsExactlyElementsOf(plans.stream().flatMap(plan -> expected(schema, plan)).toList());
  }

  /** The assertions in the header, by a compiler that knows other systems. Nothing is run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "i386-linux-gnu",
        "x86_64-linux-gnux32",
        "aarch64-linux-gnu",
        "armv7-linux-gnueabihf",
        "riscv64-linux-gnu",
        "powerpc-linux-gnu",
        "s390x-linux-gnu",
        "mips-linux-gnu",
        "x86_64-pc-windows-msvc",
        "i686-pc-windows-msvc",
        "arm64-apple-darwin"
      })
  void layoutHoldsOnEverySystem(String target) {
    assumeTrue(Command.exists("clang"), "clang is not installed");
    for (String schema : List.of(Fixtures.MARKET, Fixtures.UNITS, Fixtures.LANGUAGE)) {
      Fixtures.write(Fixtures.generate(schema), folder);
    }
    Path source =
        Fixtures.write(
            folder.resolve("types.c"),
            """
            #include <market/market.h>
            #include <language/language.h>
            LANGUAGE_STATIC_ASSERT(
                LANGUAGE_BIG(0x0102, 0x0201)
                    == (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 0x0102 : 0x0201), "order");
            """);
    for (String standard : List.of("c99", "c11")) {
      Compiler compiler =
          new Compiler(
              "clang",
              List.of(
                  "-std=" + standard,
                  "-target",
                  target,
                  "-ffreestanding",
                  "-fsyntax-only",
                  "-Wpedantic",
                  "-Werror"),
              false);
      Command.Result result = compiler.check(source, folder.resolve("include"));
      assertThat(result.status()).as(result.output()).isZero();
    }
  }

  private static String measure(Schema schema, StructLayoutPlan plan) {
    String type = CNames.type(schema, plan.composite());
    StringBuilder text = new StringBuilder();
    text.append(
        "    printf(\"%1$s %%d %%d\\n\", (int)sizeof(%1$s), (int)%2$s_ALIGNMENT_OF(%1$s));%n"
            .formatted(type, schema.name().toUpperCase(Locale.ROOT)));
    for (Member member : plan.members()) {
      text.append(
          "    printf(\"%1$s.%2$s %%d %%d\\n\", (int)offsetof(%1$s, %2$s), (int)sizeof(((%1$s *)0)->%2$s));%n"
              .formatted(type, name(schema, plan, member)));
    }
    return text.toString();
  }

  private static Stream<String> expected(Schema schema, StructLayoutPlan plan) {
    String type = CNames.type(schema, plan.composite());
    return Stream.concat(
        Stream.of(type + " " + plan.size() + " " + plan.alignment()),
        plan.members().stream()
            .map(
                member ->
                    type
                        + "."
                        + name(schema, plan, member)
                        + " "
                        + member.offset()
                        + " "
                        + member.size()));
  }

  private static String name(Schema schema, StructLayoutPlan plan, Member member) {
    CMembers names = new CMembers(schema, plan.composite());
    if (member instanceof FieldMember found) {
      return names.member(found.field());
    }
    return member instanceof CountMember count
        ? names.countMember(count.field())
        : ((PaddingMember) member).name();
  }
}
