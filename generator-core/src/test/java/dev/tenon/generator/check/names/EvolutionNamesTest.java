// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.naming.JavaNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that there are only because a struct has grown. */
class EvolutionNamesTest {

  private static final String HEAD =
      """
      tenon: 1
      schema: names
      version: 2
      java: {package: com.example}
      c: {prefix: t}
      """;

  private static void compile(String declarations) {
    SchemaCompiler.compile("names.tenon.yaml", HEAD + declarations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields: {contract_version: u32, late: {type: u8, since: 2}} | contractVersion()",
        "fields: {bytes: i32, late: {type: u8, since: 2}} | bytes(int)",
        "fields: {part: Part, contract_version: u32} | contractVersion()",
      })
  void fieldsKeepOffTheMethodsOfAStructThatGrew(String fields, String method) {
    String declarations =
        """
        structs:
          Part: {fields: {value: u64, flag: u8, late: {type: u8, since: 2}}}
          Whole: {%s}
        """
            .formatted(fields.strip());
    assertThatThrownBy(() -> compile(declarations))
        .hasMessageContaining(method + " in Java; " + method + " is generated already");
  }

  @Test
  void sameNamesAreFreeWhereNothingGrew() {
    assertThatCode(
            () -> compile("structs: {Whole: {fields: {contract_version: u32, bytes: i32}}}\n"))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "structs: {PartUpgrade: {fields: {a: u8}}} | t_part_upgrade",
        "structs: {PartComplete: {fields: {a: u8}}} | t_part_complete",
        "constants: {PART_SIZE_V1: {type: u8, value: 1}} | T_PART_SIZE_V1",
        "functions: {feed_read_part: {}} | t_feed_read_part",
        "functions: {feed_get_part_versioned: {}} | t_feed_get_part_versioned",
        "functions: {feed_contract_version: {}} | t_feed_contract_version",
        "functions: {feed_queue_finish: {}} | t_feed_queue_finish",
      })
  void declarationsKeepOffTheFunctionsOfAStructThatGrew(String declaration, String name) {
    String part = "Part: {id: 1, fields: {value: u64, late: {type: u8, since: 2}}}";
    String contents = "contents: {part: Part, queue: {queue: [Part], capacity: 1KiB}}";
    String declarations =
        declaration.startsWith("structs")
            ? declaration.strip().replace("structs: {", "structs: {" + part + ", ")
            : declaration.strip() + "\nstructs: {" + part + "}";
    assertThatThrownBy(() -> compile(declarations + "\nregions: {Feed: {" + contents + "}}\n"))
        .hasMessageContaining(name + " in C");
  }

  @Test
  void typeMayBeCalledAsTheRuntimeCallsTheSizesOfASection() {
    assertThat(
            SchemaCompiler.compile(
                    "names.tenon.yaml", HEAD + "structs: {SectionSize: {fields: {a: u8}}}\n")
                .schema()
                .structs())
        .singleElement()
        .extracting(JavaNames::type)
        .isEqualTo("SectionSize_");
  }
}
