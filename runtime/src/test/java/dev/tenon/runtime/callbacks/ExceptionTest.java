// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.Registration;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Throws of callbacks: C gets what the schema says, the handler is told, nobody dies. */
class ExceptionTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  /** Each is thrown in turn until a million are. */
  private static final long EXCEPTIONS = 1_000_000;

  /** An exception that cannot even be described. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no trace");
    }
  }

  /** A class whose initializer fails: ExceptionInInitializerError, then NoClassDefFoundError. */
  private static final class Uninitializable {
    static final int VALUE = fail();

    private static int fail() {
      throw new IllegalStateException("cannot be initialized");
    }
  }

  private static Map<String, OnTick> kinds() {
    Map<String, OnTick> kinds = new TreeMap<>();
    thrown(kinds, () -> new IllegalStateException("unchecked"));
    thrown(kinds, () -> new IOException("checked"));
    thrown(kinds, () -> new InterruptedException("checked by the JVM's own methods"));
    thrown(kinds, () -> new AssertionError("assertion"));
    thrown(kinds, () -> new Error("error"));
    thrown(kinds, () -> new OutOfMemoryError("out of memory"));
    thrown(kinds, () -> new StackOverflowError("said to be one"));
    thrown(kinds, () -> new InternalError("of the JVM"));
    thrown(kinds, () -> new Throwable("neither"));
    thrown(kinds, Unspeakable::new);
    thrown(kinds, ExceptionTest::circular);
    kinds.put(
        "null reference",
        (tick, sequence) -> {
          String text = sequence < 0 ? "" : null;
          return text.length();
        });
    kinds.put("division", (tick, sequence) -> (int) (1 / (sequence - sequence)));
    kinds.put("cast", (tick, sequence) -> ((String) (Object) tick).length());
    kinds.put("initializer", (tick, sequence) -> Uninitializable.VALUE);
    kinds.put("index", (tick, sequence) -> new int[0][0].length + List.of().get(1).hashCode());
    return kinds;
  }

  private static void thrown(Map<String, OnTick> kinds, Supplier<Throwable> exception) {
    kinds.put(
        exception.get().getClass().getSimpleName() + kinds.size(),
        (tick, sequence) -> {
          throw Throwing.anyOf(exception.get());
        });
  }

  private static Throwable circular() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);
    return second;
  }

  @Test
  void millionExceptionsOfEveryKindGiveCOnErrorEachTime() {
    Map<String, OnTick> kinds = kinds();
    long each = EXCEPTIONS / kinds.size() / 2;
    AtomicLong told = new AtomicLong();
    AtomicReference<String> wrong = new AtomicReference<>();
    long expected = 0;
    try (HandledExceptions _ =
        new HandledExceptions(
            (callback, thread, exception) -> {
              told.incrementAndGet();
              if (!callback.equals("OnTick") || thread != Thread.currentThread()) {
                wrong.set(callback + " on " + thread);
              }
            })) {
      for (Map.Entry<String, OnTick> kind : kinds.entrySet()) {
        // Here, where the call throws what its callback threw ...
        assertThat(thrownByCalls(kind.getValue(), each)).as(kind.getKey()).isEqualTo(each);
        // ... and on a thread of C's, where nobody can be thrown at.
        assertThat(EVENTS.callTickElsewhere(kind.getValue(), each, -1))
            .as(kind.getKey())
            .isEqualTo(each);
        expected += 2 * each;
      }
      long rest = EXCEPTIONS - expected;
      assertThat(EVENTS.callTickElsewhere(kinds.get("division"), rest, -1)).isEqualTo(rest);
    }
    assertThat(told).hasValue(EXCEPTIONS);
    assertThat(wrong).hasNullValue();
  }

  /** Number of these calls that throw, and give C the error value before. */
  private static long thrownByCalls(OnTick failing, long calls) {
    long thrown = 0;
    for (long i = 0; i < calls; i++) {
      try {
        EVENTS.callTick(failing, 1, -1);
      } catch (CallbackException e) {
        thrown += EVENTS.asExpected();
      }
    }
    return thrown;
  }

  @Test
  void stackThatOverflowsInACallbackEndsThatCallOnly() {
    AtomicLong told = new AtomicLong();
    try (HandledExceptions _ =
        new HandledExceptions((callback, thread, exception) -> told.incrementAndGet())) {
      OnTick endless = (tick, sequence) -> deeper(sequence);
      Throwable thrown = catchThrowable(() -> EVENTS.callTick(endless, 20, -1));
      assertThat(thrown).isInstanceOf(CallbackException.class);
      assertThat(thrown).hasCauseInstanceOf(StackOverflowError.class);
      assertThat(EVENTS.asExpected()).isEqualTo(20);
      assertThat(EVENTS.callTickElsewhere(endless, 20, -1)).isEqualTo(20);
    }
    assertThat(told).as("once here, each time elsewhere").hasValue(21);
    assertThat(EVENTS.callTick((tick, sequence) -> 3, 1, 3)).as("all is well after").isOne();
  }

  private static int deeper(long depth) {
    return deeper(depth + 1) + 1;
  }

  @Test
  void callbackThatThrewIsNotRunAgainInTheSameCall() {
    try (HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(
              () ->
                  EVENTS.callTick(
                      (tick, sequence) -> {
                        throw new IllegalStateException("call " + sequence);
                      },
                      1_000,
                      -1))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("OnTick")
          .hasRootCauseMessage("call 0")
          .isInstanceOfSatisfying(
              CallbackException.class, e -> assertThat(e.suppressedCalls()).isEqualTo(999));
      assertThat(handled.all()).hasSize(1);
      assertThat(EVENTS.asExpected()).as("on_error that C got").isEqualTo(1_000);
    }
  }

  @Test
  void listenersAndKeptCallbacksGoOnAndCIsToldOfEachFailure() {
    AtomicLong ran = new AtomicLong();
    long watch = EVENTS.watch((tick, sequence) -> 60 + (int) sequence);
    try (HandledExceptions _ = new HandledExceptions();
        Registration _ = EVENTS.onTick((tick, sequence) -> 40 + (int) sequence);
        Arena arena = Arena.ofConfined()) {
      MemorySegment results = arena.allocate(JAVA_INT, 8);
      assertThatThrownBy(
              () ->
                  EVENTS.afterFailure(
                      (tick, sequence) -> {
                        ran.incrementAndGet();
                        throw new IllegalStateException("as it should");
                      },
                      watch,
                      results))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseMessage("as it should");
      assertThat(results.toArray(JAVA_INT)).containsExactly(-1, 1, -1, 1, 44, 0, 66, 0);
      assertThat(ran).hasValue(1);

      EVENTS.afterFailure((tick, sequence) -> (int) sequence, watch, results);
      assertThat(results.toArray(JAVA_INT)).containsExactly(0, 0, 2, 0, 44, 0, 66, 0);
    }
    EVENTS.watchRelease(watch);
  }

  @Test
  void otherCallbackOfACallThatHasFailedIsNotRunEither() {
    try (HandledExceptions handled = new HandledExceptions()) {
      Throwable thrown =
          catchThrowable(
              () ->
                  EVENTS.callTwo(
                      (tick, sequence) -> {
                        throw new IllegalStateException("the first");
                      },
                      depth -> 1));
      assertThat(thrown)
          .isInstanceOfSatisfying(
              CallbackException.class, e -> assertThat(e.suppressedCalls()).isEqualTo(2))
          .hasRootCauseMessage("the first");
      assertThat(handled.all()).hasSize(1);
    }
  }

  @Test
  void exceptionOfAListenerIsThrownByTheCallThatEmittedAndOthersAreStillCalled() {
    AtomicLong calls = new AtomicLong();
    try (HandledExceptions handled = new HandledExceptions();
        Registration _ =
            EVENTS.onTick(
                (tick, sequence) -> {
                  throw new IllegalStateException("the first listener");
                });
        Registration _ = EVENTS.onTick((tick, sequence) -> (int) calls.incrementAndGet())) {
      assertThatThrownBy(() -> EVENTS.emitTicks(3))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseMessage("the first listener");
      assertThat(handled.all()).hasSize(3);
    }
    assertThat(calls).hasValue(3);
  }

  @Test
  void exceptionOfAnInnerCallArrivesOnceAtTheOutermost() {
    RuntimeException failure = new IllegalStateException("at the bottom");
    try (HandledExceptions _ = new HandledExceptions()) {
      Throwable thrown =
          catchThrowable(
              () ->
                  EVENTS.nest(
                      depth ->
                          EVENTS.nest(
                              inner -> {
                                throw failure;
                              },
                              depth + 1),
                      0));
      assertThat(thrown).isInstanceOf(CallbackException.class).hasRootCause(failure);
    }
    assertThat(EVENTS.nest(depth -> depth + 1, 1)).as("nothing is left over").isEqualTo(2);
  }

  @Test
  void exceptionThatTheCallbackCatchesItselfGoesNoFurther() {
    try (HandledExceptions handled = new HandledExceptions()) {
      long result =
          EVENTS.nest(
              depth -> {
                assertThatThrownBy(
                        () ->
                            EVENTS.nest(
                                inner -> {
                                  throw new IllegalStateException("inside");
                                },
                                0))
                    .isInstanceOf(CallbackException.class);
                return 5;
              },
              0);
      assertThat(result).isEqualTo(5);
      assertThat(handled.all()).hasSize(1);
    }
  }

  @Test
  void handlerThatThrowsDoesNoHarm() {
    List<LogRecord> records =
        logged(
            () -> {
              try (HandledExceptions _ =
                  new HandledExceptions(
                      (callback, thread, exception) -> {
                        throw new IllegalStateException("handler");
                      })) {
                assertThat(EVENTS.callTickElsewhere(kinds().get("division"), 5, -1)).isEqualTo(5);
              }
            });
    assertThat(records).isNotEmpty();
  }

  @Test
  void withoutAHandlerExceptionsAreLoggedButNotEachOfVeryMany() {
    List<LogRecord> records =
        logged(
            () ->
                assertThat(EVENTS.callTickElsewhere(kinds().get("division"), 50_000, -1))
                    .isEqualTo(50_000));
    assertThat(records).isNotEmpty().hasSizeLessThan(5_000);
    assertThat(records)
        .anyMatch(
            record ->
                record.getMessage().contains("OnTick")
                    && record.getThrown() instanceof ArithmeticException);
  }

  @Test
  void exceptionThatCannotBeDescribedIsLoggedWithoutHarm() {
    OnTick unspeakable =
        (tick, sequence) -> {
          throw new Unspeakable();
        };
    logged(() -> assertThat(EVENTS.callTickElsewhere(unspeakable, 5, -1)).isEqualTo(5));
    try (HandledExceptions _ = new HandledExceptions()) {
      assertThatThrownBy(() -> EVENTS.callTick(unspeakable, 1, -1))
          .isInstanceOf(CallbackException.class)
          .hasMessageContaining("Unspeakable");
    }
  }

  /** Records that the default handler logs during an action, taken off the console. */
  private static List<LogRecord> logged(Runnable action) {
    Logger logger = Logger.getLogger("dev.tenon.runtime.callback");
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      action.run();
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
    return records;
  }
}
