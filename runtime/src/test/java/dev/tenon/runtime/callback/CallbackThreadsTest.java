// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.callback.market.Feed;
import dev.tenon.runtime.callback.market.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Threads of C and of Java at once. */
class CallbackThreadsTest {
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 1000 : 20;

  private final Market market = Fixture.MARKET;

  @Test
  void everyThreadOfCHasItsOwnViews() {
    AtomicLong wrong = new AtomicLong();
    try (Registration registration =
        market.onQuote(
            (quote, sequence) -> {
              if (quote.sequence() != sequence) {
                wrong.incrementAndGet();
              }
              Thread.yield();
              return quote.sequence() == sequence ? 1 : 0;
            })) {
      assertThat(registration.isOpen()).isTrue();
      assertThat(market.feedStorm(8, 1000)).isEqualTo(8000);
    }
    assertThat(wrong).hasValue(0);
  }

  @Test
  void closedListenerIsNotCalledAgainWhileEightThreadsEmit() {
    market.feedRun(8);
    try {
      for (int i = 0; i < ROUNDS; i++) {
        AtomicBoolean closed = new AtomicBoolean();
        AtomicLong late = new AtomicLong();
        AtomicLong calls = new AtomicLong();
        Registration registration =
            market.onQuote(
                (quote, sequence) -> {
                  if (closed.get()) {
                    late.incrementAndGet();
                  }
                  calls.incrementAndGet();
                  return 1;
                });
        while (calls.get() == 0) {
          Thread.onSpinWait();
        }
        registration.close();
        closed.set(true);
        long atClose = calls.get();
        Thread.yield();
        assertThat(calls.get()).isEqualTo(atClose);
        assertThat(late).hasValue(0);
      }
    } finally {
      market.feedStop();
    }
  }

  @Test
  void fourThreadsRegisterAndCloseWhileEightEmit() throws Exception {
    int before = HandleTable.size();
    market.feedRun(8);
    try (Failures failures = new Failures()) {
      inParallel(
          4,
          () -> {
            for (int i = 0; i < 10 * ROUNDS; i++) {
              AtomicLong sum = new AtomicLong();
              try (Registration registration =
                  market.onQuote((quote, sequence) -> (int) sum.addAndGet(quote.size()))) {
                assertThat(registration.isOpen()).isTrue();
              }
            }
            return null;
          });
      assertThat(failures.exceptions()).isEmpty();
    } finally {
      market.feedStop();
    }
    assertThat(HandleTable.size()).isEqualTo(before);
  }

  @Test
  void registrationsAndHandlesLeaveNothingBehind() {
    register(10_000);
    int handles = HandleTable.size();
    int capacity = HandleTable.capacity();
    register(100_000);
    assertThat(HandleTable.size()).isEqualTo(handles);
    assertThat(HandleTable.capacity()).isEqualTo(capacity);
    assertThat(market.feedsOpen()).isZero();
  }

  private void register(int times) {
    for (int i = 0; i < times; i++) {
      market.onQuote((quote, sequence) -> 1).close();
      try (Feed feed = market.feedOpen("feed")) {
        market.feedVisit(feed, (quote, sequence) -> 1);
      }
    }
  }

  @Test
  void blockingCallsOfVirtualThreadsDoNotWaitForCarriers() {
    try (ChildJvm child =
        ChildJvm.start(
            List.of(
                ChildJvm.NATIVE_ACCESS,
                "-Djdk.virtualThreadScheduler.parallelism=2",
                "-Djdk.virtualThreadScheduler.maxPoolSize=2",
                "-Dtenon.c.build=" + System.getProperty("tenon.c.build")),
            Meeting.class,
            "100")) {
      assertThat(child.line()).isEqualTo("met 100, places 4950");
      assertThat(child.exitCode()).isZero();
    }
  }

  @Test
  void registrationsOfVirtualThreadsCloseInsideAndOutsideOfCallbacks() throws Exception {
    market.feedRun(4);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(
            threads.submit(
                () -> {
                  Registration outside = market.onQuote((quote, sequence) -> 1);
                  Registration inside = market.onQuote((quote, sequence) -> 1);
                  market.feedEach(
                      (quote, sequence) -> {
                        inside.close();
                        return 1;
                      },
                      1);
                  outside.close();
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      market.feedStop();
    }
    assertThat(market.feedEmit(1)).isZero();
  }

  private static void inParallel(int count, Callable<Void> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<Void>> results = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        results.add(threads.submit(work));
      }
      for (Future<Void> result : results) {
        result.get();
      }
    }
  }

  /** Virtual threads that wait for one another in C: how many. */
  static final class Meeting {
    public static void main(String[] arguments) throws Exception {
      int count = Integer.parseInt(arguments[0]);
      AtomicLong places = new AtomicLong();
      AtomicLong met = new AtomicLong();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      int place = Fixture.MARKET.feedMeet(count);
                      if (Errno.last() == place + 1) {
                        places.addAndGet(place);
                        met.incrementAndGet();
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      System.out.println("met " + met + ", places " + places);
    }
  }
}
