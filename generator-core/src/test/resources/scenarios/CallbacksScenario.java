// SPDX-License-Identifier: Apache-2.0
package com.example.callbacks;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.CallbackExceptions;
import dev.tenon.runtime.callback.CallbackExceptionHandler;
import dev.tenon.runtime.callback.NativeCallback;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Callbacks of Java's that C calls, and callbacks of C's that Java calls. */
public final class CallbacksScenario {
  private CallbacksScenario() {}

  public static void callbackIsCalledDuringTheCall(Path library) {
    Callbacks c = Callbacks.load(library);
    List<String> seen = new ArrayList<>();
    List<Quote> kept = new ArrayList<>();
    try (Feed feed = c.feedOpen("four")) {
      long sum =
          c.feedEach(
              feed,
              (quote, sequence) -> {
                seen.add(quote.symbol() + quote.sequence() + Long.toUnsignedString(sequence));
                kept.add(quote);
                assertThatThrownBy(() -> quote.sequence(1))
                    .isInstanceOf(IllegalArgumentException.class);
                return -7;
              });
      assertThat(sum).isEqualTo(-21);
    }
    assertThat(seen).hasSize(3).startsWith("four0" + "18446744073709551615");
    assertThatThrownBy(kept.get(0)::sequence).isInstanceOf(IndexOutOfBoundsException.class);
  }

  public static void exceptionGivesOnErrorAndIsThrownByTheCall(Path library) {
    Callbacks c = Callbacks.load(library);
    List<String> reported = new ArrayList<>();
    CallbackExceptionHandler before = CallbackExceptions.handler();
    CallbackExceptions.setHandler((name, thread, e) -> reported.add(name + e.getMessage()));
    try (Feed feed = c.feedOpen("five")) {
      OnQuote failing =
          (quote, sequence) -> {
            throw new IllegalStateException("no");
          };
      assertThatThrownBy(() -> c.feedEach(feed, failing))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseMessage("no");
      assertThat(reported).as("later ones of the same call are suppressed").containsExactly("OnQuoteno");
      assertThatThrownBy(() -> c.decideThrough(feed, (f, level, side) -> Outcome.UNRECOGNIZED))
          .hasRootCauseInstanceOf(IllegalArgumentException.class)
          .rootCause()
          .hasMessageStartingWith("Decide result: ");
      assertThatThrownBy(() -> c.describeThrough(null, quote -> "a\0b"))
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
    } finally {
      CallbackExceptions.setHandler(before);
    }
  }

  public static void handleIsReleasedWhenACallbackThrows(Path library) {
    Callbacks c = Callbacks.load(library);
    CallbackExceptionHandler before = CallbackExceptions.handler();
    CallbackExceptions.setHandler((name, thread, e) -> {});
    try (Arena arena = Arena.ofConfined();
        Feed feed = c.feedOpen("first")) {
      OnLog failing =
          (severity, line, text, place) -> {
            throw new IllegalStateException("no");
          };
      try (Registration registered = c.onLog(failing)) {
        assertThat(registered).isNotNull();
        assertThatThrownBy(() -> c.feedOpen("second"))
            .isInstanceOf(CallbackException.class)
            .hasRootCauseMessage("no");
      }
      assertThat(c.feedStatistics(arena, feed).lost()).isEqualTo(1);
    } finally {
      CallbackExceptions.setHandler(before);
    }
  }

  public static void nullIsRefusedUnlessItIsOptional(Path library) {
    Callbacks c = Callbacks.load(library);
    List<String> reported = new ArrayList<>();
    CallbackExceptionHandler before = CallbackExceptions.handler();
    CallbackExceptions.setHandler((name, thread, e) -> reported.add(name + ", " + e.getMessage()));
    try {
      assertThatThrownBy(() -> c.filterThrough(null, user -> Rights.TRADE))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> c.describeThrough(null, quote -> null))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseInstanceOf(NullPointerException.class);
      assertThat(c.chooseThrough(null, null, (candidate, other) -> null)).isNull();
    } finally {
      CallbackExceptions.setHandler(before);
    }
    assertThat(reported)
        .containsExactly(
            "Filter, user: C passed null, which is not optional", "Describe, Describe result");
  }

  public static void handlesAreBorrowedDuringTheCall(Path library) {
    Callbacks c = Callbacks.load(library);
    List<Feed> borrowed = new ArrayList<>();
    try (Feed feed = c.feedOpen("six")) {
      Outcome outcome =
          c.decideThrough(
              feed,
              (f, level, side) -> {
                borrowed.add(f);
                assertThat(c.feedName(f)).isEqualTo("six");
                assertThat(level.price()).isEqualTo(0.5);
                assertThat(level.orders()).isEqualTo(8);
                return side == Side.SELL ? Outcome.ACCEPTED : Outcome.REJECTED;
              });
      assertThat(outcome).isEqualTo(Outcome.ACCEPTED);
      assertThatThrownBy(() -> c.feedName(borrowed.get(0)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(c.chooseThrough(null, c.feedSession(feed), (candidate, other) -> candidate))
          .isNull();
      assertThat(c.chooseThrough(feed, null, (candidate, other) -> feed).address())
          .isEqualTo(feed.address());
    }
  }

  public static void arraysAndPointersAreShownDuringTheCall(Path library) {
    Callbacks c = Callbacks.load(library);
    try (Arena arena = Arena.ofConfined()) {
      Quote quote = Quote.allocate(arena);
      Level.Array levels = Level.allocateArray(arena, 2);
      MemorySegment scores = arena.allocateFrom(JAVA_FLOAT, 0.5f, 8);
      List<Level.Array> kept = new ArrayList<>();
      List<MemorySegment> keptScores = new ArrayList<>();
      boolean revised =
          c.reviseThrough(
              quote,
              levels,
              scores,
              (q, l, s) -> {
                kept.add(l);
                keptScores.add(s);
                q.symbol("revised");
                l.at(1).quantity((long) s.getAtIndex(JAVA_FLOAT, 1));
                assertThat(s.isReadOnly()).isTrue();
                assertThat(l.length()).isEqualTo(2);
                return true;
              });
      assertThat(revised).isTrue();
      assertThat(quote.symbol()).isEqualTo("revised");
      assertThat(levels.at(1).quantity()).isEqualTo(8);
      assertThat(kept.get(0).length()).isZero();
      assertThatThrownBy(() -> keptScores.get(0).getAtIndex(JAVA_FLOAT, 0))
          .isInstanceOf(IllegalStateException.class);
      assertThat(c.reviseThrough(null, null, null, (q, l, s) -> q == null && l.length() == 0))
          .isTrue();
    }
  }

  public static void textsCrossInBothDirections(Path library) {
    Callbacks c = Callbacks.load(library);
    assertThat(c.describeThrough(null, quote -> "größer")).isEqualTo("größer");
    assertThat(c.filterThrough("wer", user -> "wer".equals(user) ? Rights.ADMINISTER : 0))
        .isEqualTo(Rights.ADMINISTER);
  }

  public static void callbackOfCIsCallableDuringTheCall(Path library) {
    Callbacks c = Callbacks.load(library);
    List<Decide> kept = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      Level level = Level.allocate(arena).quantity(5);
      char answer =
          c.planThrough(
              (decide, rounds) -> {
                kept.add(decide);
                assertThat(decide.call(null, level, Side.BUY)).isEqualTo(Outcome.REJECTED);
                return decide.call(null, level, Side.SELL) == Outcome.FILLED
                    ? (char) ('A' + rounds)
                    : '-';
              },
              (short) 2);
      assertThat(answer).isEqualTo('C');
      assertThatThrownBy(() -> kept.get(0).call(null, level, Side.BUY))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  public static void numbersWithoutANameCrossByRaw(Path library) {
    Callbacks c = Callbacks.load(library);
    Decide.Raw unnamed = (feed, level, side) -> 100 + side;
    assertThat(c.decideThroughRaw(null, unnamed)).isEqualTo(109);
    assertThat(c.decideThrough(null, unnamed)).isEqualTo(Outcome.UNRECOGNIZED);
    List<Side> seen = new ArrayList<>();
    Decide named =
        (feed, level, side) -> {
          seen.add(side);
          return Outcome.FILLED;
        };
    assertThat(c.decideThrough(null, named)).isEqualTo(Outcome.FILLED);
    assertThat(seen).containsExactly(Side.UNRECOGNIZED);
    try (Arena arena = Arena.ofConfined()) {
      Level level = Level.allocate(arena);
      assertThat(unnamed.call(null, level, Side.SELL)).isEqualTo(Outcome.UNRECOGNIZED);
      assertThatThrownBy(() -> unnamed.call(null, level, Side.UNRECOGNIZED))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("side");
      c.planThrough(
          (decide, rounds) -> {
            Decide.Raw raw = (Decide.Raw) decide;
            assertThat(raw.callRaw(null, level, 9)).isEqualTo(77);
            assertThatThrownBy(() -> raw.callRaw(null, level, 256))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("side");
            return '+';
          },
          (short) 1);
    }
  }

  public static void callbackOfCIsKeptUntilItIsClosed(Path library) {
    Callbacks c = Callbacks.load(library);
    long released = c.emitQuote(null);
    List<OnQuote> kept = new ArrayList<>();
    c.subscribeThrough(kept::add);
    try (Arena arena = Arena.ofConfined()) {
      Quote quote = Quote.allocate(arena).sequence(1);
      assertThat(kept.get(0).call(quote, 40)).isEqualTo(41);
      assertThatThrownBy(() -> kept.get(0).call(null, 40))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("quote");
      ((NativeCallback) kept.get(0)).close();
      assertThat(c.emitQuote(null)).isEqualTo(released + 1);
      assertThatThrownBy(() -> kept.get(0).call(quote, 40))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  public static void callbackIsKeptByCUntilItReleasesIt(Path library) {
    Callbacks c = Callbacks.load(library);
    List<Long> seen = new ArrayList<>();
    OnQuote watcher =
        (quote, sequence) -> {
          seen.add(sequence);
          return 0;
        };
    try (Arena arena = Arena.ofConfined();
        Feed feed = c.feedOpen("seven")) {
      c.feedWatch(feed, watcher);
      c.feedPublish(feed, Quote.allocate(arena));
      c.feedPublish(feed, Quote.allocate(arena));
    }
    assertThat(seen).containsExactly(1L, 2L);
  }

  public static void listenersAreCalledUntilTheyAreClosed(Path library) {
    Callbacks c = Callbacks.load(library);
    List<String> seen = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      Quote quote = Quote.allocate(arena).sequence(9);
      try (Registration first = c.onQuote((q, sequence) -> (int) sequence);
          Registration second = c.onQuote((q, sequence) -> 100);
          Registration state = c.onState((connected, reason) -> seen.add(connected + reason));
          Registration log =
              c.onLog((severity, line, text, place) -> seen.add(severity + "/" + line + text));
          Registration trades = c.onTrade(events -> events.forEach(e -> seen.add(line(e))))) {
        assertThat(List.of(first, second, state, log, trades)).doesNotContainNull();
        assertThat(c.emitQuote(quote)).isEqualTo(109);
      }
      assertThat(c.emitQuote(quote)).isZero();
    }
    assertThat(seen)
        .containsExactly(
            "trueemitted", "-128/65535null", "9 3.5 0.0 B", "9 3.5 1.0 B", "9 3.5 2.0 B");
  }

  private static String line(OnTradeEvent event) {
    return event.quote().sequence()
        + " "
        + event.level().price()
        + " "
        + event.price()
        + " "
        + event.grade();
  }
}
