// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Characters of texts that a schema may have, whether they are written or escaped. */
class TextsTest {

  private static final String HEADER =
      """
      tenon: 1
      schema: texts
      version: 2
      doc: TEXT
      java: {package: com.example}
      c: {prefix: tx}
      """;

  /** Every place of a text for people, marked by {@code TEXT}. */
  private static final List<String> PLACES =
      List.of(
          "constants: {A: {type: u8, value: 1, doc: TEXT}}",
          "enums: {E: {type: u8, doc: TEXT, values: {A: 1}}}",
          "enums: {E: {type: u8, values: {A: {value: 1, doc: TEXT}}}}",
          "enums: {E: {type: u8, values: {A: {value: 1, deprecated: TEXT}}}}",
          "flags: {F: {type: u8, bits: {A: {bit: 1, doc: TEXT}}}}",
          "flags: {F: {type: u8, bits: {A: 0}, masks: {B: {bits: [A], doc: TEXT}}}}",
          "unions: {U: {doc: TEXT, arms: {a: u8}}}",
          "unions: {U: {arms: {a: {type: u8, unit: TEXT}}}}",
          "structs: {S: {doc: TEXT, fields: {x: u8}}}",
          "structs: {S: {fields: {x: {type: u8, doc: TEXT}}}}",
          "structs: {S: {fields: {x: {type: u8, unit: TEXT}}}}",
          "structs: {S: {fields: {x: {type: u8, deprecated: TEXT}}}}",
          "structs: {S: {fields: {x: {type: u8, bits: {low: {bits: 0, doc: TEXT}}}}}}",
          "handles: {H: {doc: TEXT}}",
          "callbacks: {C: {doc: TEXT}}",
          "callbacks: {C: {params: {x: {type: u8, doc: TEXT}}}}",
          "functions: {f: {doc: TEXT}}",
          "exports: {f: {doc: TEXT}}",
          "structs: {S: {fields: {x: u8}}}\nregions: {R: {doc: TEXT, contents: {s: S}}}",
          "structs: {S: {fields: {x: u8}}}\nregions: {R: {contents: {s: {struct: S, doc: TEXT}}}}");

  /** NUL, bell, escape, delete, C1, line and paragraph separator, direction, mark, noncharacter. */
  private static final List<String> REFUSED =
      List.of(
          "\\0",
          "\\a",
          "\\e",
          "\\x7F",
          "\\x9b",
          "\\L",
          "\\P",
          "\\u202E",
          "\\u2067",
          "\\uFEFF",
          "\\uFFFE",
          "\\uFDD0",
          "\\U0001FFFF",
          "\\uD800",
          "\\uDC00");

  @ParameterizedTest
  @MethodSource("places")
  void noTextForPeopleHasACharacterThatCouldChangeWhatTheySee(String place) {
    String schema = HEADER + place;
    assertThat(codes(schema.replace("TEXT", "'plain, übersetzt, \uD83D\uDE00'"))).isEmpty();
    for (String escape : REFUSED) {
      String text = '"' + "a" + escape + "b" + '"';
      assertThat(codes(schema.replaceFirst("TEXT", "plain").replace("TEXT", text)))
          .as("%s in %s", escape, place)
          .contains(DiagnosticCode.FORBIDDEN_CHARACTER);
    }
  }

  static Stream<String> places() {
    return PLACES.stream();
  }

  @Test
  void docOfTheSchemaIsAText() {
    assertThat(codes(HEADER.replace("TEXT", "\"a\\eb\"")))
        .containsExactly(DiagnosticCode.FORBIDDEN_CHARACTER);
  }

  @Test
  void messageNamesTheKeyItsOwnerAndTheCharacter() {
    SchemaException refused =
        refused(
            HEADER.replace("TEXT", "plain")
                + "structs: {S: {doc: \"a\\u202Eb\", fields: {x: u8}}}");

    assertThat(refused.getMessage())
        .contains("'doc' of struct 'S' has character U+202E, which is not allowed");
  }

  @Test
  void unitIsOneLine() {
    assertThat(
            codes(
                HEADER.replace("TEXT", "plain")
                    + "structs: {S: {fields: {x: {type: u8, unit: \"a\\nb\"}}}}"))
        .containsExactly(DiagnosticCode.FORBIDDEN_CHARACTER);
  }

  /** They are bytes for a program, and written with escapes. */
  @ParameterizedTest
  @ValueSource(strings = {"\\r\\n", "\\x02", "\\e[0m", "\\x9b", "\\u202E", "\\uFEFF", "\\uFFFE"})
  void textValuesMayHaveWhatPeopleMustNotRead(String value) {
    assertThat(
            codes(
                HEADER.replace("TEXT", "plain")
                    + """
                    constants: {A: {type: string, value: "VALUE"}}
                    structs: {S: {fields: {x: {type: 'char[32]', default: "VALUE"}}}}
                    exports: {f: {returns: string, on_error: "VALUE"}}
                    """
                        .replace("VALUE", value)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"\\uD800, U+D800", "\\uDFFF, U+DFFF", "\\uDE00\\uD83D, U+DE00"})
  void halfOfASurrogatePairIsNoCharacterOfAnyValue(String escape, String name) {
    for (String place :
        List.of(
            "constants: {A: {type: string, value: VALUE}}",
            "structs: {S: {fields: {x: {type: 'char[32]', default: VALUE}}}}",
            "exports: {f: {returns: string, on_error: VALUE}}",
            "constants: {VALUE: {type: u8, value: 1}}",
            "imports: [VALUE]")) {
      String text = "\"a" + escape + "b\"";
      SchemaException refused =
          refused(HEADER.replace("TEXT", "plain") + place.replace("VALUE", text));
      assertThat(refused.diagnostics().stream().map(Object::toString).collect(Collectors.joining()))
          .as(place)
          .contains(name + " is half of a surrogate pair, not a character");
    }
  }

  @Test
  void pairOfEscapesIsOneCharacter() {
    assertThat(
            codes(
                HEADER.replace("TEXT", "plain")
                    + "constants: {A: {type: string, value: \"\\U0001F600\"}}"))
        .isEmpty();
  }

  private static List<DiagnosticCode> codes(String text) {
    try {
      SchemaCompiler.compile("texts.tenon.yaml", text);
      return List.of();
    } catch (SchemaException e) {
      return e.diagnostics().stream().map(diagnostic -> diagnostic.code()).toList();
    }
  }

  private static SchemaException refused(String text) {
    return catchThrowableOfType(
        SchemaException.class, () -> SchemaCompiler.compile("texts.tenon.yaml", text));
  }
}
