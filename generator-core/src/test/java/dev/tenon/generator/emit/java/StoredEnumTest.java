// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

/** An enum in another integer than its own: a number that its own cannot hold stays unknown. */
class StoredEnumTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private final Flyweight widths = JAVA.allocate("Widths", Arena.ofAuto());

  @Test
  void constantsReadAsWritten() {
    assertThat(widths.call("wide")).isSameAs(JAVA.constant("Kind", "NOTHING"));
    widths.call("narrow", JAVA.constant("Kind", "NUMBER"));
    assertThat(widths.call("narrow")).isSameAs(JAVA.constant("Kind", "NUMBER"));
    assertThat(widths.call("narrowRaw")).isEqualTo(7);
    widths.call("many", 1, JAVA.constant("Level", "HIGH"));
    assertThat(widths.call("many", 1)).isSameAs(JAVA.constant("Level", "HIGH"));
    assertThat(widths.call("manyRaw", 1)).isEqualTo(2L);
    Object value = widths.call("toValue");
    Flyweight copy = JAVA.allocate("Widths", Arena.ofAuto());
    widths.call("signed", JAVA.constant("Level", "MIDDLE"));
    widths.call("narrow", JAVA.constant("Kind", "TEXT"));
    copy.call("set", widths.call("toValue"));
    assertThat(copy.call("toValue")).isEqualTo(widths.call("toValue")).isNotEqualTo(value);
  }

  @Test
  void numberOutsideOfTheEnumIsNeverCutToAKnownOne() {
    Object unknown = JAVA.constant("Kind", "UNRECOGNIZED");
    for (long raw : new long[] {0x1_0001L, 0x1_0000_0001L, Long.MIN_VALUE | 1, -65535, -1}) {
      widths.call("wideRaw", raw);
      assertThat(widths.call("wide")).isSameAs(unknown);
      assertThat(widths.call("wideRaw")).isEqualTo(raw);
    }
    widths.call("signedRaw", -256);
    assertThat(widths.call("signed")).isSameAs(JAVA.constant("Level", "UNRECOGNIZED"));
    widths.call("signedRaw", 0x101);
    assertThat(widths.call("signed")).isSameAs(JAVA.constant("Level", "UNRECOGNIZED"));
    widths.call("manyRaw", 0, 0x8000_0001L);
    assertThat(widths.call("many", 0)).isSameAs(JAVA.constant("Level", "UNRECOGNIZED"));
    assertThat(widths.toString())
        .contains("signed=UNRECOGNIZED(257), many=[UNRECOGNIZED(2147483649), LOW]");
  }

  @Test
  void rawNumberIsCheckedAgainstTheStorage() {
    assertThatThrownBy(() -> widths.call("narrowRaw", 256))
        .hasMessage("Widths.narrow: 256 is not a u8 (0 to 255)");
  }

  @Test
  void enumOfEveryWidthFitsIntoEveryOther() {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            enums:
              Byte: {type: i8, values: {A: 1}}
              Short: {type: i16, values: {A: 1}}
              Word: {type: u32, values: {A: 1}}
              Long: {type: u64, values: {A: 1}}
            structs:
              All:
                fields:
                  bu8: {type: u8, enum: Byte}
                  bi64: {type: i64, enum: Byte}
                  si8: {type: i8, enum: Short}
                  su16: {type: u16, enum: Short}
                  wi8: {type: i8, enum: Word}
                  wi16: {type: i16, enum: Word}
                  wi32: {type: i32, enum: Word, order: big}
                  li8: {type: i8, enum: Long}
                  lu8: {type: 'u8[<=2]', enum: Long}
                  lu32: {type: u32, enum: Long}
            """);
    Flyweight all = java.allocate("All", Arena.ofAuto());
    for (String field : new String[] {"bu8", "bi64"}) {
      all.call(field, java.constant("Byte_", "A"));
      assertThat(all.call(field)).isSameAs(java.constant("Byte_", "A"));
    }
    all.call("bu8Raw", 257 - 256 + 128);
    assertThat(all.call("bu8")).isSameAs(java.constant("Byte_", "UNRECOGNIZED"));
    all.call("bi64Raw", 257L);
    assertThat(all.call("bi64")).isSameAs(java.constant("Byte_", "UNRECOGNIZED"));
    for (String field : new String[] {"si8", "su16"}) {
      all.call(field, java.constant("Short_", "A"));
      assertThat(all.call(field)).isSameAs(java.constant("Short_", "A"));
    }
    for (String field : new String[] {"wi8", "wi16", "wi32"}) {
      all.call(field, java.constant("Word", "A"));
      assertThat(all.call(field)).isSameAs(java.constant("Word", "A"));
    }
    for (String field : new String[] {"li8", "lu32"}) {
      all.call(field, java.constant("Long_", "A"));
      assertThat(all.call(field)).isSameAs(java.constant("Long_", "A"));
    }
    all.call("addLu8", java.constant("Long_", "A"));
    assertThat(all.call("lu8", 0)).isSameAs(java.constant("Long_", "A"));
  }
}
