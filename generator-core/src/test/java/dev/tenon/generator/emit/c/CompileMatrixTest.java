// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Headers and sources have no warning, whoever compiles them, and the layout holds everywhere. */
class CompileMatrixTest {

  @TempDir private static Path folder;

  private static Path include;
  private static Path runtime;
  private static Path everyHeader;

  @BeforeAll
  static void generate() {
    include = folder.resolve("include");
    runtime = Fixtures.runtime().resolve("include");
    Fixtures.writeAll(folder);
    String initialized =
        Stream.of(
                Fixtures.EVERYTHING,
                Fixtures.UNITS,
                Fixtures.LANGUAGE,
                Fixtures.CORNERS,
                Fixtures.EVOLVING)
            .map(name -> Fixtures.schema(name).schema())
            .flatMap(schema -> schema.composites().stream().map(type -> initialized(schema, type)))
            .collect(Collectors.joining());
    everyHeader =
        Fixtures.write(
            folder.resolve("every_header.c"),
            "#include <language/language.h>\n"
                + "#include <everything/everything.h>\n"
                + "#include <units/units.h>\n"
                + "#include <corners/corners.h>\n"
                + "#include <market/market.h>\n"
                + "#include <everything/everything.h>\n"
                + "#include <everything/everything_regions.h>\n"
                + "#include <market/market_regions.h>\n"
                + "#include <evolving/evolving_regions.h>\n"
                + "#include <callbacks/callbacks_exports.h>\n"
                + "#include <callbacks/callbacks_callbacks.h>\n"
                + "#include <callbacks/callbacks_exports.h>\n"
                + initialized
                + Fixtures.text("c/constants.inc"));
  }

  // Constant initialisation, in C and in C++.
  private static String initialized(Schema schema, Composite type) {
    return "extern %1$s new_%1$s; %1$s new_%1$s = %2$s_INIT;%n"
        .formatted(CNames.type(schema, type), CNames.constant(schema, type));
  }

  static Stream<Compiler> every() {
    return Compiler.all();
  }

  static Stream<Compiler> everyC() {
    return Compiler.allC();
  }

  @ParameterizedTest
  @MethodSource("every")
  void headersCompileWithoutWarning(Compiler compiler) {
    assertCompiles(compiler.strict(), everyHeader);
  }

  @ParameterizedTest
  @MethodSource("everyC")
  void sourcesCompileWithoutWarning(Compiler compiler) {
    for (String source :
        List.of(
            "everything/everything_regions.c",
            "evolving/evolving_regions.c",
            "language/language_regions.c",
            "callbacks/callbacks_callbacks.c",
            "callbacks/callbacks_exports.c")) {
      assertCompiles(compiler.generated(), folder.resolve("src").resolve(source));
    }
  }

  @Test
  void optionsThatAreTriedAreThoseThatAreDocumented() throws IOException {
    String page = Files.readString(Fixtures.project().resolve("docs/schema.md"));
    int start = page.indexOf("### Warnings of C compilers");
    String section = page.substring(start, page.indexOf("Generated sources", start));
    assertThat(Pattern.compile("`(-W[^`]+)`").matcher(section).results())
        .extracting(found -> found.group(1))
        .containsExactlyElementsOf(
            Stream.of(
                    Compiler.WARNINGS,
                    Compiler.C_WARNINGS,
                    Compiler.CPP_WARNINGS,
                    Compiler.GCC_WARNINGS,
                    Compiler.GPP_WARNINGS,
                    Compiler.CLANG_WARNINGS)
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void typesNeedOnlyHeadersOfFreestandingC() throws IOException {
    Path source =
        Fixtures.write(
            folder.resolve("freestanding.c"),
            "#include <market/market.h>\n"
                + "extern mkt_quote quote; mkt_quote quote = MKT_QUOTE_INIT;\n");
    List<String> options = List.of("-std=c99", "-ffreestanding", "-Werror");
    Command.Result result = new Compiler("gcc", options, false).check(source, include);
    assertThat(result.status()).as(result.output()).isZero();
    assertThat(Files.readAllLines(include.resolve("market/market.h")))
        .filteredOn(line -> line.startsWith("#include"))
        .containsExactly("#include <stddef.h>", "#include <stdint.h>");
  }

  @Test
  void compilerThatLaysOutOtherwiseIsRefused() {
    Path source =
        Fixtures.write(folder.resolve("packed.c"), "#pragma pack(1)\n#include <market/market.h>\n");
    Command.Result result =
        new Compiler("gcc", List.of("-std=c11", "-fpack-struct=1"), false).check(source, include);
    assertThat(result.status()).isNotZero();
    Path other =
        Fixtures.write(
            folder.resolve("other.c"),
            "#include <market/market.h>\n" + "MARKET_CHECK_FIELD(mkt_quote, side, 17);\n");
    assertThat(Compiler.c11().check(other, include).output())
        .contains("offset of mkt_quote.side is not 17");
  }

  @Test
  void structsThatAreReachedOnManyWaysTakeNoTime() {
    StringBuilder structs = new StringBuilder("structs:\n  S0: {fields: {x: u8}}\n");
    for (int i = 1; i < 30; i++) {
      structs.append("  S%1$d: {fields: {a: S%2$d, b: S%2$d}}%n".formatted(i, i - 1));
    }
    assertThat(Fixtures.generateFrom("deep", structs.toString()).get(0).content())
        .contains("#define T_S29_SIZE 536870912");
  }

  private static void assertCompiles(Compiler compiler, Path source) {
    Command.Result result = compiler.check(source, include, runtime);
    assertThat(result.status()).as(result.output()).isZero();
  }
}
