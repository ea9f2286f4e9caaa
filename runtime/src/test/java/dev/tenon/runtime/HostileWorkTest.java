// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.work.WorkLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of work that somebody hostile writes: an exception, or no harm. */
@Timeout(900)
class HostileWorkTest {
  private static final long CAPACITY = 256;
  private static final int WORKERS = 2;
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 200_000 : 4_000;

  /** Messages end at most there, whatever their headers say. */
  private static final RecordHandler READ =
      (id, version, data, offset, size) -> {
        assertThat(id).isPositive();
        assertThat(data.asSlice(offset, size).byteSize()).isEqualTo(size);
      };

  @TempDir private Path directory;

  private static long edge(RandomGenerator random, long before) {
    long[] edges = {
      0,
      1,
      CAPACITY,
      CAPACITY - 8,
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      -1,
      before + 1,
      before - 1,
      before ^ 7,
      before | 0x78,
      before + (1L << 17),
      before - (1L << 17),
      random.nextLong()
    };
    return edges[random.nextInt(edges.length)];
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void wordsThatChangeWhileTheyAreUsedAreRefusedOrHarmless(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    RegionAddress address = RegionAddress.file(directory.resolve("shop"));
    RegionDescriptor shop = WorkSamples.shop(CAPACITY, 8, WORKERS);
    int refused = 0;
    try (Region region = Region.create(address, shop);
        Region enemy = Region.attach(address, shop)) {
      MemorySegment all = ((SectionHost) enemy).withContent(content -> content);
      long table = all.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
      long start = all.get(ValueLayout.JAVA_LONG, table + SectionEntry.OFFSET_OFFSET);
      long bytes = WorkLayout.headerBytes(CAPACITY, WORKERS);
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 20 == 0) {
          all.asSlice(start, bytes).fill((byte) 0);
        }
        refused += use(region, random) ? 0 : 1;
        long word = start + random.nextLong(bytes / 8) * 8;
        long before = Words.getLongOpaque(all, word);
        Words.setLongOpaque(all, word, edge(random, before));
      }
      all.asSlice(start, bytes).fill((byte) 0);
    }
    assertThat(refused).isPositive();
  }

  /** Uses everything that there is; whether nothing was refused. */
  private static boolean use(Region region, RandomGenerator random) {
    Work work = region.work(0);
    try (WorkProducer producer = work.producer();
        Worker worker = work.worker()) {
      work.statistics();
      work.producerState();
      for (int i = 0; i < 3; i++) {
        int size = 8 + random.nextInt(120);
        long offset = producer.claim(1, 1, size, Duration.ofNanos(1));
        if (offset >= 0) {
          WorkSamples.fill(producer.data(), offset, i, size);
        }
      }
      producer.publish();
      worker.poll(READ, 2);
      worker.take(READ, 2, Duration.ofNanos(1));
      return true;
    } catch (CorruptRegionException
        | RoleTakenException
        | PeerLeftException
        | IllegalStateException e) {
      return false;
    }
  }
}
