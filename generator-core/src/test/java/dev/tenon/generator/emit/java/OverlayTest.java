// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.UnionLayout;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A union without a tag: all arms are the same bytes. */
class OverlayTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("language.tenon.yaml");

  @Test
  void armsAreTheSameBytes() {
    Flyweight overlay = JAVA.allocate("Overlay", Arena.ofAuto());
    assertThat(overlay.call("real", -2.5)).isSameAs(overlay.target());
    MemorySegment bytes = (MemorySegment) overlay.call("asSegment");
    assertThat(bytes.get(JAVA_DOUBLE, 0)).isEqualTo(-2.5);
    overlay.at("pair").call("first", 0x01010101);
    assertThat(overlay.call("words", 0)).isEqualTo(0x01010101L);
    assertThat(bytes.byteSize()).isEqualTo(16).isEqualTo(JAVA.constant("Overlay", "BYTES"));
    assertThat(overlay.toString()).startsWith("Overlay[words=[16843009, ").contains("id=01010101-");
    assertThatThrownBy(() -> overlay.call("words", 4))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void structHoldsUnionsAndArraysOfThem() {
    Flyweight overlays = JAVA.allocate("Overlays", Arena.ofAuto());
    overlays.call("tail", 255);
    overlays.at("two", 1).call("words", 3, 4294967295L);
    assertThat(overlays.at("two").at("at", 1L).call("words", 3)).isEqualTo(4294967295L);
    assertThat(overlays.at("one").call("words", 3)).isEqualTo(0L);
    Flyweight one = overlays.at("one");
    one.call("copyFrom", overlays.call("two", 1));
    assertThat(overlays.at("one").call("words", 3)).isEqualTo(4294967295L);
    assertThat(overlays.call("two", 0, one.target())).isSameAs(one.target());
    assertThat(overlays.call("tail")).isEqualTo(255);
  }

  @Test
  void nothingHasAValueThatNobodyCanTell() {
    assertThat(nested("Overlay")).contains("Array").doesNotContain("Value");
    assertThat(nested("Overlays")).doesNotContain("Value");
    assertThat(nested("Imported")).doesNotContain("Value");
  }

  private static Stream<String> nested(String type) {
    return Stream.of(JAVA.type(type).getClasses()).map(Class::getSimpleName);
  }

  @Test
  void sizeIsRoundedUpToTheAlignmentInTheLayoutAsWell() {
    GeneratedJava java =
        GeneratedJava.ofText(
            """
            unions: {Odd: {arms: {bytes: 'u8[5]', number: u32}}}
            structs: {Holder: {fields: {odd: Odd, odds: 'Odd[1]', last: u8}}}
            """);
    UnionLayout layout = (UnionLayout) java.constant("Odd", "LAYOUT");
    assertThat(layout.byteSize()).isEqualTo(8).isEqualTo(java.constant("Odd", "BYTES"));
    java.compiled().schema().composites().forEach(java::checkLayout);
    Flyweight holder = java.allocate("Holder", Arena.ofAuto());
    holder.at("odds", 0).call("bytes", new byte[] {1, 2, 3, 4, 5});
    assertThat(holder.at("odds", 0).call("bytes", 4)).isEqualTo(5);
    assertThat(holder.toString()).contains("odds=[Odd[bytes=[1, 2, 3, 4, 5], number=");
    assertThat(((MemorySegment) holder.at("odd").call("asSegment")).toArray(JAVA_BYTE)).hasSize(8);
  }
}
