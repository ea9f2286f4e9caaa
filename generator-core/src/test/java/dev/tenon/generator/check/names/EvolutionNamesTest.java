// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
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

  private static CompiledSchema compile(String declarations) {
    return SchemaCompiler.compile("names.tenon.yaml", HEAD + declarations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fields: {contract_version: u32, late: {type: u8, since: 2}} | contractVersion"
            + " contractVersion_",
        "fields: {bytes: i32, late: {type: u8, since: 2}} | bytes bytes_",
        "fields: {part: Part, contract_version: u32} | contractVersion contractVersion_",
      })
  void methodsOfAStructThatGrewYieldToItsFields(String fields, String names) {
    String declarations =
        """
        structs:
          Part: {fields: {value: u64, flag: u8, late: {type: u8, since: 2}}}
          Whole: {%s}
        """
            .formatted(fields.strip());
    Class<?> whole = GeneratedJava.of(compile(declarations)).type("Whole");
    assertThat(whole.getMethods()).extracting("name").contains((Object[]) names.split(" "));
    assertThatCode(() -> whole.getMethod(names.split(" ")[0])).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, sideOf sideOfRaw sideOfRaw_",
    "1, 2, sideOf sideOfRaw sideOfRaw_",
    "2, 1, sideOfRaw sideOf_ sideOf_Raw",
  })
  void ofAFunctionAndTheTwinOfAnotherTheNewerYields(int withEnum, int likeTwin, String names) {
    String declarations =
        """
        enums: {Side: {type: u8, values: {BUY: 1}}}
        functions:
          side_of: {params: {side: Side}, returns: Side, since: %d}
          side_of_raw: {params: {side: u8}, returns: u8, since: %d}
        """
            .formatted(withEnum, likeTwin);
    Class<?> facade = GeneratedJava.of(compile(declarations)).type("Names");
    assertThat(Stream.of(facade.getMethods()).map(Method::getName))
        .filteredOn(name -> name.startsWith("side"))
        .containsExactlyInAnyOrder(names.split(" "));
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
        "structs: {PartUpgrade: {fields: {a: u8}}} | t_part_upgrade_(",
        "structs: {PartComplete: {fields: {a: u8}}} | t_part_complete_(",
        "constants: {PART_SIZE_V1: {type: u8, value: 1}} | define T_PART_SIZE_V1_ 8",
        "functions: {feed_read_part: {}} | t_feed_read_part_(",
        "functions: {feed_get_part_versioned: {}} | t_feed_get_part_versioned_(",
        "functions: {feed_contract_version: {}} | t_feed_contract_version_(",
        "functions: {feed_queue_finish: {}} | t_feed_queue_finish_(",
      })
  void theNewerNameYieldsWhereAStructGrew(String declaration, String name) {
    String part = "Part: {id: 1, fields: {value: u64, late: {type: u8, since: 2}}}";
    String contents = "contents: {part: Part, queue: {queue: [Part], capacity: 1KiB}}";
    String declarations =
        declaration.startsWith("structs")
            ? declaration.strip().replace("structs: {", "structs: {" + part + ", ")
            : declaration.strip() + "\nstructs: {" + part + "}";
    CompiledSchema compiled = compile(declarations + "\nregions: {Feed: {" + contents + "}}\n");
    assertThat(new CEmitter(Optional.empty()).emit(compiled.schema(), compiled.layouts()))
        .extracting(OutputFile::content)
        .anyMatch(text -> text.contains(name.strip()));
  }

  @ParameterizedTest
  @CsvSource({
    "has_alarms: Part, 'alarms: {struct: Part, since: 2}', hasAlarms alarms_ hasAlarms_",
    "part: Part, 'alarms: {struct: Part, since: 2}, has_alarms: {struct: Part, since: 2}',"
        + " alarms hasAlarms hasAlarms_ hasHasAlarms_"
  })
  void ofASectionAndTheMethodThatAsksForAnotherTheNewerYields(
      String first, String appended, String names) {
    Class<?> feed =
        GeneratedJava.of(
                compile(
                    """
                    structs: {Part: {fields: {value: u64}}}
                    regions: {Feed: {contents: {%s, %s}}}
                    """
                        .formatted(first, appended)))
            .type("Feed");
    assertThat(feed.getDeclaredMethods()).extracting(Method::getName).contains(names.split(" "));
  }

  @ParameterizedTest
  @CsvSource({"feed_has_alarms: {}", "feed_has_alarms: {since: 2}"})
  void ofAFunctionAndTheOneThatAsksForASectionTheNewerYieldsInC(String function) {
    CompiledSchema compiled =
        compile(
            """
            structs: {Part: {fields: {value: u64}}}
            functions: {%s}
            regions: {Feed: {contents: {part: Part, alarms: {struct: Part, since: 2}}}}
            """
                .formatted(function));
    assertThat(new CEmitter(Optional.empty()).emit(compiled.schema(), compiled.layouts()))
        .extracting(OutputFile::content)
        .anyMatch(text -> text.contains("t_feed_has_alarms("))
        .anyMatch(text -> text.contains("t_feed_has_alarms_("));
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
