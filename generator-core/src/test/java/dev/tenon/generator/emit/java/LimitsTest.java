// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code min} and {@code max}: setters refuse, getters show what is there. */
class LimitsTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private final Flyweight limited = JAVA.allocate("Limited", Arena.ofAuto());

  static Stream<Arguments> withinLimits() {
    return Stream.of(
        Arguments.of("signed", (byte) -10),
        Arguments.of("signed", (byte) 10),
        Arguments.of("unsigned", 1L),
        Arguments.of("unsigned", -2L),
        Arguments.of("real", -0.5f),
        Arguments.of("real", Float.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("withinLimits")
  void limitsAreIncluded(String field, Object value) {
    limited.call(field, value);
    assertThat(limited.call(field)).isEqualTo(value);
  }

  static Stream<Arguments> outOfLimits() {
    return Stream.of(
        Arguments.of("signed", (byte) -11, "Limited.signed: -11 is not from -10 to 10"),
        Arguments.of("signed", (byte) 11, "Limited.signed: 11 is not from -10 to 10"),
        Arguments.of("unsigned", 0L, "Limited.unsigned: 0 is not from 1 to 18446744073709551614"),
        Arguments.of(
            "unsigned",
            -1L,
            "Limited.unsigned: 18446744073709551615 is not from 1 to 18446744073709551614"),
        Arguments.of(
            "real", Math.nextDown(-0.5f), "Limited.real: -0.50000006 is not from -0.5 to Infinity"),
        Arguments.of("real", Float.NaN, "Limited.real: NaN is not from -0.5 to Infinity"));
  }

  @ParameterizedTest
  @MethodSource("outOfLimits")
  void setterRefusesValueOutOfLimitsAndNamesField(String field, Object value, String message) {
    byte[] before = bytes();
    assertThatThrownBy(() -> limited.call(field, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(bytes()).isEqualTo(before);
  }

  private byte[] bytes() {
    return ((MemorySegment) limited.call("asSegment")).toArray(JAVA_BYTE);
  }

  @Test
  void elementsHaveTheLimitsOfTheField() {
    limited.call("grid", 1, 1, (short) 100);
    limited.call("grid", 0, 1, Short.MIN_VALUE);
    assertThatThrownBy(() -> limited.call("grid", 1, 1, (short) 101))
        .hasMessage("Limited.grid: 101 is not from -32768 to 100");
    assertThat(limited.call("grid", 1, 1)).isEqualTo((short) 100);
    assertThatThrownBy(() -> limited.at("orders", 1).call("quantity", 4001L))
        .hasMessage("Order.quantity: 4001 is not from 1 to 4000");
    assertThatThrownBy(() -> limited.at("order").call("quantity", -1L))
        .hasMessage("Order.quantity: -1 is not from 1 to 4000");
  }

  @Test
  void memoryMayHoldWhatSettersRefuse() {
    ((MemorySegment) limited.call("asSegment")).set(JAVA_BYTE, 0, (byte) 100);
    assertThat(limited.call("signed")).isEqualTo((byte) 100);
    assertThat(limited.toString()).startsWith("Limited[signed=100, ");
    Object value = limited.call("toValue");
    assertThatThrownBy(() -> limited.call("set", value))
        .hasMessage("Limited.signed: 100 is not from -10 to 10");
  }

  @Test
  void atomicFieldsAreLimitedButForWhatTheyAreExpectedToHold() {
    GeneratedJava java =
        GeneratedJava.ofText(
            "structs: {Shared: {fields: {n: {type: u32, atomic: true, min: 2, max: 9}}}}");
    Flyweight shared = java.allocate("Shared", Arena.ofAuto());
    assertThatThrownBy(() -> shared.call("n", 10L)).hasMessage("Shared.n: 10 is not from 2 to 9");
    assertThatThrownBy(() -> shared.call("nPlain", 1L)).hasMessageContaining("not from 2 to 9");
    assertThatThrownBy(() -> shared.call("getAndSetN", 1L)).hasMessageContaining("from 2 to 9");
    assertThatThrownBy(() -> shared.call("compareAndSetN", 0L, 1L))
        .hasMessageContaining("not from 2 to 9");
    assertThat(shared.call("compareAndSetN", 0L, 2L)).isEqualTo(true);
    assertThat(shared.call("n")).isEqualTo(2L);
  }
}
