// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static dev.tenon.runtime.Plant.DOOR;
import static dev.tenon.runtime.Plant.HEAT;
import static dev.tenon.runtime.Plant.SMOKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that are signalled and waited for. */
@Timeout(300)
class EventTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final int TURNS = Boolean.getBoolean("tenon.long") ? 10_000_000 : 20_000;

  private static final long HIGHEST = 1L << 31;
  private static final long ALL = 0xffffffffL;

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
  void signalEndsOneWaitOfAnEventThatResetsItself() {
    assertThat(plant.bell().await(Duration.ZERO)).isFalse();
    other.bell().signal();
    other.bell().signal();
    assertThat(plant.bell().isSet()).isTrue();
    assertThat(plant.bell().await(LONG)).isTrue();
    assertThat(plant.bell().isSet()).isFalse();
    assertThat(plant.bell().await(SHORT)).isFalse();
  }

  @Test
  void eventThatIsResetByHandEndsEveryWaitUntilThen() {
    plant.gate().signal();
    for (int i = 0; i < 3; i++) {
      assertThat(other.gate().await(Duration.ZERO)).isTrue();
    }
    plant.gate().reset();
    assertThat(other.gate().await(SHORT)).isFalse();
  }

  @Test
  void waitTakesWhatItAskedForAndNothingElse() {
    plant.alarms().signal(HEAT | DOOR | HIGHEST);
    assertThat(other.alarms().awaitAny(HEAT | SMOKE, LONG)).isEqualTo(HEAT);
    assertThat(other.alarms().bits()).isEqualTo(DOOR | HIGHEST);
    assertThat(other.alarms().awaitAny(HEAT | SMOKE, SHORT)).isZero();
    assertThat(other.alarms().awaitAny(ALL, Duration.ZERO)).isEqualTo(DOOR | HIGHEST);
    assertThat(other.alarms().bits()).isZero();
  }

  @Test
  void waitForAllTakesAllBitsOrNone() {
    plant.alarms().signal(HEAT | SMOKE);
    assertThat(other.alarms().awaitAll(HEAT | DOOR, SHORT)).isFalse();
    assertThat(other.alarms().bits()).isEqualTo(HEAT | SMOKE);
    plant.alarms().signal(DOOR);
    assertThat(other.alarms().awaitAll(HEAT | DOOR, LONG)).isTrue();
    assertThat(other.alarms().bits()).isEqualTo(SMOKE);
  }

  @Test
  void signalToAllIsNotThereForALaterWait() {
    plant.states().signalAll(HEAT);
    plant.alarms().signalAll(HEAT);
    plant.bell().signalAll();
    assertThat(plant.states().bits()).isZero();
    assertThat(other.states().awaitAny(HEAT, SHORT)).isZero();
    assertThat(other.alarms().awaitAny(HEAT, SHORT)).isZero();
    assertThat(other.bell().await(SHORT)).isFalse();
  }

  @Test
  void impossibleBitsAreRefused() {
    assertThatThrownBy(() -> plant.alarms().signal(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("event 'alarms' of ")
        .hasMessageEndingWith("has bits 0xffffffff, not 0x0");
    assertThatThrownBy(() -> plant.alarms().awaitAny(0, SHORT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plant.alarms().signal(1L << 32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plant.region().eventFlags(1).awaitAll(HEAT | DOOR, SHORT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("has bits 0x1, not 0x3");
    assertThatThrownBy(() -> plant.bell().await(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signalToAllEndsEveryWaitThatHasBegun() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      Future<Long> first = pool.submit(() -> plant.alarms().awaitAny(HEAT | SMOKE, LONG));
      Future<Long> second = pool.submit(() -> other.alarms().awaitAny(HEAT, LONG));
      Future<Boolean> third = pool.submit(() -> other.alarms().awaitAll(HEAT | DOOR, LONG));
      while (!first.isDone() || !second.isDone()) {
        plant.alarms().signalAll(HEAT);
        Thread.onSpinWait();
      }
      assertThat(first.get()).isEqualTo(HEAT);
      assertThat(second.get()).isEqualTo(HEAT);
      plant.alarms().signal(DOOR);
      while (!third.isDone()) {
        plant.alarms().signalAll(HEAT);
        Thread.onSpinWait();
      }
      assertThat(third.get()).isTrue();
      assertThat(plant.alarms().bits()).isZero();
    }
  }

  @Test
  void takesTurnsWithoutLosingOne() throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<?> answers =
          pool.submit(
              () -> {
                for (int i = 0; i < TURNS; i++) {
                  assertThat(other.alarms().awaitAny(HEAT, LONG)).isEqualTo(HEAT);
                  other.alarms().signal(DOOR);
                }
              });
      for (int i = 0; i < TURNS; i++) {
        plant.alarms().signal(HEAT);
        assertThat(plant.alarms().awaitAll(DOOR, LONG)).isTrue();
      }
      answers.get();
      assertThat(plant.alarms().bits()).isZero();
    }
  }

  @Test
  void interruptEndsAWaitAndTakesNothing() throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<?> waits =
          pool.submit(
              () -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> plant.alarms().awaitAny(HEAT, LONG))
                    .isInstanceOf(WaitInterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
              });
      waits.get();
      plant.alarms().signal(HEAT);
      assertThat(plant.alarms().bits()).isEqualTo(HEAT);
    }
  }

  @Test
  void closeEndsAWait() throws Exception {
    try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
      Future<?> waits =
          pool.submit(
              () ->
                  assertThatThrownBy(() -> other.bell().await(LONG))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("is closed in this process"));
      other.close();
      waits.get();
    }
    assertThatThrownBy(() -> other.region().event(1)).isInstanceOf(IllegalStateException.class);
  }
}
