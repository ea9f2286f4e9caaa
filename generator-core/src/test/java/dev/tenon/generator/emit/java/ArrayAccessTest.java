// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Elements, views of structs side by side, whole arrays. */
class ArrayAccessTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("everything.tenon.yaml");

  private final Flyweight nested = JAVA.allocate("Nested", Arena.ofAuto());

  @Test
  void elementsReadAsWritten() {
    nested.call("flags", 2, true);
    nested.call("masks", 1, 1L << 63);
    nested.call("numbers", 2, 4294967295L);
    nested.call("large", 0, -1L);
    nested.call("singles", 1, Float.NaN);
    nested.call("signs", 0, (byte) -128);
    nested.call("longs", 1, JAVA.constant("SignedHuge", "LOW"));
    assertThat(nested.call("flags", 2)).isEqualTo(true);
    assertThat(nested.call("flags", 1)).isEqualTo(false);
    assertThat(nested.call("masks", 1)).isEqualTo(1L << 63);
    assertThat(nested.call("numbers", 2)).isEqualTo(4294967295L);
    assertThat(nested.call("large", 0)).isEqualTo(-1L);
    assertThat(nested.call("singles", 1)).isEqualTo(Float.NaN);
    assertThat(nested.call("signs", 0)).isEqualTo((byte) -128);
    assertThat(nested.call("longsRaw", 1)).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(() -> nested.call("numbers", 0, -1L))
        .hasMessage("Nested.numbers: -1 is not a u32 (0 to 4294967295)");
  }

  @Test
  void everyElementHasItsOwnPlace() {
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          nested.call("cube", i, j, k, (short) (100 * i + 10 * j + k));
        }
      }
    }
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 4; k++) {
          assertThat(nested.call("cube", i, j, k)).isEqualTo((short) (100 * i + 10 * j + k));
        }
      }
    }
  }

  @Test
  void indexOutOfRangeIsRefusedInEveryDimension() {
    for (int[] index : new int[][] {{-1, 0}, {0, -1}, {2, 0}, {0, 3}, {Integer.MIN_VALUE, 0}}) {
      assertThatThrownBy(() -> nested.call("cube", index[0], index[1], 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> nested.call("cube", index[0], index[1], 0, (short) 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> nested.at("table", index[0], index[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void bytesAreCopiedInAndTheRestIsZeroed() {
    Flyweight arrays = JAVA.allocate("Arrays", Arena.ofAuto());
    arrays.call("bytes", new byte[] {1, 2, 3, 4, 5});
    arrays.call("bytes", MemorySegment.ofArray(new byte[] {-1, -2}));
    assertThat(((MemorySegment) arrays.call("bytes")).toArray(JAVA_BYTE))
        .containsExactly(-1, -2, 0, 0, 0);
    assertThat(arrays.call("bytes", 1)).isEqualTo(254);
    assertThatThrownBy(() -> arrays.call("bytes", new byte[6]))
        .hasMessage("Arrays.bytes: 6 bytes do not fit, at most 5 do");
  }

  @Test
  void viewGivesElementsThatShareMemory() {
    Flyweight rows = nested.at("rows");
    rows.at("at", 1L).call("number", 42);
    assertThat(nested.at("rows", 1).call("number")).isEqualTo(42);
    assertThat(rows.call("length")).isEqualTo(2L);
    Object reuse = nested.call("rows", 0);
    assertThat(rows.call("at", 1L, reuse)).isSameAs(reuse);
    assertThat(new Flyweight(reuse).call("number")).isEqualTo(42);
    assertThat(nested.call("rows", 0, reuse)).isSameAs(reuse);
    assertThatThrownBy(() -> rows.call("at", 2L)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> rows.call("at", -1L)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void iterationMovesOneCursor() {
    Flyweight array =
        new Flyweight(
            Flyweight.callStatic(JAVA.type("Outer"), "allocateArray", Arena.ofAuto(), 4L));
    for (long i = 0; i < 4; i++) {
      array.at("at", i).call("mark", (int) i);
    }
    Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    int expected = 0;
    for (Object element : (Iterable<?>) array.target()) {
      objects.add(element);
      assertThat(new Flyweight(element).call("mark")).isEqualTo(expected++);
    }
    assertThat(expected).isEqualTo(4);
    assertThat(objects).hasSize(1);
    Iterator<?> empty = ((Iterable<?>) array.call("slice", 2L, 2L)).iterator();
    assertThat(empty.hasNext()).isFalse();
    assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void sliceSeesPartOfTheArray() {
    Flyweight array =
        new Flyweight(
            Flyweight.callStatic(JAVA.type("Outer"), "allocateArray", Arena.ofAuto(), 5L));
    array.at("at", 3L).call("mark", 7);
    Flyweight slice = array.at("slice", 2L, 4L);
    assertThat(slice.call("length")).isEqualTo(2L);
    assertThat(slice.at("at", 1L).call("mark")).isEqualTo(7);
    assertThat(((MemorySegment) slice.call("asSegment")).byteSize())
        .isEqualTo(2 * (long) JAVA.constant("Outer", "BYTES"));
    assertThatThrownBy(() -> slice.call("at", 2L)).isInstanceOf(IndexOutOfBoundsException.class);
    for (long[] range : new long[][] {{-1, 1}, {2, 1}, {0, 6}}) {
      assertThatThrownBy(() -> array.call("slice", range[0], range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void newArrayHasDefaultsInEveryElement() {
    Flyweight array =
        new Flyweight(
            Flyweight.callStatic(JAVA.type("Defaults"), "allocateArray", Arena.ofAuto(), 3L));
    for (long i = 0; i < 3; i++) {
      assertThat(array.at("at", i).call("byte_")).isEqualTo(255);
    }
  }

  @Test
  void arrayOutsideOfItsSegmentIsRefused() {
    MemorySegment segment = Arena.ofAuto().allocate(1024, 64);
    Class<?> type = JAVA.type("Outer");
    assertThat(Flyweight.callStatic(type, "arrayOf", segment, 8L)).isNotNull();
    for (long length : new long[] {-1, 9, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 57}) {
      assertThatThrownBy(() -> Flyweight.callStatic(type, "arrayOf", segment, length))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageStartingWith("Outer: ");
    }
    assertThatThrownBy(() -> Flyweight.callStatic(type, "arrayOf", segment, 64L, 8L))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Flyweight.callStatic(type, "arrayOf", segment, 32L, 1L))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listOfWrongLengthIsRefusedAndNamesField() throws ReflectiveOperationException {
    Class<?> value = Class.forName(JAVA.type("Bytes3").getName() + "$Value", true, JAVA.loader());
    Object tooShort = value.getConstructors()[0].newInstance(List.of(1, 2));
    Flyweight bytes = JAVA.allocate("Bytes3", Arena.ofAuto());
    assertThatThrownBy(() -> bytes.call("set", tooShort))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Bytes3.value: 2 elements, not 3");
  }
}
