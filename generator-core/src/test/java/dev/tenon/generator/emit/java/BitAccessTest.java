// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Named bits of an integer: each changes its own bits and no others. */
class BitAccessTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private final Flyweight bits = JAVA.allocate("Bits", Arena.ofAuto());

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of("control", "controlMode", 15, 0xFL, 0xFFFFL),
        Arguments.of("control", "controlReady", true, 0x10L, 0xFFFFL),
        Arguments.of("control", "controlLevelRaw", 3, 0x60L, 0xFFFFL),
        Arguments.of("control", "controlTop", 1, 0x8000L, 0xFFFFL),
        Arguments.of("wide", "wideLow", 0xFFFF_FFFFL, 0xFFFF_FFFFL, -1L),
        Arguments.of("wide", "wideHigh", 0x7FFF_FFFFL, 0x7FFF_FFFF_0000_0000L, -1L),
        Arguments.of("wide", "wideSign", true, Long.MIN_VALUE, -1L),
        Arguments.of("small", "smallAll", 255, 255L, 255L),
        Arguments.of("whole", "wholeValue", -1L, -1L, -1L));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void rangeChangesItsOwnBitsOnly(
      String field, String range, Object most, long mask, long everything) {
    Object none = most instanceof Boolean ? false : most instanceof Long ? (Object) 0L : (Object) 0;
    assertThat(bits.call(range, most)).isSameAs(bits.target());
    assertThat(number(field)).isEqualTo(mask);
    assertThat(bits.call(range)).isEqualTo(most);
    bits.call(range, none);
    assertThat(number(field)).isZero();

    bits.call(
        field,
        most instanceof Long || field.equals("wide") ? (Object) everything : (int) everything);
    bits.call(range, none);
    assertThat(number(field)).isEqualTo(everything & ~mask);
    assertThat(bits.call(range)).isEqualTo(none);
    bits.call(range, most);
    assertThat(number(field)).isEqualTo(everything);
  }

  private long number(String field) {
    return ((Number) bits.call(field)).longValue();
  }

  @Test
  void valueThatDoesNotFitIsRefusedAndNamesTheRange() {
    bits.call("control", 0xFFFF);
    for (int value : new int[] {16, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> bits.call("controlMode", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Bits.control.mode: %d does not fit into 4 bits (0 to 15)", value);
    }
    assertThatThrownBy(() -> bits.call("controlLevelRaw", 4))
        .hasMessage("Bits.control.level: 4 does not fit into 2 bits (0 to 3)");
    assertThatThrownBy(() -> bits.call("controlTop", 2))
        .hasMessage("Bits.control.top: 2 does not fit into 1 bits (0 to 1)");
    assertThatThrownBy(() -> bits.call("wideHigh", 1L << 31))
        .hasMessage("Bits.wide.high: 2147483648 does not fit into 31 bits (0 to 2147483647)");
    assertThatThrownBy(() -> bits.call("wideLow", -1L))
        .hasMessage("Bits.wide.low: -1 does not fit into 32 bits (0 to 4294967295)");
    assertThat(bits.call("control")).isEqualTo(0xFFFF);
    assertThat(bits.call("wide")).isEqualTo(0L);
  }

  @Test
  void bitsOfAnEnumCarryUnknownNumbers() {
    bits.call("controlLevel", JAVA.constant("Level", "HIGH"));
    assertThat(bits.call("control")).isEqualTo(0x40);
    assertThat(bits.call("controlLevel")).isSameAs(JAVA.constant("Level", "HIGH"));
    bits.call("controlLevelRaw", 3);
    assertThat(bits.call("controlLevel")).isSameAs(JAVA.constant("Level", "UNRECOGNIZED"));
    assertThat(bits.call("controlLevelRaw")).isEqualTo(3);
    assertThatThrownBy(() -> bits.call("controlLevel", JAVA.constant("Level", "UNRECOGNIZED")))
        .hasMessage("Bits.control.level: UNRECOGNIZED has no number of its own");
  }

  @Test
  void bitsAreThoseOfTheNumberWhateverItsByteOrder() {
    bits.call("wideSign", true);
    bits.call("wideLow", 1L);
    MemorySegment bytes = (MemorySegment) bits.call("asSegment");
    long offset = (long) JAVA.constant("Bits", "WIDE_OFFSET");
    assertThat(bytes.get(ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN), offset))
        .isEqualTo(0x8000_0000_0000_0001L);
  }

  @Test
  void namesThatJavaReservesGetAnUnderscoreAsAWhole() {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            structs:
              Odd: {fields: {class: {type: u8, bits: {new: 0, as: 1..2}}, as: {type: u32, bits: {segment: 0..31}}}}
            """);
    Flyweight odd = java.allocate("Odd", Arena.ofAuto());
    odd.call("classNew", true);
    odd.call("classAs", 3);
    odd.call("asSegment_", 4294967295L);
    assertThat(odd).hasToString("Odd[class_=7, as=4294967295]");
  }
}
