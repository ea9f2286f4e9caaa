// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enums are open: an unknown number is carried, and never taken for a known one. */
class EnumAndFlagsTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("everything.tenon.yaml");

  private final Flyweight enums = JAVA.allocate("Enums", Arena.ofAuto());

  @ParameterizedTest
  @CsvSource({
    "small, Small, TOP, 255",
    "signedSmall, SignedSmall, LOW, -128",
    "medium, Medium, TOP, 65535",
    "signedMedium, SignedMedium, LOW, -32768",
    "wide, Wide, TOP, 4294967295",
    "wideSmall, WideSmall, BUSY, 1",
    "signedWide, SignedWide, LOW, -2147483648",
    "huge, Huge, TOP, -1",
    "signedHuge, SignedHuge, LOW, -9223372036854775808"
  })
  void enumReadsAsWrittenAndAsNumber(String field, String type, String name, long number) {
    Object value = JAVA.constant(type, name);
    enums.call(field, value);
    assertThat(enums.call(field)).isSameAs(value);
    assertThat(((Number) enums.call(field + "Raw")).longValue()).isEqualTo(number);
    assertThat(((Number) new Flyweight(value).call("value")).longValue()).isEqualTo(number);
  }

  @Test
  void unknownNumberIsCarried() {
    enums.call("smallRaw", 77);
    assertThat(enums.call("small")).isSameAs(JAVA.constant("Small", "UNRECOGNIZED"));
    Flyweight copy = JAVA.allocate("Enums", Arena.ofAuto());
    copy.call("copyFrom", enums.target());
    assertThat(copy.call("smallRaw")).isEqualTo(77);
    enums.call("wideRaw", 4294967294L);
    assertThat(enums.call("wide")).isSameAs(JAVA.constant("Wide", "UNRECOGNIZED"));
  }

  @Test
  void unrecognizedHasNoNumberToStore() {
    Object unknown = JAVA.constant("Small", "UNRECOGNIZED");
    assertThatThrownBy(() -> enums.call("small", unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Enums.small: UNRECOGNIZED has no number of its own");
    assertThatThrownBy(() -> new Flyweight(unknown).call("value"))
        .hasMessage("Small: UNRECOGNIZED has no number of its own");
  }

  @Test
  void rawNumberIsChecked() {
    assertThatThrownBy(() -> enums.call("smallRaw", 256))
        .hasMessage("Enums.small: 256 is not a u8 (0 to 255)");
  }

  @Test
  void masksAreWhatTheBitsSay() {
    assertThat(JAVA.constant("Flags8", "LAST")).isEqualTo(0x80);
    assertThat(JAVA.constant("Flags32", "LAST")).isEqualTo(0x8000_0000L);
    assertThat(JAVA.constant("Flags64", "LAST")).isEqualTo(Long.MIN_VALUE);
    enums.call("flags64", -1L);
    assertThat(enums.call("flags64")).isEqualTo(-1L);
    assertThatThrownBy(() -> enums.call("flags8", 256))
        .hasMessage("Enums.flags8: 256 is not a u8 (0 to 255)");
    assertThat(Flyweight.callStatic(JAVA.type("Flags64"), "toString", Long.MIN_VALUE | 1 | 4))
        .isEqualTo("FIRST|LAST|0x4");
    assertThat(Flyweight.callStatic(JAVA.type("Flags8"), "toString", 0)).isEqualTo("0x0");
  }
}
