// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.Composite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvolutionTest {

  private static final String HEAD =
      """
      tenon: 1
      schema: grown
      version: 5
      java: {package: com.example}
      c: {prefix: t}
      """;

  private static final CompiledSchema SCHEMA =
      SchemaCompiler.compile(
          "grown.tenon.yaml",
          HEAD
              + """
              enums: {Kind: {type: u8, values: {PART: 1, NUMBER: 2}}}
              unions:
                Body: {tag: Kind, arms: {PART: Part, NUMBER: u32}}
                Overlay: {arms: {part: Part, bytes: 'u8[4]'}}
              structs:
                Same: {fields: {a: u8}}
                Part: {fields: {a: u64, b: u8, c: {type: u8, since: 3}}}
                Holder: {fields: {part: Part}}
                Row: {fields: {parts: 'Part[2][2]'}}
                Listing: {fields: {parts: 'Part[<=2]'}}
                Tagged: {fields: {kind: Kind, body: {type: Body, tag: kind}}}
                Overlaid: {fields: {overlay: Overlay}}
                Late: {since: 3, fields: {part: Part}}
                Between: {since: 2, fields: {part: Part, d: {type: u8, since: 5}}}
                Appended: {fields: {a: u64, part: {type: Part, since: 4}}}
                Roomy: {fields: {a: u32, spare: {reserved: 4, since: 2}}}
                Early: {fields: {a: u64, part: {type: Part, since: 2}}}
              """);

  private static Composite type(String name) {
    return SCHEMA.schema().composites().stream()
        .filter(composite -> composite.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Evolution evolution() {
    return SCHEMA.layouts().evolution();
  }

  @Test
  void structEvolvesWhenSomethingInItCameLater() {
    assertThat(
            Stream.of(
                    "Same",
                    "Part",
                    "Holder",
                    "Row",
                    "Listing",
                    "Tagged",
                    "Overlaid",
                    "Late",
                    "Between",
                    "Appended",
                    "Early",
                    "Roomy")
                .filter(name -> evolution().isEvolving(type(name))))
        .containsExactly(
            "Part",
            "Holder",
            "Row",
            "Listing",
            "Tagged",
            "Overlaid",
            "Between",
            "Appended",
            "Early",
            "Roomy");
  }

  @Test
  void structIsCompleteFromItsLastChangeOn() {
    assertThat(evolution().complete(type("Same"))).isEqualTo(1);
    assertThat(evolution().complete(type("Holder"))).isEqualTo(3);
    assertThat(evolution().complete(type("Late"))).isEqualTo(3);
    assertThat(evolution().complete(type("Between"))).isEqualTo(5);
    assertThat(evolution().complete(type("Appended"))).isEqualTo(4);
    assertThat(evolution().complete(type("Early"))).isEqualTo(3);
  }

  @Test
  void fieldIsYoungerWhenItsStructWasThereBefore() {
    Composite between = type("Between");
    assertThat(between.fields())
        .extracting(field -> evolution().isYounger(between, field))
        .containsExactly(false, true);
    assertThat(between.fields())
        .extracting(field -> evolution().since(between, field))
        .containsExactly(2, 5);
  }

  @Test
  void historyBeginsWithTheStruct() {
    assertThat(SCHEMA.layouts().plan(type("Between")).history())
        .extracting(Version::since)
        .containsExactly(2, 5);
    assertThat(SCHEMA.layouts().plan(type("Late")).history())
        .extracting(Version::since)
        .containsExactly(3);
  }

  @Test
  void importedStructsAreAsTheyAre(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("grown.tenon.yaml"),
        HEAD + "structs: {Part: {fields: {a: u64, b: {type: u64, since: 2}}}}\n");
    Path importer =
        Files.writeString(
            folder.resolve("importer.tenon.yaml"),
            HEAD.replace("grown", "importer").replace("prefix: t", "prefix: u")
                + "imports: [grown.tenon.yaml]\n"
                + "structs: {Holder: {fields: {part: Part}}}\n");
    CompiledSchema compiled = SchemaCompiler.compile(importer);
    List<Composite> structs = compiled.schema().composites();
    assertThat(structs).noneMatch(compiled.layouts().evolution()::isEvolving);
    assertThat(compiled.layouts().evolution().isEvolving(structs.get(0).fields().get(0).type()))
        .isFalse();
  }
}
