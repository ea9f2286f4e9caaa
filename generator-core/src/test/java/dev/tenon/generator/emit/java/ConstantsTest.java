// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** Constants of every type, second names of enum values, named sets of flags. */
class ConstantsTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private static Object constant(String name) {
    return JAVA.constant("LanguageConstants", name);
  }

  @Test
  void constantsHaveTheValuesOfTheSchema() {
    assertThat(constant("DEPTH")).isEqualTo(4L);
    assertThat(constant("DOUBLE_DEPTH")).isEqualTo(8L);
    assertThat(constant("LIMIT")).isEqualTo(-166L);
    assertThat(constant("GREETING")).isEqualTo("Gr\u00fc\u00dfe, \"world\"??/\n");
    assertThat(constant("EMPTY_TEXT")).isEqualTo("");
    assertThat(constant("FIRST_KIND")).isSameAs(JAVA.constant("Kind", "ORDER"));
    assertThat(constant("USUAL")).isEqualTo(3L);
  }

  @Test
  void textsSurviveWhateverIsInThem() {
    String text = "a\\u0041 $L \\ \t\r\n\"\"\" \u2028 \u0085\u0001\uD83D\uDE00 %s {@code */";
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            constants:
              TEXT: {type: string, value: "a\\\\u0041 $L \\\\ \\t\\r\\n\\"\\"\\" \\u2028 \\x85\\x01\\U0001F600 %s {@code */"}
            structs:
              Holder:
                fields:
                  text: {type: 'char[64]', default: "x\\\\u000a */ @{} \\n\\"", doc: '*/ {@code \\u002a'}
            """);
    assertThat(java.constant("SampleConstants", "TEXT")).isEqualTo(text);
    assertThat(java.allocate("Holder", Arena.ofAuto()).call("text"))
        .isEqualTo("x\\u000a */ @{} \n\"");
  }

  @Test
  void aliasIsTheValueItself() {
    assertThat(JAVA.constant("Kind", "BUY")).isSameAs(JAVA.constant("Kind", "ORDER"));
    assertThat(Flyweight.callStatic(JAVA.type("Kind"), "toString", 1L)).isEqualTo("ORDER");
  }

  @Test
  void maskIsTheBitsThatItNames() {
    assertThat(JAVA.constant("Access", "ALL")).isEqualTo(7L);
    assertThat(JAVA.constant("Access", "USER")).isEqualTo(0x8000_0001L);
    assertThat(JAVA.constant("Access", "NONE")).isEqualTo(0L);
    Class<?> access = JAVA.type("Access");
    assertThat(Flyweight.callStatic(access, "toString", 0L)).isEqualTo("NONE");
    assertThat(Flyweight.callStatic(access, "toString", 7L)).isEqualTo("READ|WRITE|EXECUTE");
    assertThat(Flyweight.callStatic(access, "toString", 0x48L)).isEqualTo("0x48");
  }

  @Test
  void everythingThatIsDeprecatedCompilesAndSaysSo() throws ReflectiveOperationException {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            constants:
              OLD: {type: Kind, value: A, deprecated: Gone.}
            enums:
              Kind: {type: u8, values: {A: {value: 1, deprecated: Gone.}, B: 2, C: {alias_of: A, deprecated: Gone.}}}
              Dead: {type: u8, deprecated: Gone., values: {A: 0}}
            flags:
              Marks: {type: u8, deprecated: Gone., bits: {X: {bit: 0, deprecated: 'Gone, <ever> */.'}}, masks: {Y: {bits: [X], deprecated: Gone.}}}
            unions:
              Body: {tag: Kind, deprecated: Gone., arms: {A: {type: Point, deprecated: Gone.}, B: {type: 'u8[2]', deprecated: Gone.}}}
              Raw: {deprecated: Gone., arms: {a: {type: Dead, deprecated: Gone.}}}
            structs:
              Point: {deprecated: Gone., fields: {dead: Dead, marks: Marks}}
              Holder:
                fields:
                  kind: {type: Kind, deprecated: Gone.}
                  body: {type: Body, tag: kind, deprecated: Gone.}
                  raw: {type: 'Raw[2]', deprecated: Gone.}
                  points: {type: 'Point[<=3]', deprecated: Gone.}
                  time: {type: timestamp_ns, atomic: true, deprecated: Gone.}
                  bits: {type: u8, bits: {low: {bits: 0..1, deprecated: Gone.}, high: {bits: 2, deprecated: Gone.}}}
            handles: {Session: {deprecated: Gone., release: close}}
            callbacks:
              OnPoint: {deprecated: Gone., params: {point: const Point*, dead: Dead}}
            functions:
              open: {deprecated: Gone., params: {on: OnPoint, points: 'const Point[n]', n: u32}, returns: Session}
              close: {params: {session: Session}}
            exports:
              poke: {deprecated: Gone., params: {point: Point}, returns: Dead, on_error: A}
            """);
    for (String method : new String[] {"kind", "kindRaw", "pointsCount", "timeRaw", "bitsLow"}) {
      assertThat(java.type("Holder").getMethod(method).isAnnotationPresent(Deprecated.class))
          .as(method)
          .isTrue();
    }
    assertThat(java.type("Holder").getMethod("bits").isAnnotationPresent(Deprecated.class))
        .isFalse();
    for (String type : new String[] {"Dead", "Marks", "Body", "Point", "Session", "OnPoint"}) {
      assertThat(java.type(type).isAnnotationPresent(Deprecated.class)).as(type).isTrue();
    }
    assertThat(java.type("Kind").getField("A").isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(java.type("Kind").getField("C").isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(java.type("Marks").getField("X").isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(java.type("SampleConstants").getField("OLD").isAnnotationPresent(Deprecated.class))
        .isTrue();
  }
}
