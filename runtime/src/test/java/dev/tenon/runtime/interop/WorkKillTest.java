// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.Work;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.WorkSamples;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker or a producer in C is killed before its instructions; this JVM attaches, works on what
 * is there, becomes the producer, and goes on. What the victims do is in {@code work_kill_test.c}.
 */
@Timeout(3600)
class WorkKillTest {
  private static final Victims VICTIMS = new Victims("work_kill_test");
  private static final int CAPACITY = 1024;
  private static final int WORKERS = 3;
  private static final long SIZE = 100;
  private static final int AFTERWARDS = 40;

  /** Counts of the region's struct: how often each task was begun, and was done. */
  private static final int TASKS = 64;

  private static final long BEGUN = 0;
  private static final long DONE = TASKS * (long) Long.BYTES;

  static final RegionDescriptor SHOP = CLayouts.shop(2 * TASKS, CAPACITY, Long.BYTES, WORKERS);

  @TempDir private Path folder;

  static List<String> scripts() throws Exception {
    return VICTIMS.scripts();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void javaGoesOnWhereverCWasKilled(String script) throws Exception {
    Path file = folder.resolve("region");
    VICTIMS.kill(
        script,
        file,
        line -> {
          String[] words = line.split(" ");
          int lead = Integer.parseInt(words[0]);
          int shown = Integer.parseInt(words[1]);
          new Survivor(file, lead, shown, words[2].equals("1")).survive();
        });
  }

  /** Claims a task whose message tells its number. */
  static void claim(WorkProducer producer, long number) {
    long offset = producer.tryClaim(1, 1, SIZE);
    assertThat(offset).as("room for task %d", number).isNotNegative();
    WorkSamples.fill(producer.data(), offset, number, SIZE);
  }

  /** Counts that each task was begun and done. */
  static RecordHandler handler(MemorySegment counts) {
    return (id, version, data, offset, size) -> {
      long number = WorkSamples.number(data, offset, size);
      Words.addLong(counts, BEGUN + number * Long.BYTES, 1);
      Words.addLong(counts, DONE + number * Long.BYTES, 1);
    };
  }

  /** Worker and producer that go on in the region. */
  static final class Survivor {
    private final Path file;

    /** Tasks that were over before the victim came. */
    private final int lead;

    /** Tasks that were published before, and whether the victim was about to publish two more. */
    private final int shown;

    private final boolean produces;
    private MemorySegment counts;

    Survivor(Path file, int lead, int shown, boolean produces) {
      this.file = file;
      this.lead = lead;
      this.shown = shown;
      this.produces = produces;
    }

    void survive() {
      try (Region region = Region.attach(RegionAddress.file(file), SHOP)) {
        counts = region.struct(0);
        Work work = region.work(1);
        long begun = sum(BEGUN, shown);
        int published = workOff(work);
        long repeated = sum(DONE, published) - (published - lead);
        // One task at a time is a worker's.
        assertThat(repeated).isBetween(0L, begun > 0 && !produces ? 1L : 0L);
        for (int i = lead; i < published; i++) {
          assertThat(count(DONE, i)).as("task %d", i).isPositive();
        }
        carryOn(work, published);
      }
    }

    /**
     * Works on what is there; returns how many tasks were ever published: both of a batch or none.
     */
    private int workOff(Work work) {
      try (Worker worker = work.worker()) {
        poll(worker);
      }
      if (!produces) {
        assertThat(work.statistics().published()).isEqualTo(shown);
        return shown;
      }
      // A killed producer may have shown tasks without having counted them.
      long first = count(DONE, shown);
      assertThat(count(DONE, shown + 1)).as("the other task of a batch").isEqualTo(first);
      return shown + (first == 0 ? 0 : 2);
    }

    /** Tasks are handed over, and their room comes back. */
    private void carryOn(Work work, int published) {
      try (WorkProducer producer = work.producer();
          Worker worker = work.worker()) {
        for (int i = published; i < published + AFTERWARDS; i++) {
          int number = i % TASKS;
          Words.setLongOpaque(counts, DONE + number * (long) Long.BYTES, 0);
          claim(producer, number);
          producer.publish();
          poll(worker);
          assertThat(count(DONE, number)).isOne();
        }
      }
      WorkStatistics read = work.statistics();
      assertThat(read.published()).isEqualTo(published + (long) AFTERWARDS);
      assertThat(read.usedBytes()).isZero();
      assertThat(read.setAside()).isZero();
    }

    private void poll(Worker worker) {
      RecordHandler handler = handler(counts);
      while (worker.poll(handler, 100) != 0) {
        // Until there is nothing.
      }
    }

    private long sum(long counts, int end) {
      long sum = 0;
      for (int i = lead; i < end; i++) {
        sum += count(counts, i);
      }
      return sum;
    }

    private long count(long of, int number) {
      return Words.getLongAcquire(counts, of + number * (long) Long.BYTES);
    }
  }
}
