// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.testing.GeneratedJava;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interfaces in which callbacks and exports have numbers in the place of enums. */
class RawCallsTest {

  @ParameterizedTest
  @CsvSource({
    "u8,int",
    "i8,byte",
    "u16,int",
    "i16,short",
    "u32,long",
    "i32,int",
    "u64,long",
    "i64,long"
  })
  void numberHasTheTypeOfTheEnum(String storage, Class<?> number) throws Exception {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            enums: {Kind: {type: %s, values: {ONE: 1}}}
            callbacks:
              OnKind: {params: {kind: Kind, level: u8}, returns: Kind, on_error: ONE}
              OnNone: {params: {kind: Kind}}
            exports: {next: {params: {kind: Kind}, returns: Kind, on_error: ONE}}
            """
                .formatted(storage));

    Class<?> raw = nested(java.type("OnKind"));
    Method call = raw.getMethod("callRaw", number, int.class);
    assertThat(call.getReturnType()).isEqualTo(number);
    assertThat(raw).hasAnnotation(FunctionalInterface.class);
    assertThat(nested(java.type("OnNone")).getMethod("callRaw", number).getReturnType())
        .isEqualTo(void.class);
    Class<?> exports = nested(java.type("SampleExports"));
    assertThat(exports.getMethod("nextRaw", number).getReturnType()).isEqualTo(number);
  }

  @Test
  void callsWithoutEnumsHaveNone() {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            enums: {Kind: {type: u8, values: {ONE: 1}}}
            structs: {Item: {fields: {kind: Kind}}}
            callbacks: {OnKinds: {params: {kinds: 'const Kind[n]', n: u8, item: const Item*}}}
            exports: {next: {params: {item: Item}}}
            """);

    assertThat(java.type("OnKinds").getDeclaredClasses()).isEmpty();
    assertThat(java.type("SampleExports").getDeclaredClasses()).isEmpty();
  }

  @Test
  void namesOfTheUserKeepTheirMeaning() throws Exception {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            enums: {Kind: {type: u8, values: {ONE: 1}}}
            structs: {Raw: {fields: {a: u8}}, Target: {fields: {a: u8}}}
            callbacks:
              OnKind:
                params: {kind: Kind, target: const Raw*, raw: const Target*, views: Raw, e: u8}
                returns: Kind
                on_error: ONE
              OnNone: {params: {kind: Kind, target: u8, raw: u8, side_: OnKind}}
            exports:
              next: {params: {kind: Kind, target: const Raw*, raw: Raw}, returns: Raw}
              get_target: {params: {kind: Kind}, java_name: target}
              get_raw: {params: {kind: Kind}, java_name: raw}
            """);

    Class<?> call = nested(java.type("OnKind"));
    assertThat(
            Arrays.stream(call.getMethods()).filter(m -> m.getName().equals("callRaw")).findFirst())
        .get()
        .extracting(m -> m.getParameterTypes()[1])
        .isEqualTo(java.type("Raw_"));
  }

  @Test
  void exportWithTheNameOfATwinMovesAside() throws Exception {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            enums: {Kind: {type: u8, values: {ONE: 1}}}
            exports:
              next: {params: {kind: Kind}}
              next_raw: {params: {number: u8}}
              next_raw_too: {params: {number: u32}, java_name: nextRaw}
            """);

    Class<?> exports = java.type("SampleExports");
    assertThat(exports.getDeclaredMethods())
        .extracting(Method::getName)
        .containsExactlyInAnyOrder("next", "nextRaw_", "nextRaw");
  }

  private static Class<?> nested(Class<?> type) {
    assertThat(type.getDeclaredClasses()).hasSize(1);
    Class<?> raw = type.getDeclaredClasses()[0];
    assertThat(raw.getSimpleName()).isEqualTo("Raw");
    assertThat(raw).isInterface();
    assertThat(type).isAssignableFrom(raw);
    return raw;
  }
}
