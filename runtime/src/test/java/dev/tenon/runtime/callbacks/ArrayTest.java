// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays with a count: of every kind of element, none, one and many of them. */
class ArrayTest {

  private static Values values;

  private final Arena arena = Arena.ofConfined();

  @BeforeAll
  static void load() {
    values = LoadedValues.by("gcc");
  }

  @AfterEach
  void freeMemory() {
    arena.close();
  }

  /** An array of elements that are a number of these bytes, and what C does with it. */
  private record Elements(
      ValueLayout layout, ToLongFunction<MemorySegment> sum, Consumer<MemorySegment> twice) {

    long bytes() {
      return layout.byteSize();
    }
  }

  private static List<Elements> all() {
    return List.of(
        new Elements(ValueLayout.JAVA_BYTE, values::sumU8s, values::doubleU8s),
        new Elements(ValueLayout.JAVA_BYTE, values::sumI8s, values::doubleI8s),
        new Elements(ValueLayout.JAVA_SHORT, values::sumU16s, values::doubleU16s),
        new Elements(ValueLayout.JAVA_SHORT, values::sumI16s, values::doubleI16s),
        new Elements(ValueLayout.JAVA_INT, values::sumU32s, values::doubleU32s),
        new Elements(ValueLayout.JAVA_INT, values::sumI32s, values::doubleI32s),
        new Elements(ValueLayout.JAVA_LONG, values::sumU64s, values::doubleU64s),
        new Elements(ValueLayout.JAVA_LONG, values::sumI64s, values::doubleI64s),
        new Elements(ValueLayout.JAVA_FLOAT, values::sumF32s, values::doubleF32s),
        new Elements(ValueLayout.JAVA_DOUBLE, values::sumF64s, values::doubleF64s),
        new Elements(ValueLayout.JAVA_BYTE, values::sumBools, values::doubleBools),
        new Elements(ValueLayout.JAVA_BYTE, values::sumChars, values::doubleChars),
        new Elements(ValueLayout.JAVA_BYTE, values::sumColours, values::doubleColours),
        new Elements(ValueLayout.JAVA_LONG, values::sumSerials, values::doubleSerials),
        new Elements(ValueLayout.JAVA_BYTE, values::sumMarks, values::doubleMarks));
  }

  private static void set(ValueLayout layout, MemorySegment segment, long index, int value) {
    if (layout instanceof ValueLayout.OfByte bytes) {
      segment.setAtIndex(bytes, index, (byte) value);
    } else if (layout instanceof ValueLayout.OfShort shorts) {
      segment.setAtIndex(shorts, index, (short) value);
    } else if (layout instanceof ValueLayout.OfInt ints) {
      segment.setAtIndex(ints, index, value);
    } else if (layout instanceof ValueLayout.OfLong longs) {
      segment.setAtIndex(longs, index, value);
    } else if (layout instanceof ValueLayout.OfFloat floats) {
      segment.setAtIndex(floats, index, value);
    } else {
      segment.setAtIndex((ValueLayout.OfDouble) layout, index, value);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 10})
  void functionReadsAndWritesArraysOfEveryElement(int count) {
    long sum = count * (count + 1) / 2;
    for (Elements elements : all()) {
      MemorySegment array = arena.allocate(count * elements.bytes(), 8);
      for (int i = 0; i < count; i++) {
        set(elements.layout(), array, i, i + 1);
      }
      assertThat(elements.sum().applyAsLong(array)).isEqualTo(sum);
      elements.twice().accept(array);
      assertThat(elements.sum().applyAsLong(array)).isEqualTo(2 * sum);
    }
    Point.Array points = Point.allocateArray(arena, count);
    for (int i = 0; i < count; i++) {
      points.at(i).x(i + 1).y(0);
    }
    assertThat(values.sumPoints(points)).isEqualTo(sum);
    values.doublePoints(points);
    assertThat(values.sumPoints(points)).isEqualTo(2 * sum);
  }

  @Test
  void lengthThatIsNotAMultipleOfTheElementIsRefused() {
    MemorySegment odd = arena.allocate(7, 8);
    assertThatThrownBy(() -> values.sumI32s(odd)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arraysThatShareACountMustBeEquallyLong() {
    MemorySegment three = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2, 3);
    MemorySegment two = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 4, 5);
    assertThat(values.dot(three, three)).isEqualTo(14);
    assertThatThrownBy(() -> values.dot(three, two))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right");
  }

  @Test
  void moreElementsThanTheCountCanSayAreRefused() {
    MemorySegment most = arena.allocate(8 * 255, 8);
    assertThat(values.dot(most, most)).isZero();
    MemorySegment tooMany = arena.allocate(8 * 256, 8);
    assertThatThrownBy(() -> values.dot(tooMany, tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void arrayThatCMayWriteMustNotBeReadOnly() {
    MemorySegment readOnly = arena.allocateFrom(ValueLayout.JAVA_INT, 1, 2).asReadOnly();
    assertThat(values.sumI32s(readOnly)).isEqualTo(3);
    assertThatThrownBy(() -> values.doubleI32s(readOnly)).isInstanceOf(RuntimeException.class);
    assertThat(readOnly.getAtIndex(ValueLayout.JAVA_INT, 0)).isEqualTo(1);
  }

  /** Sums what a callback gets, element by element. */
  private static final OnArrays SUM =
      (u8s,
          i8s,
          u16s,
          i16s,
          u32s,
          i32s,
          u64s,
          i64s,
          f32s,
          f64s,
          bools,
          chars,
          colours,
          serials,
          marks,
          points) -> {
        long sum = 0;
        for (MemorySegment bytes : List.of(u8s, i8s, bools, chars, colours, marks)) {
          assertThat(bytes.isReadOnly()).isTrue();
          sum +=
              bytes
                  .elements(ValueLayout.JAVA_BYTE)
                  .mapToLong(s -> s.get(ValueLayout.JAVA_BYTE, 0) & 0xFF)
                  .sum();
        }
        for (MemorySegment shorts : List.of(u16s, i16s)) {
          assertThat(shorts.isReadOnly()).isTrue();
          sum +=
              shorts
                  .elements(ValueLayout.JAVA_SHORT)
                  .mapToLong(s -> s.get(ValueLayout.JAVA_SHORT, 0))
                  .sum();
        }
        for (MemorySegment ints : List.of(u32s, i32s)) {
          sum +=
              ints.elements(ValueLayout.JAVA_INT)
                  .mapToLong(s -> s.get(ValueLayout.JAVA_INT, 0))
                  .sum();
        }
        for (MemorySegment longs : List.of(u64s, i64s, serials)) {
          sum +=
              longs
                  .elements(ValueLayout.JAVA_LONG)
                  .mapToLong(s -> s.get(ValueLayout.JAVA_LONG, 0))
                  .sum();
        }
        sum +=
            (long)
                f32s.elements(ValueLayout.JAVA_FLOAT)
                    .mapToDouble(s -> s.get(ValueLayout.JAVA_FLOAT, 0))
                    .sum();
        sum +=
            (long)
                f64s.elements(ValueLayout.JAVA_DOUBLE)
                    .mapToDouble(s -> s.get(ValueLayout.JAVA_DOUBLE, 0))
                    .sum();
        for (Point point : points) {
          sum += point.x();
        }
        return sum;
      };

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100})
  void callbackReadsArraysOfEveryElement(int count) {
    long sum = count * (count + 1) / 2;
    assertThat(values.callArrays(SUM, count)).isEqualTo(16 * sum);
  }

  @Test
  void callbackCannotWriteAConstArrayOrBeyondItsEnd() {
    try (HandledExceptions _ = new HandledExceptions()) {
      assertThatThrownBy(
              () ->
                  values.callArrays(
                      (u8s,
                          i8s,
                          u16s,
                          i16s,
                          u32s,
                          i32s,
                          u64s,
                          i64s,
                          f32s,
                          f64s,
                          bools,
                          chars,
                          colours,
                          serials,
                          marks,
                          points) -> {
                        u8s.set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
                        return 0;
                      },
                      3))
          .isInstanceOf(CallbackException.class);
      assertThatThrownBy(
              () ->
                  values.callArrays(
                      (u8s,
                          i8s,
                          u16s,
                          i16s,
                          u32s,
                          i32s,
                          u64s,
                          i64s,
                          f32s,
                          f64s,
                          bools,
                          chars,
                          colours,
                          serials,
                          marks,
                          points) -> i64s.getAtIndex(ValueLayout.JAVA_LONG, 3),
                      3))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(
              () ->
                  values.callArrays(
                      (u8s,
                          i8s,
                          u16s,
                          i16s,
                          u32s,
                          i32s,
                          u64s,
                          i64s,
                          f32s,
                          f64s,
                          bools,
                          chars,
                          colours,
                          serials,
                          marks,
                          points) -> points.at(3).x(),
                      3))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10})
  void whatACallbackWritesIntoArraysIsSeenByC(int count) {
    long sum = count * (count + 1) / 2;
    OnFill fill =
        (u8s,
            i8s,
            u16s,
            i16s,
            u32s,
            i32s,
            u64s,
            i64s,
            f32s,
            f64s,
            bools,
            chars,
            colours,
            serials,
            marks,
            points) -> {
          // Twice what is there, as C does it: 15 arrays by calling C, the points by hand.
          values.doubleU8s(u8s);
          values.doubleI8s(i8s);
          values.doubleU16s(u16s);
          values.doubleI16s(i16s);
          values.doubleU32s(u32s);
          values.doubleI32s(i32s);
          values.doubleU64s(u64s);
          values.doubleI64s(i64s);
          values.doubleF32s(f32s);
          values.doubleF64s(f64s);
          values.doubleBools(bools);
          values.doubleChars(chars);
          values.doubleColours(colours);
          values.doubleSerials(serials);
          for (long i = 0; i < marks.byteSize(); i++) {
            byte mark = marks.get(ValueLayout.JAVA_BYTE, i);
            marks.set(ValueLayout.JAVA_BYTE, i, (byte) (2 * mark));
          }
          for (Point point : points) {
            point.x(2 * point.x());
          }
          return count;
        };
    assertThat(values.callFill(fill, count)).isEqualTo(32 * sum);
  }

  @Test
  void exportReadsAndWritesArraysOfC() {
    MemorySegment left = arena.allocateFrom(ValueLayout.JAVA_SHORT, (short) -1, Short.MAX_VALUE);
    Point.Array right = Point.allocateArray(arena, 2);
    right.at(0).y(30);
    right.at(1).y(12);
    try (Registration _ = values.bindExports(new EchoExports())) {
      assertThat(values.throughFill(left, right)).isEqualTo(42);
      assertThat(values.throughFill(left.asSlice(0, 0), Point.allocateArray(arena, 0))).isZero();
    }
    assertThat(right.at(0).x()).isEqualTo(-1);
    assertThat(right.at(1).x()).isEqualTo(Short.MAX_VALUE);
  }

  @Test
  void callbackOfCReadsAndWritesTheArraysOfJava() {
    Kind.withCallbacksOfC(
        values,
        arena,
        (calls, others) -> {
          MemorySegment[] a = new MemorySegment[15];
          List<Elements> kinds = all();
          for (int i = 0; i < 15; i++) {
            a[i] = arena.allocate(2 * kinds.get(i).bytes(), 8);
            set(kinds.get(i).layout(), a[i], 0, 1);
            set(kinds.get(i).layout(), a[i], 1, 2);
          }
          Point.Array points = Point.allocateArray(arena, 2);
          points.at(0).x(1).y(0);
          points.at(1).x(2).y(0);
          assertThat(sum(others.arrays(), a, points)).isEqualTo(48);
          assertThat(
                  others
                      .fill()
                      .call(
                          a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11],
                          a[12], a[13], a[14], points))
              .isEqualTo(2);
          assertThat(sum(others.arrays(), a, points)).isEqualTo(96);
          a[3] = a[3].asSlice(0, 2);
          assertThatThrownBy(() -> sum(others.arrays(), a, points))
              .isInstanceOf(IllegalArgumentException.class);
        });
  }

  private static long sum(OnArrays arrays, MemorySegment[] a, Point.Array points) {
    return arrays.call(
        a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11], a[12], a[13],
        a[14], points);
  }
}
