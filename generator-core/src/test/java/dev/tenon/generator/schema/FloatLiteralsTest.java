// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of a schema round to the nearest that the type holds, but none is lost. */
class FloatLiteralsTest {

  @ParameterizedTest
  @CsvSource({
    "f32, 1e-45",
    "f32, 1.4e-45",
    "f32, 3.4028235e38",
    "f32, 0e-99999",
    "f32, -0.000",
    "f32, 0",
    "f64, 4.9e-324",
    "f64, 5e-324",
    "f64, 0.0E400",
    "f64, -0e-400",
    "f64, 1.7976931348623157e308"
  })
  void isHeld(String type, String number) {
    FloatLiteral value =
        (FloatLiteral)
            SchemaCompiler.compile("sample.tenon.yaml", schema(type, number))
                .schema()
                .constants()
                .get(0)
                .value();

    assertThat(value.value())
        .isEqualTo(type.equals("f32") ? Float.parseFloat(number) : Double.parseDouble(number));
  }

  @ParameterizedTest
  @CsvSource({
    "f32, 1e-46",
    "f32, -7e-46",
    "f32, 0.0000000001e-40",
    "f64, 1e-324",
    "f64, -2e-324",
    "f64, 1e-99999",
    "f32, 1e-400"
  })
  void isRefusedWhenItWouldBecomeZero(String type, String number) {
    assertThatThrownBy(() -> SchemaCompiler.compile("sample.tenon.yaml", schema(type, number)))
        .hasMessageContaining(
            "TN2020: %s is out of the range of %s: it would become 0".formatted(number, type));
  }

  private static String schema(String type, String number) {
    return """
    tenon: 1
    schema: sample
    version: 1
    java: {package: com.example}
    c: {prefix: s}
    constants: {A: {type: %s, value: %s}}
    """
        .formatted(type, number);
  }
}
