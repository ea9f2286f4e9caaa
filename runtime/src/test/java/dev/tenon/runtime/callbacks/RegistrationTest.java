// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.ListenerLimitException;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners that register and leave, also while C calls them from many threads. */
@Timeout(900)
class RegistrationTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 50_000 : 2_000;

  /** Of so many listeners of a storm one stays until it was called. */
  private static final int CALLED_EVERY = 64;

  @AfterEach
  void nobodyListensAnyMore() {
    assertThat(EVENTS.emitTicks(1)).isZero();
    assertThat(EVENTS.emitSignal(1)).isZero();
  }

  private static List<Integer> results(int capacity) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment results = arena.allocate(4L * capacity, 4);
      long called = EVENTS.emitResults(7, results);
      List<Integer> list = new ArrayList<>();
      for (int i = 0; i < Math.min(called, capacity); i++) {
        list.add(results.getAtIndex(ValueLayout.JAVA_INT, i));
      }
      return list;
    }
  }

  @Test
  void listenersAreCalledInTheOrderOfTheirRegistration() {
    List<Registration> registrations = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      registrations.add(EVENTS.onTick((tick, sequence) -> 10 * number + (int) sequence));
    }
    assertThat(results(5)).containsExactly(7, 17, 27, 37, 47);
    assertThat(results(2)).as("no more than there is room for").containsExactly(7, 17);
    registrations.remove(1).close();
    registrations.add(EVENTS.onTick((tick, sequence) -> 99));
    assertThat(results(5)).containsExactly(7, 27, 37, 47, 99);
    registrations.forEach(Registration::close);
  }

  @Test
  void oneObjectMayListenTwiceAndLeavesOnceForEach() {
    AtomicInteger calls = new AtomicInteger();
    OnTick listener = (tick, sequence) -> calls.incrementAndGet();
    Registration first = EVENTS.onTick(listener);
    Registration second = EVENTS.onTick(listener);
    assertThat(EVENTS.emitTicks(1)).isEqualTo(2);
    first.close();
    assertThat(EVENTS.emitTicks(1)).isOne();
    first.close();
    assertThat(EVENTS.emitTicks(1)).as("closing again does nothing").isOne();
    second.close();
    assertThat(calls).hasValue(4);
  }

  @Test
  void oneListenerTooManyIsRefusedAndAPlaceIsFreeAfterAnotherLeft() {
    List<Registration> registrations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      registrations.add(EVENTS.onSignal(number -> {}));
    }
    assertThatThrownBy(() -> EVENTS.onSignal(number -> {}))
        .isInstanceOf(ListenerLimitException.class)
        .hasMessageContaining("OnSignal");
    registrations.removeFirst().close();
    registrations.add(EVENTS.onSignal(number -> {}));
    assertThat(EVENTS.emitSignal(1)).isEqualTo(4);
    registrations.forEach(Registration::close);
  }

  @Test
  void nullIsNoListener() {
    assertThatThrownBy(() -> EVENTS.onTick(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void listenerMayLeaveFromInsideItsOwnCall() {
    AtomicReference<Registration> registration = new AtomicReference<>();
    AtomicInteger calls = new AtomicInteger();
    registration.set(
        EVENTS.onTick(
            (tick, sequence) -> {
              registration.get().close();
              return calls.incrementAndGet();
            }));
    assertThat(EVENTS.emitTicks(3)).isOne();
    assertThat(calls).hasValue(1);
  }

  @Test
  void listenerThatAnotherSendsAwayIsNotCalledAnyMoreInTheSameEmission() {
    AtomicReference<Registration> second = new AtomicReference<>();
    AtomicInteger calls = new AtomicInteger();
    Registration first =
        EVENTS.onTick(
            (tick, sequence) -> {
              second.get().close();
              return 0;
            });
    second.set(EVENTS.onTick((tick, sequence) -> calls.incrementAndGet()));
    EVENTS.emitTicks(2);
    assertThat(calls).hasValue(0);
    first.close();
  }

  @Test
  void listenerThatRegistersDuringAnEmissionIsCalledFromTheNextOn() {
    List<Registration> registrations = new ArrayList<>();
    AtomicInteger calls = new AtomicInteger();
    registrations.add(
        EVENTS.onTick(
            (tick, sequence) -> {
              if (registrations.size() == 1) {
                registrations.add(EVENTS.onTick((t, s) -> calls.incrementAndGet()));
              }
              return 0;
            }));
    assertThat(EVENTS.emitTicks(1)).isOne();
    assertThat(calls).hasValue(0);
    assertThat(EVENTS.emitTicks(1)).isEqualTo(2);
    assertThat(calls).hasValue(1);
    registrations.forEach(Registration::close);
  }

  @Test
  void listenersMayEmitAgainFiftyDeep() {
    AtomicInteger depth = new AtomicInteger();
    AtomicInteger deepest = new AtomicInteger();
    try (Registration _ =
        EVENTS.onTick(
            (tick, sequence) -> {
              int now = depth.incrementAndGet();
              deepest.accumulateAndGet(now, Math::max);
              long number = tick.sequence();
              if (now < 50) {
                EVENTS.emitTicks(1);
              }
              assertThat(tick.sequence()).as("mine again after the inner call").isEqualTo(number);
              depth.decrementAndGet();
              return 0;
            })) {
      EVENTS.emitTicks(1);
    }
    assertThat(deepest).hasValue(50);
  }

  @Test
  void noCallRunsAfterCloseReturnedWhileEightThreadsEmitAndFourRegister() throws Exception {
    AtomicLong lateCalls = new AtomicLong();
    AtomicLong wrong = new AtomicLong();
    AtomicLong calls = new AtomicLong();
    EVENTS.stormStart(8);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(
            () -> {
              for (int round = 0; round < ROUNDS; round++) {
                Visitor visitor = new Visitor(lateCalls, wrong, calls);
                Registration registration = EVENTS.onTick(visitor);
                // Now and then in the middle of calls, however rarely the emitters get to run.
                while (round % CALLED_EVERY == 0 && !visitor.called) {
                  Thread.onSpinWait();
                }
                registration.close();
                visitor.closed = true;
                if (visitor.inside.get() != 0) {
                  lateCalls.incrementAndGet();
                }
              }
              return null;
            });
      }
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      EVENTS.stormStop();
    }
    assertThat(lateCalls).as("calls after close").hasValue(0);
    assertThat(wrong).as("calls with other arguments").hasValue(0);
    assertThat(calls.get()).as("calls").isPositive();
  }

  /** A listener that knows when it must not be called any more. */
  private static final class Visitor implements OnTick {
    private final AtomicLong lateCalls;
    private final AtomicLong wrong;
    private final AtomicLong calls;
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean called;
    private volatile boolean closed;

    Visitor(AtomicLong lateCalls, AtomicLong wrong, AtomicLong calls) {
      this.lateCalls = lateCalls;
      this.wrong = wrong;
      this.calls = calls;
    }

    @Override
    public int call(Tick tick, long sequence) {
      inside.incrementAndGet();
      calls.incrementAndGet();
      called = true;
      if (closed) {
        lateCalls.incrementAndGet();
      }
      if (tick.sequence() != sequence || tick.price() != sequence / 4.0 || tick.emitter() == 0) {
        wrong.incrementAndGet();
      }
      inside.decrementAndGet();
      return 0;
    }
  }

  @Test
  void closingWaitsForTheCallsOfEightThreads() throws Exception {
    for (int round = 0; round < 20; round++) {
      CountDownLatch inside = new CountDownLatch(8);
      CountDownLatch go = new CountDownLatch(1);
      AtomicInteger running = new AtomicInteger();
      Registration registration =
          EVENTS.onTick(
              (tick, sequence) -> {
                running.incrementAndGet();
                inside.countDown();
                awaitQuietly(go);
                running.decrementAndGet();
                return 0;
              });
      EVENTS.stormStart(8);
      try {
        assertThat(inside.await(600, TimeUnit.SECONDS)).isTrue();
        Thread closer = Thread.ofPlatform().start(registration::close);
        assertThat(running).as("all are still inside").hasValue(8);
        assertThat(closer.isAlive()).isTrue();
        go.countDown();
        closer.join();
        assertThat(running).as("nobody is inside any more").hasValue(0);
      } finally {
        go.countDown();
        EVENTS.stormStop();
      }
    }
  }

  @Test
  void eightThreadsMayCloseOneRegistrationTogetherInsideItsCalls() {
    for (int round = 0; round < 50; round++) {
      AtomicReference<Registration> registration = new AtomicReference<>();
      CountDownLatch known = new CountDownLatch(1);
      CountDownLatch inside = new CountDownLatch(8);
      AtomicInteger closes = new AtomicInteger();
      registration.set(
          EVENTS.onTick(
              (tick, sequence) -> {
                awaitQuietly(known);
                inside.countDown();
                awaitQuietly(inside);
                registration.get().close();
                return closes.incrementAndGet();
              }));
      EVENTS.stormStart(8);
      known.countDown();
      try {
        awaitQuietly(inside);
      } finally {
        EVENTS.stormStop();
      }
      assertThat(closes).hasValue(8);
      assertThat(EVENTS.emitTicks(1)).isZero();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
