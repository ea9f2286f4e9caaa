// SPDX-License-Identifier: Apache-2.0
package com.example.callbacks;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.Errno;
import dev.tenon.runtime.callback.NullResultException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Functions of a C library as Java calls them. */
public final class FunctionsScenario {
  private FunctionsScenario() {}

  public static void valuesCrossAtTheEndsOfTheirTypes(Path library) {
    Callbacks c = Callbacks.load(library);
    assertThat(
            c.widest(
                255,
                Byte.MIN_VALUE,
                65535,
                Short.MIN_VALUE,
                0xFFFF_FFFFL,
                Integer.MIN_VALUE,
                -2,
                Long.MIN_VALUE,
                1.5f,
                -0.25,
                true,
                '\u00E9'))
        .isEqualTo(-2);
    assertThat(c.narrow(-129)).isEqualTo((byte) 127);
    assertThat(c.narrow(128)).isEqualTo((byte) -128);
    assertThat(c.narrowUnsigned(0xFFFF_FFFFL)).isEqualTo(255);
    assertThat(c.shortOf(32768)).isEqualTo((short) -32768);
    assertThat(c.shortUnsigned(0xFFFF_FFFFL)).isEqualTo(65535);
    assertThat(c.previousGrade('\u00FF')).isEqualTo('\u00FE');
    assertThat(c.feedRights(null, Rights.READ | Rights.ADMINISTER))
        .isEqualTo(Rights.READ | Rights.ADMINISTER);
    assertThat(c.opposite(Side.BUY)).isEqualTo(Side.SELL);
  }

  public static void argumentsThatDoNotFitAreNamed(Path library) {
    Callbacks c = Callbacks.load(library);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> c.narrowUnsigned(-1))
        .withMessage("value: -1 is not a u32 (0 to 4294967295)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> c.previousGrade('\u0100'))
        .withMessageStartingWith("grade: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> c.opposite(Side.UNRECOGNIZED))
        .withMessageStartingWith("side: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> c.feedOpen("a\0b"))
        .withMessageContaining("name");
  }

  public static void nullIsRefusedUnlessItIsOptional(Path library) {
    Callbacks c = Callbacks.load(library);
    try (Arena arena = Arena.ofConfined();
        Feed feed = c.feedOpen("")) {
      assertThatNullPointerException()
          .isThrownBy(() -> c.feedEach(null, (quote, sequence) -> 0))
          .withMessage("feed");
      assertThatNullPointerException()
          .isThrownBy(() -> c.feedEach(feed, null))
          .withMessage("visitor");
      assertThatNullPointerException()
          .isThrownBy(() -> c.feedOpen(null))
          .withMessage("name");
      assertThatNullPointerException()
          .isThrownBy(() -> c.feedWait(feed, null, 1))
          .withMessage("quote");
      assertThat(c.feedStatistics(arena, feed).lost()).isEqualTo(1);
      assertThatThrownBy(() -> c.feedName(feed))
          .isInstanceOf(NullResultException.class)
          .hasMessageStartingWith("feed_name ");
    }
  }

  public static void textsAndHandlesCross(Path library) {
    Callbacks c = Callbacks.load(library);
    Feed feed = c.feedOpen("Zürich €");
    try (feed) {
      assertThat(c.feedName(feed)).isEqualTo("Zürich €");
      assertThat(c.feedStart(feed, "EURUSD", 0xFFFF_FFFFL)).isEqualTo(6);
      assertThat(c.feedSession(feed)).isNotNull();
      assertThat(c.feedStart(feed, null, 1)).isEqualTo(-1);
      assertThat(Errno.last()).isEqualTo(22);
    }
    assertThat(c.feedOpen("x".repeat(32))).isNull();
    assertThat(Errno.last()).isEqualTo(2);
    assertThatThrownBy(() -> c.feedName(feed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("feed");
  }

  public static void structsCrossByValue(Path library) {
    Callbacks c = Callbacks.load(library);
    try (Arena arena = Arena.ofConfined();
        Feed feed = c.feedOpen("one")) {
      Level level = Level.allocate(arena).price(2.5).orders(65535);
      assertThat(c.feedOrder(feed, Side.BUY, level)).isEqualTo(Outcome.FILLED);
      assertThat(c.feedOrder(feed, Side.SELL, level)).isEqualTo(Outcome.UNRECOGNIZED);
      assertThat(c.feedOrder(feed, Side.SELL, level.orders(1))).isEqualTo(Outcome.REJECTED);
      Level onHeap = Level.of(MemorySegment.ofArray(new long[2]), 0).orders(0x1234);
      assertThat(c.conditionsOf(onHeap)).isEqualTo(0x1234);
      Statistics statistics = c.feedStatistics(arena, feed);
      assertThat(statistics.lost()).isEqualTo(1);
      assertThat(statistics.mean()).isEqualTo(1.5f);
      Level measured = c.measureThrough(arena, null, quote -> level.quantity(17));
      assertThat(measured.quantity()).isEqualTo(17);
      assertThat(measured.price()).isEqualTo(2.5);
    }
  }

  public static void pointersToStructsCross(Path library) {
    Callbacks c = Callbacks.load(library);
    try (Arena arena = Arena.ofConfined();
        Feed feed = c.feedOpen("two")) {
      Quote quote = Quote.allocate(arena);
      assertThat(c.feedWait(feed, quote, 42)).isTrue();
      assertThat(quote.symbol()).isEqualTo("two");
      assertThat(c.feedPublish(feed, quote)).isEqualTo(42);
      assertThat(c.feedPublish(feed, null)).isEqualTo(0xFFFF_FFFFL);
      Quote readOnly = Quote.of(quote.asSegment().asReadOnly(), 0);
      assertThat(c.feedPublish(feed, readOnly)).isEqualTo(42);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.feedWait(feed, readOnly, 1))
          .withMessageStartingWith("quote: ");
      Quote onHeap = Quote.of(MemorySegment.ofArray(new long[10]), 0);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.feedPublish(feed, onHeap))
          .withMessageStartingWith("quote: ");
      assertThat(c.memoryAt(quote.asSegment())).isEqualTo('t');
      assertThat(c.memoryAt(null)).isZero();
    }
  }

  public static void arraysCarryTheirCount(Path library) {
    Callbacks c = Callbacks.load(library);
    try (Arena arena = Arena.ofConfined()) {
      assertThat(c.sum(arena.allocateFrom(JAVA_DOUBLE, 1, 2.5))).isEqualTo(3.5);
      assertThat(c.sum(null)).isZero();
      MemorySegment weights = arena.allocateFrom(JAVA_FLOAT, 3, 5);
      assertThat(c.average(arena.allocateFrom(JAVA_FLOAT, 1, 1), weights)).isEqualTo(4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.average(arena.allocateFrom(JAVA_FLOAT, 1), weights))
          .withMessage("weights: 2 elements, but values has 1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.average(arena.allocate(4 * 65536, 4), weights))
          .withMessageStartingWith("values: 65536 elements");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.sum(arena.allocate(12, 8)))
          .withMessageStartingWith("values: 12 bytes");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.sum(arena.allocate(16, 8).asSlice(4, 8)))
          .withMessageContaining("not a multiple of 8");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.sum(MemorySegment.ofArray(new double[2])))
          .withMessageStartingWith("values: ");
      Level.Array levels = Level.allocateArray(arena, 3);
      assertThat(c.fillLevels(levels)).isEqualTo(3);
      assertThat(levels.at(2).quantity()).isEqualTo(102);
      assertThat(c.fillLevels(null)).isZero();
      MemorySegment conditions = arena.allocate(JAVA_SHORT, 2);
      assertThat(c.countSides(arena.allocateFrom(JAVA_BYTE, (byte) 1, (byte) 2), conditions))
          .isEqualTo(1);
      assertThat(conditions.getAtIndex(JAVA_SHORT, 1)).isEqualTo((short) 0x8001);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> c.countSides(conditions.asSlice(0, 2), conditions.asReadOnly()))
          .withMessageStartingWith("conditions: ");
    }
  }

  public static void blockingFunctionRunsElsewhereForAVirtualThread(Path library)
      throws InterruptedException {
    Callbacks c = Callbacks.load(library);
    AtomicReference<Object> result = new AtomicReference<>();
    try (Feed feed = c.feedOpen("three")) {
      Thread.startVirtualThread(
              () -> {
                try (Arena arena = Arena.ofShared()) {
                  Quote quote = Quote.allocate(arena);
                  result.set(c.feedWait(feed, quote, 5) + quote.symbol());
                }
              })
          .join();
    }
    assertThat(result.get()).isEqualTo("truethree");
  }
}
