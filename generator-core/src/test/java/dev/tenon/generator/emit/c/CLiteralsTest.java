// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.schema.ScalarType;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CLiteralsTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, (-0.0)",
    "1.0, 1.0",
    "0.1, 0.1",
    "100.0, 100.0",
    "1e15, 1000000000000000.0",
    "1e16, 1.0e16",
    "2e23, 2.0e23",
    "0.0001, 0.0001",
    "0.00001, 1.0e-5",
    "-1.5, (-1.5)",
    "4.9e-324, 5.0e-324",
    "1.7976931348623157e308, 1.7976931348623157e308",
    "NaN, NAN",
    "Infinity, HUGE_VAL",
    "-Infinity, (-HUGE_VAL)"
  })
  void numbersHaveTheFewestDigits(double value, String text) {
    assertThat(CLiterals.number(ScalarType.F64, value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1f", "16777216, 16777216.0f", "3.4028235e38, 3.4028235e38f", "-2.5, (-2.5f)"})
  void singlesHaveTheFewestDigitsOfASingle(float value, String text) {
    assertThat(CLiterals.number(ScalarType.F32, value)).isEqualTo(text);
  }

  @Test
  void everyNumberReadsBackAsItself() {
    SplittableRandom random = new SplittableRandom(20260101);
    for (int i = 0; i < 2_000; i++) {
      double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(CLiterals.number(ScalarType.F64, value))).isEqualTo(value);
      }
      float single = Math.abs(Float.intBitsToFloat(random.nextInt()));
      if (Float.isFinite(single)) {
        assertThat(Float.parseFloat(CLiterals.number(ScalarType.F32, single))).isEqualTo(single);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "U8, 255, UINT8_C(255)",
    "I8, -128, (-INT8_C(127) - 1)",
    "I16, -5, (-INT16_C(5))",
    "U64, 18446744073709551615, UINT64_C(18446744073709551615)",
    "I64, -9223372036854775808, (-INT64_C(9223372036854775807) - 1)"
  })
  void integersCarryTheirType(ScalarType type, BigInteger value, String text) {
    assertThat(CLiterals.integer(type, value)).isEqualTo(text);
  }

  @Test
  void textIsEscapedAsCReadsIt() {
    assertThat(CLiterals.text("a\"b\\c\nd\u0001" + "1ä???/"))
        .isEqualTo("\"a\\\"b\\\\c\\nd\\0011\\303\\244?\\?\\?/\"");
    assertThat(CLiterals.character('\'')).isEqualTo("'\\''");
    assertThat(CLiterals.character(0xff)).isEqualTo("'\\377'");
  }
}
