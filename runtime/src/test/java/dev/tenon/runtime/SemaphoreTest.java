// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Semaphores and their permits. */
@Timeout(300)
class SemaphoreTest {
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

  @Test
  void hasAsManyPermitsAsTheSchemaSays() {
    List<Semaphore.Permit> permits = new ArrayList<>();
    assertThat(plant.slots().permits()).isEqualTo(Plant.PERMITS);
    for (int i = 0; i < Plant.PERMITS; i++) {
      assertThat(plant.slots().available()).isEqualTo(Plant.PERMITS - i);
      permits.add((i == 0 ? other : plant).slots().acquire(Duration.ZERO));
    }
    assertThat(permits).extracting(Semaphore.Permit::number).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(plant.slots().acquire(Duration.ZERO)).isNull();
    assertThat(other.slots().acquire(SHORT)).isNull();
    permits.get(1).close();
    permits.get(1).close();
    Semaphore.Permit next = other.slots().acquire(LONG);
    assertThat(next.number()).isEqualTo(permits.get(1).number());
    permits.get(1).close();
    assertThat(plant.slots().available()).isZero();
    other.close();
    assertThat(plant.slots().available()).isEqualTo(2);
    next.close();
    permits.get(2).close();
    assertThat(plant.slots().available()).isEqualTo(Plant.PERMITS);
  }

  @Test
  void waitEndsWhenAPermitIsGivenBackOrTheThreadIsInterrupted() throws Exception {
    List<Semaphore.Permit> permits = new ArrayList<>();
    for (int i = 0; i < Plant.PERMITS; i++) {
      permits.add(plant.slots().acquire(LONG));
    }
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<?> refused =
          pool.submit(
              () -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> other.slots().acquire(LONG))
                    .isInstanceOf(WaitInterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
              });
      refused.get();
      Future<Semaphore.Permit> waits = pool.submit(() -> other.slots().acquire(LONG));
      permits.get(0).close();
      waits.get().close();
    }
  }

  @Test
  void noMoreThreadsAreInsideThanThereArePermits() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    try (ExecutorService pool = Executors.newFixedThreadPool(5)) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Plant own = i % 2 == 0 ? plant : other;
        workers.add(
            pool.submit(
                () -> {
                  for (int j = 0; j < TURNS; j++) {
                    try (Semaphore.Permit permit = own.slots().acquire(LONG)) {
                      assertThat(permit).isNotNull();
                      assertThat(inside.incrementAndGet()).isLessThanOrEqualTo(Plant.PERMITS);
                      inside.decrementAndGet();
                    }
                  }
                }));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    assertThat(plant.slots().available()).isEqualTo(Plant.PERMITS);
  }
}
