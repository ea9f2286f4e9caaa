// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.Registration;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that C makes, threads that must be the right one, and virtual threads. */
@Timeout(900)
class ThreadTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  @Test
  void threadOfCBecomesAJavaThreadForItsCallsAndEndsWithIt() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AtomicReference<Thread> seen = new AtomicReference<>();
    EVENTS.runOnThread(() -> seen.set(Thread.currentThread()), "of-c", 0);
    assertThat(seen.get()).isNotSameAs(Thread.currentThread());
    assertThat(seen.get().isDaemon()).as("keeps no JVM alive").isTrue();
    assertThat(seen.get().isAlive()).as("ended with the thread of C").isFalse();
    int before = threads.getThreadCount();
    for (int i = 0; i < 500; i++) {
      EVENTS.runOnThread(() -> {}, null, 0);
    }
    assertThat(threads.getThreadCount()).isLessThan(before + 50);
  }

  @Test
  void threadOfCWithASmallStackMayCallAndOverflow() {
    AtomicLong calls = new AtomicLong();
    EVENTS.runOnThread(calls::incrementAndGet, "small", 256 << 10);
    assertThat(calls).hasValue(1);
    try (HandledExceptions handled = new HandledExceptions()) {
      EVENTS.runOnThread(() -> deeper(0), "small", 256 << 10);
      assertThat(handled.exceptions()).hasExactlyElementsOfTypes(StackOverflowError.class);
    }
  }

  private static int deeper(long depth) {
    return deeper(depth + 1) + 1;
  }

  @Test
  void handlerIsToldTheThreadOfCOnWhichACallbackThrew() {
    AtomicReference<Thread> seen = new AtomicReference<>();
    RuntimeException failure = new IllegalStateException("on a thread of C's");
    try (HandledExceptions handled = new HandledExceptions()) {
      EVENTS.runOnThread(
          () -> {
            seen.set(Thread.currentThread());
            throw failure;
          },
          "of-c",
          0);
      assertThat(handled.all())
          .containsExactly(new HandledExceptions.Handled("OnWork", seen.get(), failure));
    }
  }

  @Test
  void callbackForOneThreadIsRefusedOnOthers() throws Exception {
    List<Thread> callers = new ArrayList<>();
    try (HandledExceptions handled = new HandledExceptions()) {
      try (Registration _ =
          EVENTS.onSame(
              number -> {
                callers.add(Thread.currentThread());
                return (int) number;
              })) {
        assertThat(EVENTS.emitSame(5)).isEqualTo(5);
        assertThat(EVENTS.emitSameElsewhere(5)).as("a thread of C's").isEqualTo(-7);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread other =
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        EVENTS.emitSame(5);
                      } catch (CallbackException e) {
                        thrown.set(e.getCause());
                      }
                    });
        other.join();
        assertThat(thrown.get()).isInstanceOf(WrongThreadException.class);
        assertThat(EVENTS.emitSame(6)).as("still served here").isEqualTo(6);
      }
      assertThat(EVENTS.callSameElsewhere(number -> 1, 2)).as("as a parameter").isEqualTo(-7);
      assertThat(callers).containsExactly(Thread.currentThread(), Thread.currentThread());
      assertThat(handled.exceptions())
          .hasSize(3)
          .allMatch(exception -> exception instanceof WrongThreadException);
    }
  }

  @Test
  void virtualThreadsThatBlockInCLeaveRoomForTheOneThatWakesThem() throws Exception {
    int count = 50;
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> waiters = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        waiters.add(virtual.submit(EVENTS::gateWait));
      }
      // Also this one is virtual: it would never run if the waiters held on to all carriers.
      Future<?> opener =
          virtual.submit(
              () -> {
                while (EVENTS.gateWaiting() < count) {
                  Thread.yield();
                }
                EVENTS.gateOpen();
              });
      opener.get();
      for (Future<?> waiter : waiters) {
        waiter.get();
      }
    }
    assertThat(EVENTS.gateWaiting()).isZero();
  }

  @Test
  void virtualThreadsCallAndAreCalledBack() throws Exception {
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> results = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        int number = i;
        results.add(
            virtual.submit(
                () ->
                    EVENTS.callTick((tick, sequence) -> number, 10, number)
                        + EVENTS.callTickElsewhere((tick, sequence) -> number, 10, number)));
      }
      for (Future<Long> result : results) {
        assertThat(result.get()).isEqualTo(20);
      }
    }
  }

  @Test
  void exceptionOfACallbackReachesTheVirtualThreadThatMadeTheBlockingCall() throws Exception {
    RuntimeException failure = new IllegalStateException("in a blocking call");
    AtomicReference<Thread> caller = new AtomicReference<>();
    try (HandledExceptions _ = new HandledExceptions();
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      virtual
          .submit(
              () ->
                  assertThatThrownBy(
                          () ->
                              EVENTS.runBlocking(
                                  () -> {
                                    caller.set(Thread.currentThread());
                                    throw failure;
                                  }))
                      .isInstanceOf(CallbackException.class)
                      .hasCause(failure))
          .get();
    }
    assertThat(caller.get().isVirtual()).isFalse();
  }

  @Test
  void virtualThreadsRegisterAndLeaveWhileThreadsOfCEmit() throws Exception {
    AtomicLong late = new AtomicLong();
    EVENTS.stormStart(4);
    try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        all.add(
            virtual.submit(
                () -> {
                  for (int round = 0; round < 100; round++) {
                    AtomicLong closed = new AtomicLong();
                    Registration registration =
                        EVENTS.onTick(
                            (tick, sequence) -> {
                              late.addAndGet(closed.get());
                              return 0;
                            });
                    registration.close();
                    closed.set(1);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      EVENTS.stormStop();
    }
    assertThat(late).hasValue(0);
  }
}
