// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Big-endian fields: the same accessors, the most significant byte first in memory. */
class ByteOrderTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  private final Flyweight big = JAVA.allocate("Big", Arena.ofAuto());

  private ByteBuffer at(String constant) {
    MemorySegment bytes = (MemorySegment) big.call("asSegment");
    long offset = (long) JAVA.constant("Big", constant + "_OFFSET");
    return bytes.asSlice(offset).asByteBuffer().order(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void defaultsAreStoredBigEndian() {
    assertThat(at("A16").getShort()).isEqualTo((short) -2);
    assertThat(at("A32").getInt()).isEqualTo(0x01020304);
    assertThat(at("F32").getFloat()).isEqualTo(1.5f);
    assertThat(at("F64").getDouble()).isEqualTo(-2.5);
    assertThat(at("KIND").getShort()).isEqualTo((short) 3);
    assertThat(at("ACCESS").getInt()).isEqualTo(0x8000_0002);
    assertThat(big.call("a16")).isEqualTo((short) -2);
    assertThat(big.call("a32")).isEqualTo(0x01020304L);
    assertThat(big.call("f32")).isEqualTo(1.5f);
    assertThat(big.call("f64")).isEqualTo(-2.5);
    assertThat(big.call("kind")).isSameAs(JAVA.constant("Kind", "TEXT"));
    assertThat(big.call("access")).isEqualTo(0x8000_0002L);
  }

  @Test
  void everyTypeReadsAsWrittenAndLiesBigEndian() {
    big.call("a16", Short.MIN_VALUE);
    big.call("a32", 4294967295L);
    big.call("a64", 0x0102030405060708L);
    big.call("f32", Float.MIN_VALUE);
    big.call("f64", Double.NEGATIVE_INFINITY);
    big.call("kindRaw", 0x0102);
    for (int i = 0; i < 3; i++) {
      big.call("kinds", i, JAVA.constant("Kind", "NOTHING"));
    }
    big.call("grid", 1, 2, 0x0A0B0C0DL);
    big.call("time", Instant.ofEpochSecond(0, 258));
    assertThat(big.call("a16")).isEqualTo(Short.MIN_VALUE);
    assertThat(big.call("a32")).isEqualTo(4294967295L);
    assertThat(at("A64").getLong()).isEqualTo(0x0102030405060708L);
    assertThat(at("F32").getInt()).isEqualTo(1);
    assertThat(big.call("f32")).isEqualTo(Float.MIN_VALUE);
    assertThat(big.call("f64")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(at("KIND").get()).isEqualTo((byte) 1);
    assertThat(at("KINDS").getShort(4)).isEqualTo((short) 9);
    assertThat(big.call("kinds", 2)).isSameAs(JAVA.constant("Kind", "NOTHING"));
    assertThat(at("GRID").getInt(20)).isEqualTo(0x0A0B0C0D);
    assertThat(big.call("grid", 1, 2)).isEqualTo(0x0A0B0C0DL);
    assertThat(at("TIME").getLong()).isEqualTo(258);
    assertThat(big.call("timeRaw")).isEqualTo(258L);
    Object value = big.call("toValue");
    Flyweight copy = JAVA.allocate("Big", Arena.ofAuto());
    big.call("kind", JAVA.constant("Kind", "ORDER"));
    copy.call("set", big.call("toValue"));
    assertThat(((MemorySegment) copy.call("asSegment")).toArray(JAVA_BYTE))
        .isEqualTo(((MemorySegment) big.call("asSegment")).toArray(JAVA_BYTE));
    assertThat(value).isNotEqualTo(big.call("toValue"));
  }

  @Test
  void layoutTellsTheOrder() {
    StructLayout layout = (StructLayout) JAVA.constant("Big", "LAYOUT");
    ValueLayout a32 = (ValueLayout) layout.select(PathElement.groupElement("a32"));
    assertThat(a32.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(a32.byteAlignment()).isEqualTo(4);
  }

  @Test
  void limitsAreThoseOfTheNumber() {
    assertThatThrownBy(() -> big.call("a32", 4L))
        .hasMessage("Big.a32: 4 is not from 5 to 4294967295");
    assertThatThrownBy(() -> big.call("a32", 1L << 32))
        .hasMessage("Big.a32: 4294967296 is not from 5 to 4294967295");
  }
}
