// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.market.Market;
import dev.tenon.runtime.callback.market.OnQuote;
import dev.tenon.runtime.callback.market.Quote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a callback throws, C gets the value for errors and the JVM lives on. */
class CallbackExceptionTest {
  private final Market market = Fixture.MARKET;

  @AfterEach
  void restoreHandler() {
    CallbackExceptions.setHandler(null);
  }

  static Stream<Throwable> everyKind() {
    return Stream.of(
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new Error("error"),
        new AssertionError("assertion"),
        new StackOverflowError(),
        new OutOfMemoryError("heap"),
        new LinkageError("linkage"),
        new ThreadDeathLike(),
        new Unprintable(),
        new Throwable("neither exception nor error"));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void exceptionOfEveryKindGivesTheErrorValue(Throwable thrown) {
    try (Failures failures = new Failures()) {
      OnQuote failing =
          (quote, sequence) -> {
            throw Fixture.sneak(thrown);
          };
      try (Registration registration = market.onQuote(failing)) {
        assertThat(registration.isOpen()).isTrue();
        assertThat(market.feedStorm(1, 3)).isEqualTo(-3);
      }
      assertThat(failures.callbacks()).containsOnly("OnQuote").hasSize(3);
      assertThat(failures.exceptions().get(2)).isSameAs(thrown);
      assertThatThrownBy(() -> market.feedEach(failing, 1))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("OnQuote")
          .hasMessageContaining(thrown.getClass().getName())
          .extracting(Throwable::getCause)
          .isSameAs(thrown);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void handlerMayThrowAnythingItself(Throwable thrown) {
    CallbackExceptions.setHandler(
        (callback, thread, exception) -> {
          throw Fixture.sneak(thrown);
        });
    List<LogRecord> logged = new ArrayList<>();
    try (LogCapture capture = new LogCapture(logged)) {
      assertThat(capture).isNotNull();
      assertThat(market.feedAside(CallbackExceptionTest::fail, 2, 1 << 20)).isEqualTo(-2);
    }
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void defaultHandlerTakesEveryKind(Throwable thrown) {
    List<LogRecord> logged = new ArrayList<>();
    try (LogCapture capture = new LogCapture(logged)) {
      assertThat(capture).isNotNull();
      new LoggingExceptionHandler().handle("OnQuote", Thread.currentThread(), thrown);
    }
    assertThat(logged).isNotEmpty();
    assertThat(logged.getLast().getMessage()).contains("Callback OnQuote failed on thread");
  }

  @Test
  void callbackOfACallThatHasFailedIsNotRunAgainInIt() {
    long[] ran = {0};
    OnQuote failsAtThree =
        (quote, sequence) -> {
          ran[0]++;
          if (sequence == 3) {
            throw new IllegalStateException("number " + sequence);
          }
          return 1;
        };
    try (Failures failures = new Failures()) {
      assertThatThrownBy(() -> market.feedEach(failsAtThree, 1000))
          .isInstanceOfSatisfying(
              CallbackException.class, e -> assertThat(e.suppressedCalls()).isEqualTo(996))
          .hasMessageEndingWith("; 996 further calls were not made")
          .cause()
          .hasMessage("number 3");
      assertThat(failures.exceptions()).hasSize(1);
      assertThat(ran[0]).isEqualTo(4);
      assertThat(market.feedEach(failsAtThree, 3)).as("the next call").isEqualTo(3);
    }
  }

  @Test
  void furtherExceptionsOfListenersInOneCallAreSuppressed() {
    OnQuote failing =
        (quote, sequence) -> {
          throw new IllegalStateException("number " + sequence);
        };
    try (Failures failures = new Failures();
        Registration registration = market.onQuote(failing)) {
      assertThat(registration.isOpen()).isTrue();
      assertThatThrownBy(() -> market.feedEmit(1000))
          .isInstanceOfSatisfying(
              CallbackException.class,
              e -> {
                assertThat(e.suppressedCalls()).isZero();
                assertThat(e.getSuppressed()).hasSize(15);
                assertThat(e.getSuppressed()[14]).hasMessage("number 15");
              })
          .cause()
          .hasMessage("number 0");
      assertThat(failures.exceptions()).hasSize(1000);
    }
  }

  @Test
  void exceptionThroughTwoCallsIsThrownByBothAndWrappedOnce() {
    try (Failures failures = new Failures()) {
      assertThatThrownBy(
              () ->
                  market.feedEach(
                      (quote, sequence) -> (int) market.feedEach(CallbackExceptionTest::fail, 1),
                      1))
          .isInstanceOf(CallbackException.class)
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("as it should");
      assertThat(failures.exceptions()).hasSize(2);
    }
  }

  @Test
  void exceptionOfACallThatCaughtItIsOver() {
    CallbackExceptions.setHandler((callback, thread, exception) -> {});
    long sum =
        market.feedEach(
            (quote, sequence) -> {
              try {
                market.feedEach(CallbackExceptionTest::fail, 1);
                return 0;
              } catch (CallbackException e) {
                return 1;
              }
            },
            3);
    assertThat(sum).isEqualTo(3);
  }

  @Test
  void manyExceptionsFillNoLog() {
    List<LogRecord> logged = new ArrayList<>();
    try (LogCapture capture = new LogCapture(logged)) {
      assertThat(capture).isNotNull();
      LoggingExceptionHandler handler = new LoggingExceptionHandler();
      IllegalStateException exception = new IllegalStateException("always the same");
      long start = System.nanoTime();
      for (int i = 0; i < 1_000_000; i++) {
        handler.handle("OnQuote", Thread.currentThread(), exception);
      }
      long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
      assertThat(logged.size()).isBetween(10, (int) (10 * (seconds + 1)));
    }
  }

  @Test
  void countlessExceptionsLeaveTheJvmAlive() {
    int times = Boolean.getBoolean("tenon.long") ? 1_000_000 : 100_000;
    List<Throwable> kinds = everyKind().toList();
    long[] reported = {0};
    CallbackExceptions.setHandler((callback, thread, exception) -> reported[0]++);
    OnQuote failing =
        (quote, sequence) -> {
          throw Fixture.sneak(kinds.get((int) (sequence % kinds.size())));
        };
    assertThat(market.feedAside(failing, times, 1 << 20)).isEqualTo(-times);
    assertThat(reported[0]).isEqualTo(times);
  }

  @Test
  void overflowInsideACallbackIsReportedWhereThereIsStackAgain() {
    try (Failures failures = new Failures()) {
      assertThat(market.feedAside(CallbackExceptionTest::recurse, 3, 1 << 20)).isEqualTo(-3);
      assertThat(failures.exceptions())
          .hasSize(3)
          .allMatch(exception -> exception instanceof StackOverflowError);
    }
  }

  private static int fail(Quote quote, long sequence) {
    throw new IllegalStateException("as it should");
  }

  private static int recurse(Quote quote, long sequence) {
    return recurse(quote, sequence + 1) + 1;
  }

  private static final class ThreadDeathLike extends Error {
    private static final long serialVersionUID = 1L;

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private static final class Unprintable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message either");
    }

    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }

  /** Catches what the default handler logs. */
  private static final class LogCapture extends Handler implements AutoCloseable {
    private final Logger logger = Logger.getLogger("dev.tenon.runtime.callback");
    private final List<LogRecord> records;

    LogCapture(List<LogRecord> records) {
      this.records = records;
      logger.addHandler(this);
      logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord record) {
      if (record.getThrown() != null) {
        // As a formatter would.
        record.getThrown().toString();
      }
      records.add(record);
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      logger.removeHandler(this);
      logger.setUseParentHandlers(true);
    }
  }
}
