// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would become one in C are told apart before anything is generated. */
class CCollisionTest {

  private static final String TYPES =
      """
      enums: {Kind: {type: u8, values: {POINT: 1, NAME: 2}}}
      flags: {Access: {type: u8, bits: {READ: 0, WRITE: 1}}}
      unions: {Body: {tag: Kind, arms: {POINT: Point, NAME: 'char[8]'}}}
      """;

  @TempDir private Path folder;

  /** Fields of a struct {@code S}, and what becomes one there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list: 'u8[<=4]', list_count: u32 | list_count",
        "list_count: {type: u8, c_name: other}, list: 'u8[<=4]', other: u8 | other",
        "list: 'u8[<=4]', add: {type: u8, bits: {list: 0}}, get_add: {type: u8, order: big} | ''",
        "a: {type: u16, order: big}, a_b: {type: u16, order: big} | ''",
        "a: {type: u16, bits: {b: 0..3}}, a_b: {type: u16, order: big} | t_s_get_a_b",
        "a: {type: u16, bits: {b_c: 0..3}}, a_b: {type: u16, bits: {c: 0}} | t_s_get_a_b_c",
        "kind: Kind, body: {type: Body, tag: kind}, body_point: {type: u16, order: big} |"
            + " t_s_get_body_point",
        "kind: Kind, body: {type: Body, tag: kind}, body_name: 'char[4]' | t_s_set_body_name",
        "spare: {reserved: 3}, more: {type: u8, c_name: spare} | spare",
        "a: u8, padding_1: {reserved: 2}, b: u32 | ''",
        "a: u8, b: u32, padding_1: {reserved: 2} | ''",
      })
  void membersAndTheirFunctionsAreApart(String fields, String name) {
    String declarations =
        "structs: {S: {fields: {" + fields + "}}, Point: {fields: {x: u8}}}\n" + TYPES;
    if (fields.contains("c_name")) {
      assertThat(collisions(declarations)).anyMatch(said -> said.contains(" " + name + " in C"));
    } else if (name.isEmpty()) {
      assertThat(collisions(declarations)).isEmpty();
    } else {
      assertThat(header(declarations)).contains(name + "_");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constants: {KIND_OTHER: {type: u8, value: 1}}",
        "constants: {ACCESS_ALL: {type: u8, value: 1}}",
        "constants: {ACCESS_NONE: {type: u8, value: 1}}",
        "constants: {WORDS_INIT: {type: u8, value: 1}}",
        "functions: {s_validate: {}}",
        "functions: {s_add_list: {}}",
        "functions: {words_get_big: {}}",
      })
  void declarationsYieldToWhatTypesHave(String declaration) {
    String name = declaration.replaceAll("^\\w+: \\{(\\w+): .*", "$1");
    assertThat(
            header(
                declaration
                    + """

                    enums: {Kind: {type: u8, values: {ONE: 1, OTHER: {alias_of: ONE}}}}
                    flags: {Access: {type: u8, bits: {A: 0}, masks: {ALL: [A]}, none: NONE}}
                    unions: {Words: {arms: {big: {type: u32, order: big}}}}
                    structs: {S: {fields: {list: 'u8[<=4]'}}}
                    """))
        .containsPattern("(?i)\\bt_" + name + "_\\b");
  }

  @Test
  void twoDeclarationsOfOneNameAreRefused() {
    assertThat(collisions("unions: {Words: {arms: {big: u32}}}\n" + "functions: {words: {}}\n"))
        .containsExactly("'Words' and 'words' both become t_words in C");
  }

  @Test
  void armsAreApart() {
    assertThat(
            collisions(
                """
                unions: {Words: {arms: {a: u8, b: {type: u8, c_name: a}}}}
                """))
        .containsExactly("'a' and 'b' both become a in C");
  }

  @Test
  void namesInTheRecommendedSpellingKeepTheirWords() {
    assertThat(
            header(
                """
                enums: {Poll: {type: i32, values: {VIDEO_M2M: 1, POLL_32BITS: 2, Smpte170M: 3}}}
                """))
        .contains("T_POLL_VIDEO_M2M = 1", "T_POLL_POLL_32BITS = 2", "T_POLL_SMPTE170_M = 3");
  }

  @Test
  void importedSchemaHasItsOwnPrefixAndName() throws IOException {
    write("other", "t_s", "structs: {Point: {fields: {x: u8}}}\n");
    assertThat(imported("mine", "t", "structs: {SPoint: {fields: {x: u8}}}\n"))
        .containsExactly("'Point' and 'SPoint' both become t_s_point in C");
    assertThat(imported("mine", "t_s", ""))
        .containsExactly("imported schema other.tenon.yaml has the same C prefix 't_s'");
    assertThat(imported("OTHER", "t", ""))
        .containsExactly("imported schema other.tenon.yaml has the same name 'OTHER'");
    assertThat(imported("mine", "t", "")).isEmpty();
  }

  private List<String> imported(String name, String prefix, String declarations)
      throws IOException {
    Path file = write(name, prefix, "imports: [other.tenon.yaml]\n" + declarations);
    try {
      SchemaCompiler.compile(file);
      return List.of();
    } catch (SchemaException e) {
      return messages(e);
    }
  }

  private Path write(String name, String prefix, String declarations) throws IOException {
    return Files.writeString(
        folder.resolve(name.equals("OTHER") ? "mine.tenon.yaml" : name + ".tenon.yaml"),
        header(name, prefix) + declarations);
  }

  /** The headers of a schema without collisions. */
  private static String header(String declarations) {
    CompiledSchema compiled =
        SchemaCompiler.compile("names.tenon.yaml", header("names", "t") + declarations);
    return new CEmitter(Optional.empty())
        .emit(compiled.schema(), compiled.layouts()).stream()
            .map(OutputFile::content)
            .collect(Collectors.joining());
  }

  private static List<String> collisions(String declarations) {
    String schema = header("names", "t") + declarations;
    SchemaException e =
        catchThrowableOfType(
            SchemaException.class, () -> SchemaCompiler.compile("names.tenon.yaml", schema));
    return e == null ? List.of() : messages(e);
  }

  private static List<String> messages(SchemaException e) {
    return e.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code() == DiagnosticCode.C_COLLISION)
        .map(diagnostic -> diagnostic.message())
        .toList();
  }

  private static String header(String name, String prefix) {
    return """
    tenon: 1
    schema: %s
    version: 1
    java: {package: com.example}
    c: {prefix: %s}
    """
        .formatted(name, prefix);
  }
}
