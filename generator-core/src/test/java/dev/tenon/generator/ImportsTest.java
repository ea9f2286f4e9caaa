// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports: the part of others that a schema sees, and the errors of theirs that it is told. */
class ImportsTest {

  @TempDir private Path folder;

  @Test
  void importedTypesBelongToTheSchemaThatDeclaresThem() throws IOException {
    write("units", "structs: {Amount: {fields: {value: f64}}}");
    Path market =
        write("market", "imports: [units.tenon.yaml]", "structs: {Order: {fields: {a: Amount}}}");

    Schema schema = SchemaCompiler.compile(market).schema();

    StructType order = schema.structs().get(0);
    StructType amount = (StructType) order.fields().get(0).type();
    assertThat(schema.owner(order)).isSameAs(schema);
    assertThat(schema.owner(amount).name()).isEqualTo("units");
  }

  @Test
  void constantsOfAnImportAreSizes() throws IOException {
    write("units", "constants: {BYTES: {type: u8, value: 16}}");
    Path market =
        write(
            "market",
            "imports: [units.tenon.yaml]",
            "structs: {Order: {fields: {name: 'char[BYTES * 2]'}}}");

    CompiledSchema compiled = SchemaCompiler.compile(market);

    assertThat(compiled.layouts().plan(compiled.schema().structs().get(0)).size()).isEqualTo(32);
  }

  @Test
  void pathsAreRelativeToTheSchemaThatImports() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    write("a/b/deep", "imports: [../../units.tenon.yaml]", "structs: {D: {fields: {a: Amount}}}");
    write("units", "structs: {Amount: {fields: {value: f64}}}");
    Path market =
        write("market", "imports: [a/b/deep.tenon.yaml]", "structs: {Order: {fields: {d: D}}}");

    assertThat(SchemaCompiler.compile(market).warnings()).isEmpty();
  }

  @Test
  void whatAnImportImportsIsNotSeen() throws IOException {
    write("units", "structs: {Amount: {fields: {value: f64}}}");
    write("prices", "imports: [units.tenon.yaml]", "structs: {Price: {fields: {a: Amount}}}");
    Path market =
        write(
            "market",
            "imports: [prices.tenon.yaml]",
            "structs: {Order: {fields: {p: Price, a: Amount}}}");

    assertThat(errors(market)).containsExactly("market.tenon.yaml:7 TN2004");
  }

  @Test
  void errorInAnImportIsReportedOnceOnHoweverManyWaysItIsReached() throws IOException {
    write("units", "structs: {Amount: {fields: {value: f65}}}");
    write("prices", "imports: [units.tenon.yaml]", "structs: {Price: {fields: {a: Amount}}}");
    write("sizes", "imports: [units.tenon.yaml]", "structs: {Size: {fields: {a: Amount}}}");
    Path market =
        write(
            "market",
            "imports: [prices.tenon.yaml, sizes.tenon.yaml, units.tenon.yaml]",
            "structs: {Order: {fields: {p: Price, s: Size, a: Amount}}}");

    assertThat(errors(market)).containsExactly("units.tenon.yaml:6 TN2004");
  }

  @Test
  void nothingIsSaidOfNamesThatAMissingImportMayDeclare() throws IOException {
    Path market =
        write(
            "market",
            "imports: [units.tenon.yaml]",
            "constants: {FIRST: {type: Scale, value: ONE}}",
            "structs: {Order: {fields: {a: Amount, n: 'u8[LANES]', s: {type: u8, enum: Scale}}}}",
            "unions: {Body: {tag: Scale, arms: {ONE: u8}}}",
            "functions: {f: {params: {a: 'const Amount*'}}}",
            "regions: {Feed: {contents: {a: Amount}}}");

    assertThat(errors(market)).containsExactly("market.tenon.yaml:6 TN1001");
  }

  @Test
  void schemaOfASimilarNameIsSuggested() throws IOException {
    Files.createDirectories(folder.resolve("common"));
    write("common/units", "structs: {Amount: {fields: {value: f64}}}");
    Path market = write("market", "imports: [common/unist.tenon.yaml]");

    assertThat(diagnostics(market))
        .singleElement()
        .satisfies(
            diagnostic ->
                assertThat(diagnostic.help()).hasValue("did you mean 'common/units.tenon.yaml'?"));
  }

  @Test
  void cycleIsNamedFileByFile() throws IOException {
    write("prices", "imports: [market.tenon.yaml]");
    write("units", "imports: [prices.tenon.yaml]");
    Path market = write("market", "imports: [units.tenon.yaml]");

    assertThat(diagnostics(market))
        .singleElement()
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(
            DiagnosticCode.IMPORT_CYCLE,
            "'market.tenon.yaml' imports itself: market.tenon.yaml -> units.tenon.yaml"
                + " -> prices.tenon.yaml -> market.tenon.yaml");
  }

  @Test
  void cycleThroughALinkIsOne() throws IOException {
    Files.createSymbolicLink(folder.resolve("again"), folder);
    Path market = write("market", "imports: [again/market.tenon.yaml]");

    assertThat(diagnostics(market))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.IMPORT_CYCLE);
  }

  @Test
  void chainOfImportsIsFollowedOnlySoFar() throws IOException {
    for (int i = 1; i < 200; i++) {
      write("s" + i, "imports: [s%d.tenon.yaml]".formatted(i + 1));
    }
    Path market = write("market", "imports: [s1.tenon.yaml]");

    assertThat(diagnostics(market))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.INVALID_IMPORT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/units.tenon.yaml", "C:/units.tenon.yaml", "'a\\units.tenon.yaml'", "''"})
  void pathThatMeansSomethingElseElsewhereIsRefused(String path) throws IOException {
    Path market = write("market", "imports: [%s]".formatted(path));

    assertThat(diagnostics(market))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.INVALID_IMPORT);
  }

  @Test
  void schemasOfOnePrefixAreRefusedHoweverFarApart() throws IOException {
    write("units", "structs: {Amount: {fields: {value: f64}}}");
    write("prices", "imports: [units.tenon.yaml]", "structs: {Price: {fields: {a: Amount}}}");
    Path market =
        write("market", "imports: [prices.tenon.yaml]", "structs: {Order: {fields: {p: Price}}}");
    Files.writeString(
        market, Files.readString(market).replace("{prefix: market}", "{prefix: units}"));

    assertThat(errors(market)).containsExactly("market.tenon.yaml:6 TN2050");
  }

  @Test
  void messagesOfAQueueHaveDifferentIdsWhereverTheyAreDeclared() throws IOException {
    write("prices", "structs: {Price: {id: 1, fields: {a: u64}}, Tick: {id: 3, fields: {a: u64}}}");
    Path market =
        write(
            "market",
            "imports: [prices.tenon.yaml]",
            "structs: {Order: {id: 1, fields: {a: u64}}}",
            "reserved: {ids: [3]}",
            "regions:",
            "  Feed:",
            "    contents:",
            "      both: {queue: [Order, Price], capacity: 4KiB}",
            "      one: {queue: [Price], capacity: 4KiB}",
            "      old: {queue: [Tick], capacity: 4KiB}");

    assertThat(errors(market))
        .containsExactly("market.tenon.yaml:12 TN2013", "market.tenon.yaml:14 TN2040");
  }

  @Test
  void warningsAboutAnImportAreGivenWhereItIsCompiled() throws IOException {
    Path units = write("units", "structs: {amount: {fields: {value: f64}}}");
    Path market =
        write("market", "imports: [units.tenon.yaml]", "structs: {Order: {fields: {a: amount}}}");

    assertThat(SchemaCompiler.compile(units).warnings()).isNotEmpty();
    assertThat(SchemaCompiler.compile(market).warnings()).isEmpty();
  }

  @Test
  void whatAnImportedStructHoldsKeepsItsLayoutAndItsOwner() throws IOException {
    write("units", "structs: {Amount: {fields: {value: f64, unit: u8}}}");
    write("deep", "imports: [units.tenon.yaml]", "structs: {D: {fields: {amount: Amount}}}");
    Path market = write("market", "imports: [deep.tenon.yaml]", "structs: {S: {fields: {d: D}}}");

    CompiledSchema compiled = SchemaCompiler.compile(market);

    StructType holder = compiled.schema().structs().get(0);
    StructType held =
        (StructType) ((StructType) holder.fields().get(0).type()).fields().get(0).type();
    assertThat(compiled.layouts().plan(holder).size()).isEqualTo(16);
    assertThat(compiled.schema().owner(held).name()).isEqualTo("units");
  }

  @Test
  void nameOfWhatAnImportedStructHoldsIsTaken() throws IOException {
    write("units", "structs: {Amount: {fields: {value: f64, unit: u8}}}");
    write("deep", "imports: [units.tenon.yaml]", "structs: {D: {fields: {amount: Amount}}}");
    Path market =
        write(
            "market",
            "imports: [deep.tenon.yaml]",
            "structs: {Amount: {fields: {x: u32}}, S: {fields: {d: D, own: Amount}}}");

    assertThat(diagnostics(market))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.IMPORT_CLASH);
  }

  @Test
  void classesOfOnePackageHaveDifferentNamesInAllItsSchemas() throws IOException {
    inOnePackage(
        write(
            "units",
            "structs: {Amount: {fields: {value: f64, unit: u8}}}",
            "regions: {Feed: {contents: {last: Amount}}}"));
    Path market =
        write(
            "market",
            "imports: [units.tenon.yaml]",
            "structs:",
            "  Sum: {java_name: Amount, fields: {x: u32}}",
            "  Feed: {fields: {x: u32}}",
            "  units_constants: {java_name: UnitsConstants, fields: {x: u32}}",
            "  Other: {fields: {x: u32}}");
    assertThat(SchemaCompiler.compile(market).schema().structs()).hasSize(4);

    inOnePackage(market);

    assertThat(errors(market))
        .containsExactly(
            "market.tenon.yaml:8 TN5005",
            "market.tenon.yaml:9 TN5005",
            "market.tenon.yaml:10 TN5005");
    assertThat(diagnostics(market))
        .extracting(Diagnostic::message)
        .containsExactly(
            "'Amount' and 'Sum' both become class Amount in Java",
            "'Feed' becomes class Feed in Java and collides with class Feed of units.tenon.yaml",
            "'units_constants' becomes class UnitsConstants in Java and collides with a generated"
                + " name");
  }

  private static void inOnePackage(Path schema) throws IOException {
    String text = Files.readString(schema);
    Files.writeString(
        schema, text.replaceFirst("package: com\\.example\\.\\w+", "package: com.one"));
  }

  /** They have the versions of their own schema, however far away it is. */
  @Test
  void versionsOfImportedTypesAreNotThoseOfTheImporter() throws IOException {
    Path units =
        write(
            "units",
            "enums: {Scale: {type: u8, since: 2, values: {ONE: 0}}}",
            "structs: {Amount: {fields: {value: f64, unit: u8, late: {type: u8, since: 2}}}}");
    Files.writeString(units, Files.readString(units).replace("version: 1", "version: 3"));
    write("deep", "imports: [units.tenon.yaml]", "structs: {D: {fields: {amount: Amount}}}");
    Path wide =
        write(
            "wide",
            "imports: [units.tenon.yaml]",
            "structs: {S: {fields: {scale: {type: u32, enum: Scale}}}}");
    Path market = write("market", "imports: [deep.tenon.yaml]", "structs: {S: {fields: {d: D}}}");
    CompiledSchema first = SchemaCompiler.compile(market);
    Files.writeString(market, Files.readString(market).replace("version: 1", "version: 3"));
    CompiledSchema third = SchemaCompiler.compile(market);

    assertThat(CanonicalLayout.of(third.schema(), third.layouts()))
        .isEqualTo(CanonicalLayout.of(first.schema(), first.layouts()));
    assertThat(SchemaCompiler.compile(wide).warnings()).isEmpty();
  }

  private Path write(String name, String... lines) throws IOException {
    String schema = name.substring(name.lastIndexOf('/') + 1);
    String header =
        """
        tenon: 1
        schema: %1$s
        version: 1
        java: {package: com.example.%1$s}
        c: {prefix: %1$s}
        """
            .formatted(schema);
    return Files.writeString(
        folder.resolve(name + ".tenon.yaml"), header + String.join("\n", lines) + "\n");
  }

  /** What is wrong, as {@code file:line code}. */
  private static List<String> errors(Path file) {
    return diagnostics(file).stream()
        .map(
            found ->
                "%s:%d %s"
                    .formatted(
                        Path.of(found.span().source().name()).getFileName(),
                        found.span().line(),
                        found.code().id()))
        .toList();
  }

  private static List<Diagnostic> diagnostics(Path file) {
    return catchThrowableOfType(SchemaException.class, () -> SchemaCompiler.compile(file))
        .diagnostics();
  }
}
