// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies of records {@code Value} with one component changed. */
class ValueCopiesTest {

  /** Fields with the values that a copy gets. */
  private static final List<String> TYPES =
      List.of("u8", "i64", "f32", "bool", "char", "'u16[2]'", "'char[8]'", "'Part[<=2]'", "Kind");

  private static GeneratedJava ofFields(int count) {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < count; i++) {
      fields.append("      field%d: %s\n".formatted(i, TYPES.get(i % TYPES.size())));
    }
    return GeneratedJava.ofText(
        """
        enums: {Kind: {type: u8, values: {A: 0, B: 1}}}
        structs:
          Part: {fields: {x: u8}}
          Many:
            fields:
        """
            + fields);
  }

  private static Object other(GeneratedJava java, int index) {
    return switch (TYPES.get(index % TYPES.size())) {
      case "u8" -> 7;
      case "i64" -> Long.MIN_VALUE;
      case "f32" -> 1.5f;
      case "bool" -> true;
      case "char" -> 'x';
      case "'u16[2]'" -> List.of(1, 2);
      case "'char[8]'" -> "text";
      case "'Part[<=2]'" -> List.of();
      default -> java.constant("Kind", "B");
    };
  }

  /** Both sides of the number from which on one method copies for all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 16, 17, 40})
  void copyDiffersInItsComponentAlone(int count) throws ReflectiveOperationException {
    GeneratedJava java = ofFields(count);
    Object value = java.allocate("Many", Arena.ofAuto()).call("toValue");
    RecordComponent[] components = value.getClass().getRecordComponents();
    assertThat(components).hasSize(count);

    for (int i = 0; i < count; i++) {
      Object given = other(java, i);
      Object copy =
          value.getClass().getMethod("withField" + i, components[i].getType()).invoke(value, given);
      for (int j = 0; j < count; j++) {
        Object expected = j == i ? given : components[j].getAccessor().invoke(value);
        assertThat(components[j].getAccessor().invoke(copy)).isEqualTo(expected);
      }
    }
  }

  @Test
  void componentsCalledLikeParametersOfTheCopyKeepTheirMeaning()
      throws ReflectiveOperationException {
    StringBuilder fields = new StringBuilder("index: u8, value: u16, with: i32");
    for (int i = 0; i < 20; i++) {
      fields.append(", f").append(i).append(": u8");
    }
    GeneratedJava java = GeneratedJava.ofText("structs: {Many: {fields: {" + fields + "}}}");
    Object value = java.allocate("Many", Arena.ofAuto()).call("toValue");

    Object copy = value.getClass().getMethod("withValue", int.class).invoke(value, 5);

    assertThat(copy).hasToString(value.toString().replace("value=0", "value=5"));
    assertThatThrownBy(() -> value.getClass().getMethod("with", int.class, Object.class))
        .isInstanceOf(NoSuchMethodException.class);
  }

  @Test
  void textGrowsWithTheNumberOfFields() {
    assertThat(text(240)).isLessThan(6 * text(48));
  }

  private static int text(int fields) {
    StringBuilder schema =
        new StringBuilder(
            "tenon: 1\n"
                + "schema: s\n"
                + "version: 1\n"
                + "java: {package: s}\n"
                + "c: {prefix: s}\n"
                + "structs:\n"
                + "  S:\n"
                + "    fields:\n");
    for (int i = 0; i < fields; i++) {
      schema.append("      field_number_%d: i32\n".formatted(i));
    }
    var compiled = SchemaCompiler.compile("s.tenon.yaml", schema.toString());
    return new JavaEmitter()
        .emit(compiled.schema(), compiled.layouts()).stream()
            .filter(file -> file.path().endsWith("/S.java"))
            .map(OutputFile::content)
            .mapToInt(String::length)
            .sum();
  }
}
