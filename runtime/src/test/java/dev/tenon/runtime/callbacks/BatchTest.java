// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.callback.Registration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that C collects and hands over together. */
class BatchTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  private final List<List<Long>> batches = new ArrayList<>();

  private Registration listen() {
    return EVENTS.onEvents(
        events -> {
          List<Long> batch = new ArrayList<>();
          for (OnEventsEvent event : events) {
            assertThat(event.tick().sequence() & 0xFF).isEqualTo(event.kind());
            assertThat(event.urgent()).isEqualTo(event.kind() % 2 == 1);
            batch.add(event.tick().sequence());
          }
          batches.add(batch);
        });
  }

  @AfterEach
  void nothingIsLeft() {
    EVENTS.batchFlush();
  }

  @Test
  void fullBatchArrivesInOneCallInOrder() {
    try (Registration _ = listen()) {
      for (long sequence = 0; sequence < 20; sequence++) {
        EVENTS.batchAdd(sequence);
      }
      assertThat(batches)
          .containsExactly(
              List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L),
              List.of(8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L));
      assertThat(EVENTS.batchFlush()).isEqualTo(4);
      assertThat(batches).last().isEqualTo(List.of(16L, 17L, 18L, 19L));
      assertThat(EVENTS.batchFlush()).isZero();
      assertThat(batches).as("nothing is no batch").hasSize(3);
    }
  }

  @Test
  void ticksHandOverWhatIsOldEnoughAndNothingElse() {
    try (Registration _ = listen()) {
      assertThat(EVENTS.batchTick(100, 50)).isZero();
      EVENTS.batchAdd(1);
      assertThat(EVENTS.batchTick(1000, 50)).as("stamps").isZero();
      EVENTS.batchAdd(2);
      assertThat(EVENTS.batchTick(1049, 50)).as("too young").isZero();
      assertThat(batches).isEmpty();
      assertThat(EVENTS.batchTick(1050, 50)).isEqualTo(2);
      assertThat(batches).containsExactly(List.of(1L, 2L));
      assertThat(EVENTS.batchTick(5000, 50)).as("empty").isZero();
      EVENTS.batchAdd(3);
      assertThat(EVENTS.batchTick(9000, 50)).as("stamps again").isZero();
      assertThat(EVENTS.batchTick(9050, 50)).isOne();
    }
  }

  @Test
  void batchIsHandedToEveryListenerAndDroppedWhenThereIsNone() {
    List<Long> counts = new ArrayList<>();
    try (Registration _ = listen();
        Registration _ = EVENTS.onEvents(events -> counts.add(events.length()))) {
      EVENTS.batchAdd(1);
      EVENTS.batchAdd(2);
      assertThat(EVENTS.batchFlush()).isEqualTo(2);
    }
    assertThat(batches).containsExactly(List.of(1L, 2L));
    assertThat(counts).containsExactly(2L);
    for (long sequence = 0; sequence < 9; sequence++) {
      EVENTS.batchAdd(sequence);
    }
    assertThat(EVENTS.batchFlush()).isOne();
    assertThat(batches).hasSize(1);
  }
}
