// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.Errno;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Structs and other things by address: who sees what the other wrote, and what null is. */
class PointerTest {

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

  private Point point(int x, int y) {
    return Point.allocate(arena).x(x).y(y);
  }

  @Test
  void functionReadsAndWritesTheStructsOfJava() {
    Point point = point(Integer.MAX_VALUE, 1);
    assertThat(values.sumPoint(point)).isEqualTo(Integer.MAX_VALUE + 1L);
    assertThat(values.sumPoint(null)).isEqualTo(-1);
    assertThat(values.movePoint(point, -7)).isTrue();
    assertThat(point.x()).isEqualTo(Integer.MAX_VALUE - 7);
    assertThat(point.y()).isEqualTo(8);
  }

  @Test
  void nullIsRefusedWithTheNameOfTheParameter() {
    assertThatThrownBy(() -> values.movePoint(null, 1))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("point");
    assertThatThrownBy(() -> values.textByte(null, 0))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text");
  }

  @Test
  void functionReadsAnElementInTheMiddleOfAnArray() {
    Point.Array points = Point.allocateArray(arena, 3);
    points.at(1).x(40).y(2);
    assertThat(values.sumPoint(points.at(1))).isEqualTo(42);
  }

  @Test
  void structThatCMayWriteMustNotBeReadOnly() {
    Point readOnly = Point.of(point(1, 2).asSegment().asReadOnly(), 0);
    assertThat(values.sumPoint(readOnly)).isEqualTo(3);
    assertThatThrownBy(() -> values.movePoint(readOnly, 1)).isInstanceOf(RuntimeException.class);
    assertThat(readOnly.x()).isEqualTo(1);
  }

  @Test
  void structOnTheHeapOfJavaIsRefused() {
    Point onHeap = Point.of(MemorySegment.ofArray(new int[] {1, 2}), 0);
    assertThatThrownBy(() -> values.sumPoint(onHeap)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void structOfAClosedArenaIsRefused() {
    Point gone;
    try (Arena shortArena = Arena.ofConfined()) {
      gone = Point.allocate(shortArena);
    }
    assertThatThrownBy(() -> values.sumPoint(gone)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void callbackReadsStructsOfCAndCannotWriteThoseThatAreConst() {
    Point point = point(20, 22);
    assertThat(values.callConstPoint(got -> got.x() + got.y(), point)).isEqualTo(42);
    assertThat(values.callConstPoint(got -> got == null ? 7 : 8, null)).isEqualTo(7);
    try (HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(() -> values.callConstPoint(got -> got.x(99).x(), point))
          .isInstanceOf(CallbackException.class);
      assertThat(handled.exceptions()).hasSize(1);
    }
    assertThat(point.x()).as("nothing was written").isEqualTo(20);
  }

  @Test
  void whatACallbackWritesIsSeenByC() {
    Point from = point(1, 2);
    Point to = point(0, 0);
    long result =
        values.callTwoPoints(
            (source, target) -> {
              target.copyFrom(source).y(9);
              return 5;
            },
            from,
            to);
    assertThat(result).isEqualTo(5);
    assertThat(to.x()).isEqualTo(1);
    assertThat(to.y()).isEqualTo(9);
  }

  @Test
  void structOfACallbackIsGoneAfterTheCall() {
    AtomicReference<Point> kept = new AtomicReference<>();
    values.callConstPoint(
        got -> {
          kept.set(got);
          return 1;
        },
        point(1, 2));
    assertThatThrownBy(() -> kept.get().x()).isInstanceOf(RuntimeException.class);
  }

  @Test
  void exportReadsAndWritesTheStructsOfC() {
    EchoExports exports = new EchoExports();
    Point to = point(0, 0);
    try (Registration _ = values.bindExports(exports)) {
      assertThat(values.throughPoints(point(3, 4), to)).isEqualTo(1);
      assertThat(to.toValue()).isEqualTo(new Point.Value(3, 4));
      assertThat(exports.last)
          .isEqualTo(Arrays.asList(new Point.Value(3, 4), new Point.Value(0, 0)));
      assertThat(values.throughPoints(null, null)).isZero();
      assertThat(exports.last).isEqualTo(Arrays.asList(null, null));
    }
  }

  @Test
  void callbackOfCReadsAndWritesTheStructsOfJava() {
    Point to = point(0, 0);
    Kind.withCallbacksOfC(
        values,
        arena,
        (calls, others) -> {
          assertThat(others.constPoint().call(point(40, 2))).isEqualTo(42);
          assertThat(others.constPoint().call(null)).isEqualTo(-1);
          assertThat(others.twoPoints().call(point(5, 6), to)).isZero();
          assertThat(others.twoPoints().call(null, to)).isEqualTo(-1);
        });
    assertThat(to.toValue()).isEqualTo(new Point.Value(5, 6));
  }

  @Test
  void callbackOfCIsRefusedAfterTheCallThatBroughtIt() {
    AtomicReference<Kind.Others> kept = new AtomicReference<>();
    Kind.withCallbacksOfC(values, arena, (calls, others) -> kept.set(others));
    assertThatThrownBy(() -> kept.get().constPoint().call(point(1, 2)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.get().nothing().call()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void callbackWithoutParametersAndResultGoesBothWays() {
    long before = values.called();
    Kind.withCallbacksOfC(values, arena, (calls, others) -> others.nothing().call());
    assertThat(values.called()).isEqualTo(before + 1);
    AtomicReference<String> called = new AtomicReference<>();
    values.callNothing(() -> called.set("yes"));
    assertThat(called).hasValue("yes");
    EchoExports exports = new EchoExports();
    try (Registration _ = values.bindExports(exports)) {
      values.throughNothing();
      assertThat(exports.last).isEqualTo("nothing");
      assertThat(values.throughCallback((byte) 100)).isEqualTo((byte) -100);
    }
  }

  @Test
  void addressWithoutATypeGoesBothWays() {
    MemorySegment memory = arena.allocate(16);
    EchoExports exports = new EchoExports();
    for (MemorySegment pointer :
        Arrays.asList(memory, MemorySegment.NULL, MemorySegment.ofAddress(-1L))) {
      assertThat(values.address(pointer)).isEqualTo(pointer.address());
      assertThat(values.callPointer(MemorySegment::address, pointer)).isEqualTo(pointer.address());
      Kind.withCallbacksOfC(
          values,
          arena,
          (calls, others) ->
              assertThat(others.pointer().call(pointer)).isEqualTo(pointer.address()));
      try (Registration _ = values.bindExports(exports)) {
        assertThat(values.throughPointer(pointer)).isEqualTo(pointer.address());
      }
    }
    assertThat(exports.last).as("nobody knows how large it is").isEqualTo(0L);
  }

  @Test
  void textArrivesByteForByte() {
    assertThat(values.textBytes(null)).isEqualTo(-1);
    assertThat(values.textBytes("")).isZero();
    assertThat(values.textBytes("é€\uD834\uDD1E")).isEqualTo(9);
    int[] expected = {0xC3, 0xA9, 0xE2, 0x82, 0xAC, 0xF0, 0x9D, 0x84, 0x9E, 0};
    for (int i = 0; i < expected.length; i++) {
      assertThat(values.textByte("é€\uD834\uDD1E", i)).isEqualTo(expected[i]);
    }
  }

  @Test
  void textThatUtf8CannotSayIsRefusedWithTheNameOfTheParameter() {
    for (String text : new String[] {"a\0b", "\uD834", "x\uDD1Ey"}) {
      assertThatThrownBy(() -> values.textBytes(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("text");
    }
  }

  @Test
  void bytesOfCThatAreNotUtf8DoNoHarm() {
    assertThat(values.badText()).isEqualTo("a\uFFFDz");
  }

  @Test
  void errnoOfACallIsKeptForTheThread() {
    assertThat(values.failWith(13)).isEqualTo(-1);
    assertThat(values.add(2, 3)).isEqualTo(5);
    assertThat(Errno.last()).isEqualTo(13);
    assertThat(values.failWith(0)).isEqualTo(-1);
    assertThat(Errno.last()).isZero();
  }

  @Test
  void criticalFunctionComputesAsAnyOther() {
    assertThat(values.add(Integer.MAX_VALUE, 1)).isEqualTo(Integer.MIN_VALUE);
  }
}
