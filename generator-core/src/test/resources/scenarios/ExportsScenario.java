// SPDX-License-Identifier: Apache-2.0
package com.example.callbacks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.callback.CallbackExceptionHandler;
import dev.tenon.runtime.callback.CallbackExceptions;
import dev.tenon.runtime.callback.NativeCallback;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Exports as C calls them, in a library that Java has loaded. */
@SuppressWarnings("restricted")
public final class ExportsScenario {
  private ExportsScenario() {}

  /** What Java does for C. */
  private static class Strategy implements CallbacksExports {
    final Arena arena = Arena.ofAuto();
    Feed borrowed;

    @Override
    public double priceOf(Quote quote) {
      return quote.sequence() / 2.0;
    }

    @Override
    public String nameOf(Side side) {
      return side == Side.UNRECOGNIZED ? null : "<" + side + ">";
    }

    @Override
    public Level bestOf(Level.Array levels) {
      return levels.at(levels.length() - 1);
    }

    @Override
    public long rightsOf(String user) {
      if (user.isEmpty()) {
        throw new IllegalArgumentException("nobody");
      }
      return Rights.ADMINISTER;
    }

    @Override
    public Outcome outcomeOf(Level level, Side side) {
      return level.quantity() == 5 && side == Side.SELL ? Outcome.FILLED : Outcome.UNRECOGNIZED;
    }

    @Override
    public Feed feedOf(Feed feed, MemorySegment context) {
      borrowed = feed;
      return context.address() == 0 ? null : feed;
    }

    @Override
    public boolean adjust(Quote quote) {
      quote.symbol("adjusted");
      return true;
    }

    @Override
    public void runThrough(Decide decide, OnQuote watcher) {
      ((NativeCallback) watcher).close();
    }

    @Override
    public long total(
        int a,
        byte b,
        int c,
        short d,
        long e,
        int f,
        long g,
        long h,
        float i,
        double j,
        boolean k,
        char l) {
      assertThat(List.of(a, b, c, d, e, f, g, h, i, j, k, l))
          .containsExactly(
              255,
              (byte) -128,
              65535,
              (short) -32768,
              0xFFFF_FFFFL,
              Integer.MIN_VALUE,
              -2L,
              Long.MIN_VALUE,
              1.5f,
              -0.25,
              true,
              '\u00E9');
      return Long.MIN_VALUE;
    }
  }

  private static MethodHandle function(
      Path library, String name, MemoryLayout result, MemoryLayout... arguments) {
    MemorySegment address =
        SymbolLookup.libraryLookup(library, Arena.global()).find(name).orElseThrow();
    return Linker.nativeLinker()
        .downcallHandle(address, FunctionDescriptor.of(result, arguments));
  }

  public static void exportsAreCalledWhileTheyAreBound(Path library) throws Throwable {
    Callbacks c = Callbacks.load(library);
    MethodHandle priceOf = function(library, "cbk_price_of", JAVA_DOUBLE, ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      Quote quote = Quote.allocate(arena).sequence(9);
      try (Registration bound = c.bindExports(new Strategy())) {
        assertThat(bound).isNotNull();
        assertThat((double) priceOf.invokeExact(quote.asSegment())).isEqualTo(4.5);
      }
      assertThat((double) priceOf.invokeExact(quote.asSegment())).isNaN();
    }
  }

  public static void everyTypeCrosses(Path library) throws Throwable {
    Callbacks c = Callbacks.load(library);
    Strategy strategy = new Strategy();
    MethodHandle nameOf = function(library, "cbk_name_of", ADDRESS, JAVA_BYTE);
    MethodHandle bestOf = function(library, "cbk_best_of", Level.LAYOUT, ADDRESS, JAVA_INT);
    MethodHandle outcomeOf =
        function(library, "cbk_outcome_of", JAVA_INT, Level.LAYOUT, JAVA_BYTE);
    MethodHandle feedOf = function(library, "cbk_feed_of", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    MethodHandle adjust = function(library, "cbk_adjust", JAVA_BYTE, ADDRESS);
    try (Arena arena = Arena.ofConfined();
        Feed feed = c.feedOpen("eight");
        Registration bound = c.bindExports(strategy)) {
      assertThat(bound).isNotNull();
      MemorySegment name = (MemorySegment) nameOf.invokeExact((byte) 2);
      assertThat(name.reinterpret(16).getString(0)).isEqualTo("<SELL>");
      assertThat((MemorySegment) nameOf.invokeExact((byte) 9)).isEqualTo(MemorySegment.NULL);
      Level.Array levels = Level.allocateArray(arena, 3);
      levels.at(2).quantity(5);
      MemorySegment best =
          (MemorySegment)
              bestOf.invokeExact((SegmentAllocator) arena, levels.asSegment(), 3);
      assertThat(Level.of(best, 0).quantity()).isEqualTo(5);
      assertThat((int) outcomeOf.invokeExact(best, (byte) 2)).isEqualTo(1);
      long address = feed.address().address();
      assertThat((long) feedOf.invokeExact(address, 1L)).isEqualTo(address);
      assertThat(strategy.borrowed.isOpen()).isFalse();
      assertThat(feed.isOpen()).isTrue();
      Quote quote = Quote.allocate(arena);
      assertThat((byte) adjust.invokeExact(quote.asSegment())).isEqualTo((byte) 1);
      assertThat(quote.symbol()).isEqualTo("adjusted");
      assertThat((long) total(library).invokeExact(
              (byte) 255,
              (byte) -128,
              (short) -1,
              Short.MIN_VALUE,
              -1,
              Integer.MIN_VALUE,
              -2L,
              Long.MIN_VALUE,
              1.5f,
              -0.25,
              (byte) 1,
              (byte) 0xE9))
          .isEqualTo(Long.MIN_VALUE);
    }
  }

  private static MethodHandle total(Path library) {
    return function(
        library,
        "cbk_total",
        JAVA_LONG,
        JAVA_BYTE,
        JAVA_BYTE,
        JAVA_SHORT,
        JAVA_SHORT,
        JAVA_INT,
        JAVA_INT,
        JAVA_LONG,
        JAVA_LONG,
        JAVA_FLOAT,
        JAVA_DOUBLE,
        JAVA_BYTE,
        JAVA_BYTE);
  }

  /** Answers with numbers that have no name. */
  private static final class Numbers extends Strategy implements CallbacksExports.Raw {
    @Override
    public String nameOfRaw(int side) {
      return "side " + side;
    }

    @Override
    public String nameOf(Side side) {
      return CallbacksExports.Raw.super.nameOf(side);
    }

    @Override
    public int outcomeOfRaw(Level level, int side) {
      return 1000 + side;
    }

    @Override
    public Outcome outcomeOf(Level level, Side side) {
      return CallbacksExports.Raw.super.outcomeOf(level, side);
    }
  }

  public static void numbersWithoutANameCrossByRaw(Path library) throws Throwable {
    Callbacks c = Callbacks.load(library);
    MethodHandle nameOf = function(library, "cbk_name_of", ADDRESS, JAVA_BYTE);
    MethodHandle priceOf = function(library, "cbk_price_of", JAVA_DOUBLE, ADDRESS);
    MethodHandle outcomeOf =
        function(library, "cbk_outcome_of", JAVA_INT, Level.LAYOUT, JAVA_BYTE);
    CallbacksExports numbers = new Numbers();
    try (Arena arena = Arena.ofConfined();
        Registration bound = c.bindExports(numbers)) {
      assertThat(bound).isNotNull();
      MemorySegment name = (MemorySegment) nameOf.invokeExact((byte) 200);
      assertThat(name.reinterpret(16).getString(0)).isEqualTo("side 200");
      MemorySegment level = Level.allocate(arena).asSegment();
      assertThat((int) outcomeOf.invokeExact(level, (byte) 200)).isEqualTo(1200);
      MemorySegment quote = Quote.allocate(arena).sequence(9).asSegment();
      assertThat((double) priceOf.invokeExact(quote)).isEqualTo(4.5);
      assertThat(numbers.outcomeOf(Level.of(level, 0), Side.BUY)).isEqualTo(Outcome.UNRECOGNIZED);
    }
  }

  public static void exceptionGivesOnError(Path library) throws Throwable {
    Callbacks c = Callbacks.load(library);
    List<String> reported = new ArrayList<>();
    MethodHandle rightsOf = function(library, "cbk_rights_of", JAVA_LONG, ADDRESS);
    MethodHandle outcomeOf =
        function(library, "cbk_outcome_of", JAVA_INT, Level.LAYOUT, JAVA_BYTE);
    MethodHandle bestOf = function(library, "cbk_best_of", Level.LAYOUT, ADDRESS, JAVA_INT);
    CallbackExceptionHandler before = CallbackExceptions.handler();
    CallbackExceptions.setHandler((name, thread, e) -> reported.add(name));
    try (Arena arena = Arena.ofConfined();
        Registration bound = c.bindExports(new Strategy())) {
      assertThat(bound).isNotNull();
      assertThat((long) rightsOf.invokeExact(arena.allocate(1))).isEqualTo(Rights.READ);
      Level level = Level.allocate(arena);
      assertThat((int) outcomeOf.invokeExact(level.asSegment(), (byte) 2)).isEqualTo(-1);
      MemorySegment best =
          (MemorySegment)
              bestOf.invokeExact((SegmentAllocator) arena, MemorySegment.NULL, 3);
      assertThat(Level.of(best, 0).price()).isNaN();
    } finally {
      CallbackExceptions.setHandler(before);
    }
    assertThat(reported).containsExactly("rights_of", "outcome_of", "best_of");
  }

  public static void nullIsRefusedUnlessItIsOptional(Path library) throws Throwable {
    Callbacks c = Callbacks.load(library);
    List<String> reported = new ArrayList<>();
    MethodHandle priceOf = function(library, "cbk_price_of", JAVA_DOUBLE, ADDRESS);
    MethodHandle rightsOf = function(library, "cbk_rights_of", JAVA_LONG, ADDRESS);
    MethodHandle feedOf = function(library, "cbk_feed_of", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    CallbackExceptionHandler before = CallbackExceptions.handler();
    CallbackExceptions.setHandler((name, thread, e) -> reported.add(e.getMessage()));
    try (Feed feed = c.feedOpen("nine");
        Registration bound = c.bindExports(new Strategy())) {
      assertThat(bound).isNotNull();
      assertThat((double) priceOf.invokeExact(MemorySegment.NULL)).isNaN();
      assertThat((long) rightsOf.invokeExact(MemorySegment.NULL)).isEqualTo(Rights.READ);
      assertThat((long) feedOf.invokeExact(0L, 1L)).isZero();
      assertThat((long) feedOf.invokeExact(feed.address().address(), 0L)).isZero();
    } finally {
      CallbackExceptions.setHandler(before);
    }
    assertThat(reported)
        .containsExactly(
            "quote: C passed null, which is not optional",
            "user: C passed null, which is not optional",
            "feed: C passed null, which is not optional",
            "feed_of result");
  }
}
