// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutexes: plain (0), recursive (1) and fair (2). */
@Timeout(300)
class MutexTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final int TURNS = Boolean.getBoolean("tenon.long") ? 2_500_000 : 10_000;

  private final RegionAddress address = Samples.freshAddress();
  private Plant plant;
  private Plant other;

  @BeforeEach
  void attachTwice() {
    plant = Plant.open(address);
    other = Plant.open(address);
  }

  @AfterEach
  void closeBoth() {
    other.close();
    plant.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void isHeldUntilItIsUnlocked(int index) {
    Mutex own = plant.mutex(index);
    Mutex its = other.mutex(index);
    try (Mutex.Held held = own.lock(Duration.ZERO)) {
      assertThat(held.ownerDied()).isFalse();
      assertThat(own.isHeldByCurrentThread()).isTrue();
      assertThat(its.isHeldByCurrentThread()).isFalse();
      assertThat(its.lock(Duration.ZERO)).isNull();
      assertThat(its.lock(SHORT)).isNull();
    }
    assertThat(own.isHeldByCurrentThread()).isFalse();
    its.lock(Duration.ZERO).close();
  }

  @Test
  void recursiveMutexIsUnlockedAsOftenAsItWasLocked() {
    Mutex.Held first = plant.again().lock(LONG);
    Mutex.Held second = plant.again().lock(LONG);
    assertThat(second).isSameAs(first);
    second.close();
    assertThat(other.again().lock(Duration.ZERO)).isNull();
    first.close();
    other.again().lock(Duration.ZERO).close();
  }

  @Test
  void secondLockOfAThreadIsRefused() {
    try (Mutex.Held held = plant.plain().lock(LONG)) {
      assertThatThrownBy(() -> plant.plain().lock(LONG))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("mutex 'plain' of ")
          .hasMessageEndingWith("which is not recursive");
      assertThat(held.ownerDied()).isFalse();
    }
    Mutex.Held unlocked = plant.plain().lock(LONG);
    unlocked.close();
    assertThatThrownBy(unlocked::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not hold");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void threadsOfOneAttachmentWaitForOneAnother(int index) throws Exception {
    Mutex mutex = plant.mutex(index);
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Mutex.Held held = mutex.lock(LONG);
      assertThat(pool.submit(() -> mutex.lock(Duration.ZERO)).get()).isNull();
      assertThat(pool.submit(() -> mutex.lock(SHORT)).get()).isNull();
      Future<?> waits = pool.submit(() -> mutex.lock(LONG).close());
      held.close();
      waits.get();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void closingWithTheMutexLockedCountsAsDeath(int index) {
    Mutex.Held left = other.mutex(index).lock(LONG);
    other.close();
    try (Mutex.Held held = plant.mutex(index).lock(Duration.ZERO)) {
      assertThat(held.ownerDied()).isTrue();
    }
    try (Mutex.Held held = plant.mutex(index).lock(Duration.ZERO)) {
      assertThat(held.ownerDied()).isFalse();
    }
    left.close();
    assertThatThrownBy(left::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void interruptEndsAWait() throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Mutex.Held held = plant.plain().lock(LONG);
      for (Plant waiter : List.of(plant, other)) {
        Future<?> waits =
            pool.submit(
                () -> {
                  Thread.currentThread().interrupt();
                  assertThatThrownBy(() -> waiter.plain().lock(LONG))
                      .isInstanceOf(WaitInterruptedException.class);
                  assertThat(Thread.interrupted()).isTrue();
                });
        waits.get();
      }
      held.close();
      other.plain().lock(Duration.ZERO).close();
    }
  }

  @Test
  void closeEndsTheWaitsOfItsThreads() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Mutex.Held held = plant.plain().lock(LONG);
      List<Future<?>> waits = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        waits.add(
            pool.submit(
                () ->
                    assertThatThrownBy(() -> other.plain().lock(LONG))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is closed in this process")));
      }
      other.close();
      for (Future<?> each : waits) {
        each.get();
      }
      held.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void oneThreadAtATimeIsInside(int index) throws Exception {
    MemorySegment counters = plant.status();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Plant own = i % 2 == 0 ? plant : other;
        workers.add(pool.submit(() -> countInside(own, index)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    assertThat(counters.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(4L * TURNS);
  }

  private static void countInside(Plant own, int index) {
    MemorySegment counters = own.status();
    for (int i = 0; i < TURNS; i++) {
      try (Mutex.Held held = own.mutex(index).lock(LONG)) {
        assertThat(held).isNotNull();
        long before = counters.get(ValueLayout.JAVA_LONG, 0);
        assertThat(counters.get(ValueLayout.JAVA_LONG, 8)).isEqualTo(before);
        counters.set(ValueLayout.JAVA_LONG, 0, before + 1);
        counters.set(ValueLayout.JAVA_LONG, 8, before + 1);
      }
    }
  }

  @Test
  void virtualThreadsShareAMutex() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Plant own = i % 2 == 0 ? plant : other;
        workers.add(
            pool.submit(
                () -> {
                  for (int j = 0; j < 50; j++) {
                    own.plain().lock(LONG).close();
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
  }
}
