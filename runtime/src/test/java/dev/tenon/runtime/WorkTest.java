// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that are each taken by one of several workers, all in one process. */
@Timeout(900)
class WorkTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final int TASKS = Boolean.getBoolean("tenon.long") ? 10_000_000 : 200_000;
  private static final long SMALL = 1024;

  @TempDir private Path directory;

  private Region create(long capacity, long alignment, int workers) {
    return Region.create(
        RegionAddress.file(directory.resolve("shop")),
        WorkSamples.shop(capacity, alignment, workers));
  }

  private static void send(WorkProducer producer, long number, int size) {
    long offset = producer.claim(1, 1, size, LONG);
    WorkSamples.fill(producer.data(), offset, number, size);
    producer.publish();
  }

  private static RecordHandler collectInto(List<Long> numbers) {
    return (id, version, data, offset, size) -> numbers.add(WorkSamples.number(data, offset, size));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 8, 64})
  void mixedSizesWrapAroundAtEveryOffset(long alignment) {
    try (Region region = create(SMALL, alignment, 2)) {
      Work work = region.work(0);
      WorkProducer producer = work.producer();
      Worker worker = work.worker();
      assertThat(producer.largestMessage()).isEqualTo(SMALL / 2);
      assertThat(work.tasks()).isEqualTo(16);
      List<Long> numbers = new ArrayList<>();
      for (int round = 0; round < 20_000; round++) {
        int size = 8 + (round % 3 == 0 ? round / 3 % 505 : round * 7 % 64);
        long offset = producer.tryClaim(1, 1, size);
        while (offset < 0) {
          assertThat(worker.poll(collectInto(numbers), 2)).isPositive();
          offset = producer.tryClaim(1, 1, size);
        }
        assertThat((producer.data().address() + offset) % alignment).isZero();
        WorkSamples.fill(producer.data(), offset, round, size);
        producer.publish();
      }
      while (worker.poll(collectInto(numbers), 100) > 0) {
        continue;
      }
      assertThat(numbers).hasSize(20_000).isSorted().doesNotHaveDuplicates();
      WorkStatistics statistics = work.statistics();
      assertThat(statistics.published()).isEqualTo(20_000);
      assertThat(statistics.finished()).isEqualTo(20_000);
      assertThat(statistics.pending()).isZero();
      assertThat(statistics.usedBytes()).isZero();
      assertThat(statistics.refusedClaims()).isPositive();
      assertThat(statistics.workers()).isOne();
    }
  }

  @Test
  void eachTaskIsTakenByOneWorkerWhenItIsPublished() {
    try (Region region = create(SMALL, 8, 2)) {
      WorkProducer producer = region.work(0).producer();
      Worker one = region.work(0).worker();
      Worker other = region.work(0).worker();
      List<Long> numbers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        WorkSamples.fill(producer.data(), producer.tryClaim(1, 1, 8), i, 8);
      }
      assertThat(one.poll(collectInto(numbers), 10)).isZero();
      producer.publish();
      assertThat(one.poll(collectInto(numbers), 2)).isEqualTo(2);
      assertThat(other.poll(collectInto(numbers), 0)).isZero();
      assertThat(other.poll(collectInto(numbers), 3)).isEqualTo(3);
      assertThat(one.poll(collectInto(numbers), 10)).isOne();
      assertThat(numbers).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void aTaskWhoseHandlerThrowsComesAgainAndIsSetAsideTheThirdTime() {
    try (Region region = create(SMALL, 8, 2)) {
      Work work = region.work(0);
      WorkProducer producer = work.producer();
      Worker worker = work.worker();
      send(producer, 0, 512);
      send(producer, 1, 512);
      IllegalArgumentException thrown = new IllegalArgumentException("of the handler");
      for (int i = 0; i < 3; i++) {
        assertThat(producer.tryClaim(1, 1, 512)).isNegative();
        assertThatThrownBy(
                () ->
                    worker.poll(
                        (id, version, data, offset, size) -> {
                          assertThat(WorkSamples.number(data, offset, size)).isZero();
                          throw thrown;
                        },
                        10))
            .isSameAs(thrown);
      }
      assertThat(work.statistics().returned()).isEqualTo(3);
      assertThat(work.statistics().setAside()).isOne();
      assertThat(producer.tryClaim(1, 1, 512)).isNotNegative();
      producer.cancel();
      List<Long> numbers = new ArrayList<>();
      assertThat(worker.poll(collectInto(numbers), 10)).isOne();
      assertThat(numbers).containsExactly(1L);
    }
  }

  @Test
  void aTaskThatIsDamagedIsSetAsideAtOnce() {
    try (Region region = create(SMALL, 8, 2)) {
      Work work = region.work(0);
      send(work.producer(), 0, 8);
      Worker worker = work.worker();
      assertThatThrownBy(
              () ->
                  worker.poll(
                      (id, version, data, offset, size) -> {
                        throw new CorruptRegionException("too short");
                      },
                      1))
          .isInstanceOf(CorruptRegionException.class);
      assertThat(work.statistics().setAside()).isOne();
      assertThat(work.statistics().returned()).isZero();
      assertThat(worker.poll(collectInto(new ArrayList<>()), 1)).isZero();
    }
  }

  @Test
  void asManyWorkersAsTheSectionTakesAreThereAtATime() {
    try (Region region = create(SMALL, 8, 2)) {
      Work work = region.work(0);
      Worker one = work.worker();
      work.worker();
      assertThat(work.workers()).isEqualTo(2);
      assertThatThrownBy(work::worker)
          .isInstanceOf(RoleTakenException.class)
          .hasMessageContaining("has 2 live workers");
      one.close();
      one.close();
      work.worker();
      assertThatThrownBy(() -> one.poll(collectInto(new ArrayList<>()), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }

  @Test
  void claimsThatTakeAllTheRoomAreToldAtOnce() {
    try (Region region = create(SMALL, 8, 1)) {
      WorkProducer producer = region.work(0).producer();
      producer.tryClaim(1, 1, 512);
      producer.tryClaim(1, 1, 512);
      assertThatThrownBy(() -> producer.claim(1, 1, 8, LONG))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("unpublished claims take the room");
      producer.trim(8);
      assertThat(producer.claim(1, 1, 8, LONG)).isEqualTo(520);
      assertThatThrownBy(() -> producer.tryClaim(1, 1, 513))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> producer.trim(9)).isInstanceOf(IllegalArgumentException.class);
      producer.publish();
      assertThatThrownBy(() -> producer.trim(8)).isInstanceOf(IllegalStateException.class);
      assertThat(producer.claim(1, 1, 512, Duration.ofMillis(1))).isNegative();
    }
  }

  @Test
  void eachWorkerIsToldOnceThatAProducerHasLeft() {
    try (Region region = create(SMALL, 8, 2)) {
      Work work = region.work(0);
      Worker one = work.worker();
      Worker other = work.worker();
      RecordHandler ignore = collectInto(new ArrayList<>());
      assertThat(one.take(ignore, 1, Duration.ofMillis(1))).isZero();
      assertThat(work.producerState()).isEqualTo(PeerState.NEVER_JOINED);
      WorkProducer producer = work.producer();
      send(producer, 0, 8);
      producer.close();
      assertThat(work.producerState()).isEqualTo(PeerState.LEFT);
      assertThat(one.take(ignore, 1, LONG)).isOne();
      for (Worker worker : List.of(one, other)) {
        assertThatThrownBy(() -> worker.take(ignore, 1, LONG))
            .isInstanceOf(PeerLeftException.class)
            .hasMessageContaining("the producer of work 'jobs'");
      }
      assertThat(one.take(ignore, 1, Duration.ofMillis(1))).isZero();
      send(work.producer(), 1, 8);
      assertThat(other.take(ignore, 1, LONG)).isOne();
    }
  }

  @Test
  void aHandlerCannotUseItsOwnWorker() {
    try (Region region = create(SMALL, 8, 2)) {
      WorkProducer producer = region.work(0).producer();
      Worker worker = region.work(0).worker();
      send(producer, 0, 8);
      RecordHandler handler =
          (id, version, data, offset, size) -> {
            assertThatThrownBy(() -> worker.poll(collectInto(new ArrayList<>()), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("while its handler runs");
            assertThatThrownBy(worker::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(region::close).isInstanceOf(IllegalStateException.class);
            send(producer, 1, 8);
            region.work(0).worker().close();
          };
      assertThat(worker.poll(handler, 1)).isOne();
      assertThat(region.work(0).statistics().finished()).isOne();
    }
  }

  @Test
  void closingTheRegionGivesBackWhatAnotherThreadHas() throws Exception {
    RegionAddress address = RegionAddress.file(directory.resolve("shop"));
    try (Region region = create(SMALL, 8, 2)) {
      send(region.work(0).producer(), 7, 8);
      Region other = Region.attach(address, WorkSamples.shop(SMALL, 8, 2));
      Worker worker = other.work(0).worker();
      CountDownLatch taken = new CountDownLatch(1);
      CountDownLatch closed = new CountDownLatch(1);
      CompletableFuture<Integer> poll =
          CompletableFuture.supplyAsync(
              () ->
                  worker.poll(
                      (id, version, data, offset, size) -> {
                        taken.countDown();
                        await(closed);
                      },
                      1));
      taken.await();
      other.close();
      closed.countDown();
      assertThatThrownBy(poll::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IllegalStateException.class);
      List<Long> numbers = new ArrayList<>();
      assertThat(region.work(0).worker().poll(collectInto(numbers), 1)).isOne();
      assertThat(numbers).containsExactly(7L);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void closingTheRegionEndsWaits() throws Exception {
    Region region = create(SMALL, 8, 2);
    WorkProducer producer = region.work(0).producer();
    Worker worker = region.work(0).worker();
    send(producer, 0, 512);
    send(producer, 1, 512);
    assertThat(worker.poll((id, version, data, offset, size) -> {}, 10)).isEqualTo(2);
    CompletableFuture<Integer> take =
        CompletableFuture.supplyAsync(() -> worker.take(collectInto(new ArrayList<>()), 1, LONG));
    while (region.work(0).statistics().workerWaits() == 0) {
      Thread.onSpinWait();
    }
    region.close();
    assertThatThrownBy(take::get).hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> producer.tryClaim(1, 1, 8)).isInstanceOf(IllegalStateException.class);
  }

  /** Workers and the producer wait for each other all the time. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void threadsGetEachTaskExactlyOnce(int workers) throws Exception {
    try (Region region = create(SMALL, 8, workers)) {
      WorkProducer producer = region.work(0).producer();
      BitSet seen = new BitSet();
      List<CompletableFuture<Void>> threads = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Worker worker = region.work(0).worker();
        threads.add(CompletableFuture.runAsync(() -> workOn(worker, seen)));
      }
      for (long number = 0; number < TASKS; number++) {
        send(producer, number, 8 + (int) (number % 90));
      }
      for (int i = 0; i < workers; i++) {
        send(producer, WorkSamples.END, 8);
      }
      for (CompletableFuture<Void> thread : threads) {
        thread.get();
      }
      assertThat(seen.cardinality()).isEqualTo(TASKS);
      assertThat(region.work(0).statistics().returned()).isZero();
    }
  }

  private static void workOn(Worker worker, BitSet seen) {
    boolean[] over = {false};
    RecordHandler handler =
        (id, version, data, offset, size) -> {
          long number = WorkSamples.number(data, offset, size);
          over[0] = number == WorkSamples.END;
          if (!over[0]) {
            synchronized (seen) {
              assertThat(seen.get((int) number)).isFalse();
              seen.set((int) number);
            }
          }
        };
    while (!over[0]) {
      worker.take(handler, 1, LONG);
    }
  }

  @Test
  void hotPathAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Region region = create(1 << 16, 8, 1)) {
      WorkProducer producer = region.work(0).producer();
      Worker worker = region.work(0).worker();
      long[] sum = {0};
      RecordHandler handler =
          (id, version, data, offset, size) -> sum[0] += data.get(ValueLayout.JAVA_LONG, offset);
      exchange(producer, worker, handler);
      long before = threads.getCurrentThreadAllocatedBytes();
      exchange(producer, worker, handler);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(sum[0]).isEqualTo(2L * TASKS);
      assertThat(allocated).as("bytes for %d tasks", TASKS).isLessThan(TASKS / 1000 * 16);
    }
  }

  private static void exchange(WorkProducer producer, Worker worker, RecordHandler handler) {
    MemorySegment data = producer.data();
    for (int sent = 0; sent < TASKS; sent++) {
      long offset = producer.tryClaim(1, 1, 16 + sent % 50);
      while (offset < 0) {
        worker.poll(handler, 64);
        offset = producer.tryClaim(1, 1, 16 + sent % 50);
      }
      data.set(ValueLayout.JAVA_LONG, offset, 1);
      producer.publish();
    }
    while (worker.poll(handler, 64) > 0) {
      continue;
    }
  }
}
