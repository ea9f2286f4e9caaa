// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema is compiled up to the limits that are told, and refused beyond them. */
class JavaLimitsTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("largest")
  void largestOneIsCompiledAndOneMoreIsRefused(String name, int limit, IntFunction<String> text) {
    assertThat(GeneratedJava.ofText(text.apply(limit)).files()).isNotEmpty();

    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class, () -> GeneratedJava.ofText(text.apply(limit + 1)));
    assertThat(refused.diagnostics())
        .extracting(diagnostic -> diagnostic.code())
        .contains(DiagnosticCode.TOO_MANY_FOR_JAVA);
    assertThat(refused.getMessage()).contains(" " + (limit + 1) + " ");
  }

  static Stream<Arguments> largest() {
    return Stream.of(
        of(
            "values",
            3000,
            n ->
                "enums: {E: {type: u32, values: {%s}}}"
                    .formatted(many(n, i -> "V_%d: %d".formatted(i, i * 70_001)))),
        of(
            "values and aliases",
            3000,
            n ->
                "enums: {E: {type: u64, values: {%s, %s}}}"
                    .formatted(
                        many(n / 2, i -> "V_%d: %d".formatted(i, i * 5_000_000_000L)),
                        many(n - n / 2, i -> "A_%d: {alias_of: V_0}".formatted(i)))),
        of(
            "lists",
            1000,
            n ->
                "structs: {S: {fields: {%s}}}"
                    .formatted(many(n, i -> "f_%d: 'u32[<=3]'".formatted(i)))),
        of(
            "texts",
            1000,
            n ->
                "structs: {S: {fields: {%s}}}"
                    .formatted(many(n, i -> "f_%d: 'char[8]'".formatted(i)))),
        of(
            "bits and limits",
            1000,
            n ->
                "structs: {S: {fields: {%s}}}"
                    .formatted(
                        many(
                            n,
                            i ->
                                i % 2 == 0
                                    ? "f_%d: {type: u32, bits: {a: 0, b: 1..3, c: 4..7}}"
                                        .formatted(i)
                                    : "f_%d: {type: u32, min: %d, default: %d}"
                                        .formatted(i, i, i + 70_000)))),
        of(
            "arms of a tagged union",
            1000,
            n ->
                """
                enums: {K: {type: u16, values: {%s}}}
                unions: {U: {tag: K, arms: {%s}}}
                structs: {S: {fields: {k: K, u: {type: U, tag: k}}}}
                """
                    .formatted(
                        many(n, i -> "V_%d: %d".formatted(i, i)),
                        many(n, i -> "V_%d: u32".formatted(i)))),
        of(
            "functions",
            1000,
            n ->
                "functions: {%s}"
                    .formatted(
                        many(
                            n,
                            i ->
                                "f_%d: {params: {a: u32, s: string}, returns: i32}".formatted(i)))),
        of(
            "exports",
            1000,
            n ->
                "exports: {%s}"
                    .formatted(
                        many(
                            n,
                            i ->
                                "f_%d: {params: {a: u32, s: string}, returns: i32, on_error: -1}"
                                    .formatted(i)))));
  }

  @Test
  void textOfALongStructHasEveryField() {
    GeneratedJava java =
        GeneratedJava.ofText(
            "structs: {S: {fields: {%s}}}"
                .formatted(many(250, i -> "f_%d: {type: u32, default: %d}".formatted(i, i))));

    try (Arena arena = Arena.ofConfined()) {
      Object struct =
          java.loader()
              .loadClass("sample.S")
              .getMethod("allocate", SegmentAllocator.class)
              .invoke(null, arena);
      assertThat(struct.toString())
          .isEqualTo("S[" + many(250, i -> "f%d=%d".formatted(i, i)).replace("\n ", "") + "]");
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void structWithoutAValueIsAdvisedAgainst() {
    String text =
        """
        tenon: 1
        schema: wide
        version: 1
        java: {package: com.example}
        c: {prefix: w}
        structs: {S: {fields: {%s}}}
        """;

    assertThat(
            SchemaCompiler.compile(
                    "wide.tenon.yaml", text.formatted(many(254, i -> "f%d: u8".formatted(i))))
                .warnings())
        .isEmpty();
    assertThat(
            SchemaCompiler.compile(
                    "wide.tenon.yaml", text.formatted(many(255, i -> "f%d: u8".formatted(i))))
                .warnings())
        .extracting(warning -> warning.code())
        .containsExactly(DiagnosticCode.NO_VALUE_RECORD);
  }

  private static Arguments of(String name, int limit, IntFunction<String> text) {
    return Arguments.of(name, limit, text);
  }

  private static String many(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(",\n  "));
  }
}
