// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of lists, bits, arms, aliases and masks that would become one in Java. */
class JavaCollisionTest {

  private static final String HEAD =
      """
      tenon: 1
      schema: sample
      version: 1
      java: {package: sample}
      c: {prefix: smp}
      """;

  private static List<Diagnostic> collisions(String declarations) {
    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class,
            () -> SchemaCompiler.compile("sample.tenon.yaml", HEAD + declarations));
    return refused == null
        ? List.of()
        : refused.diagnostics().stream()
            .filter(found -> found.code() == DiagnosticCode.JAVA_COLLISION)
            .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "list: 'u8[<=3]', list_count: u8 | listCount()",
        "list: 'u8[<=3]', add_list: u8 | addList(int)",
        "list: 'u8[<=3]', clear_list: u8 | clearList()",
        "list: 'u8[<=3]', list_at: 'u8[2]' | listAt(int)",
        "list: 'Point[<=3]', add_list: u64 | addList()",
        "time: timestamp_ns, time_raw: u8 | timeRaw()",
        "id: uuid, id_raw: u8 | idRaw()",
        "control: {type: u8, bits: {low: 0..1}}, control_low: i8 | controlLow()",
        "kind: Kind, kind_raw: u16 | kindRaw()",
        "kind: {type: u64, enum: Kind}, kind_raw: i8 | kindRaw()",
        "a: {type: u8, bits: {b_c: 0}}, a_b: {type: u8, bits: {c: 0}} | aBC()"
      })
  void fieldsThatWouldShareASignatureYield(String fields, String shared) {
    String declarations =
        """
        enums: {Kind: {type: u8, values: {A: 0}}}
        structs:
          Point: {fields: {x: u8}}
          Holder: {fields: {%s}}
        """
            .formatted(fields.strip());
    assertThat(collisions(declarations)).isEmpty();
    GeneratedJava java = GeneratedJava.ofText(declarations);
    assertThat(java.type("Holder").getDeclaredMethods())
        .as("the methods that met at %s", shared)
        .extracting(Method::getName)
        .contains(shared.replaceAll("\\(.*", ""))
        .anyMatch(name -> name.endsWith("_"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TAG: u8 | tag()",
        "TAG_RAW: u8 | tagRaw()",
        "UNKNOWN: u8 | class Unknown",
        "BODY: u8 | class Body",
        "SELECT: 'Kind[2]' | select(int, Kind)",
        "REQUIRE: Kind | require(Kind)",
        "THING: u8, THING_RAW: u8 |",
        "VALUE: u8, STRING: 'char[4]', OBJECT: u8, ORDER: Point |",
        "THING: Kind, THING_RAW: u8 | thingRaw()",
        "THING: 'u8[2]', SELECT_THING: u8 | selectThing()"
      })
  void armsThatWouldShareANameWithTheirUnionYield(String arms, String shared) {
    String values =
        String.join(": 1, ", arms.strip().replaceAll(": ('[^']*'|\\w+)", "").split(", ")) + ": 1";
    int number = 1;
    while (values.contains(": 1,")) {
      values = values.replaceFirst(": 1,", ": " + (100 + number++) + ",");
    }
    String declarations =
        """
        enums: {Kind: {type: u8, values: {%s}}}
        unions: {Body: {tag: Kind, arms: {%s}}}
        structs:
          Point: {fields: {x: u8}}
          Holder: {fields: {kind: Kind, body: {type: Body, tag: kind}}}
        """
            .formatted(values, arms.strip());
    assertThat(collisions(declarations)).isEmpty();
    Class<?> union = GeneratedJava.ofText(declarations).type("Body");
    if (shared != null) {
      assertThat(names(union))
          .as("the names that met at %s", shared)
          .anyMatch(name -> name.endsWith("_"));
    }
  }

  @Test
  void exportsWithOneNameInCapitalsHaveAConstantEach() {
    String declarations =
        """
        exports:
          word_of: {returns: string, on_error: "none"}
          wordOf: {returns: string, on_error: "no", java_name: word, c_name: word}
        """;
    assertThat(collisions(declarations)).isEmpty();
    Class<?> binder = GeneratedJava.ofText(declarations).type("SampleExportsBinder");
    assertThat(binder.getDeclaredFields())
        .filteredOn(field -> field.getName().startsWith("WORD_OF_FAILED"))
        .hasSize(2);
  }

  @Test
  void exportsMayBeCalledLikeMethodsOfTheClassThatBindsThem() {
    String declarations =
        """
        exports:
          bind: {params: {a: i64, b: i64, c: i32, d: i64, e: i64}}
          stubs: {returns: i32, on_error: 0}
        """;
    assertThat(collisions(declarations)).isEmpty();
    GeneratedJava java = GeneratedJava.ofText(declarations);
    assertThat(names(java.type("SampleExports"))).contains("bind", "stubs");
    assertThat(names(java.type("SampleExportsBinder"))).contains("bind_", "stubs_");
  }

  @Test
  void methodsOfTheClassThatBindsExportsMayNotMeet() {
    assertThat(
            collisions(
                """
                exports:
                  bind: {params: {a: i64}}
                  other: {java_name: bind_, params: {a: i64}}
                """))
        .extracting(Diagnostic::message)
        .containsExactly("'bind' and 'other' both become bind_(long) in Java");
  }

  @Test
  void overloadsTakeArraysOfDifferentStructs() {
    String declarations =
        """
        structs:
          Point: {fields: {x: u8}}
          Line: {fields: {x: u8}}
        functions:
          draw: {params: {points: 'const Point[n]', n: u32}}
          draw_lines: {java_name: draw, params: {lines: 'const Line[n]', n: u32}}
        """;
    assertThat(collisions(declarations)).isEmpty();
    assertThat(GeneratedJava.ofText(declarations).type("Sample").getDeclaredMethods())
        .filteredOn(method -> method.getName().equals("draw"))
        .hasSize(2);
  }

  @Test
  void nameThatIsNoneEndsInADiagnosticOnly() {
    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class,
            () ->
                SchemaCompiler.compile(
                    "sample.tenon.yaml",
                    HEAD
                        + "functions: {f: {params: {'a:': u8}}}\n"
                        + "exports: {g-: {params: {'b c': u8}}}"));
    assertThat(refused.diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly(DiagnosticCode.INVALID_NAME);
  }

  /** Names of the methods and of all classes in a class. */
  private static List<String> names(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      names.add(method.getName());
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      names.add(nested.getSimpleName());
      names.addAll(names(nested));
    }
    return names;
  }

  @Test
  void aliasesAndMasksShareTheNamesOfValuesAndBits() {
    assertThat(
            collisions(
                "enums: {Kind: {type: u8, values: {BUY_IT: 1, BuyIt: {alias_of: BUY_IT}}}}\n"))
        .hasSize(1);
    assertThat(
            collisions(
                "enums: {Kind: {type: u8, values: {BUY: 1, UNRECOGNIZED: {alias_of: BUY}}}}\n"))
        .isEmpty();
    assertThat(
            collisions("flags: {Marks: {type: u8, bits: {ALL_OF: 1}, masks: {allOf: [ALL_OF]}}}\n"))
        .hasSize(1);
  }
}
