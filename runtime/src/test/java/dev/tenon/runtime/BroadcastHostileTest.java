// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.BroadcastHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Words of a broadcast that somebody hostile has set: an exception, and nothing endless. */
@Timeout(300)
class BroadcastHostileTest {
  private static final long CAPACITY = Samples.NEWS_CAPACITY;
  private static final int ALL = Integer.MAX_VALUE;
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 2_000_000 : 20_000;

  @TempDir private Path directory;

  private final SplittableRandom random = new SplittableRandom(42);

  /** Of what the library may throw, and nothing else. */
  private int refused;

  @Test
  void anyWordOfABroadcastGivesAnException() throws IOException {
    Path file = directory.resolve("region");
    try (Region region = Region.create(RegionAddress.file(file), Samples.feed());
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
      long entry =
          bytes.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET)
              + Samples.NEWS * SectionEntry.BYTES;
      long header = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
      long ring = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET);
      Broadcast broadcast = region.broadcast(Samples.NEWS);
      for (int round = 0; round < ROUNDS; round++) {
        bytes.asSlice(header, BroadcastHeader.BYTES).fill((byte) 0);
        try (RecordProducer producer = broadcast.producer();
            BroadcastConsumer consumer = broadcast.consumer()) {
          publish(producer, random.nextInt(40));
          consumer.poll(this::handle, random.nextInt(10));
          publish(producer, random.nextInt(10));
          if (random.nextBoolean()) {
            long at = header + random.nextLong(BroadcastHeader.BYTES / 8) * 8;
            bytes.set(ValueLayout.JAVA_LONG, at, edge(bytes.get(ValueLayout.JAVA_LONG, at)));
          } else {
            long index = random.nextLong(CAPACITY / 8) * 8;
            bytes.set(ValueLayout.JAVA_LONG, ring + index, recordEdge(index));
          }
          use(broadcast, producer, consumer);
          bytes.asSlice(header, BroadcastHeader.BYTES).fill((byte) 0);
        }
      }
    }
    assertThat(refused).isPositive();
  }

  private void use(Broadcast broadcast, RecordProducer producer, BroadcastConsumer consumer) {
    attempt(() -> consumer.poll(this::handle, 3));
    attempt(() -> consumer.take(this::handle, 3, Duration.ZERO));
    attempt(consumer::skipToNewest);
    attempt(() -> consumer.poll(this::handle, ALL));
    for (long last = 0; last <= 100; last += 50) {
      long count = last;
      attempt(
          () -> {
            try (BroadcastConsumer late = broadcast.consumer(count)) {
              late.poll(this::handle, ALL);
            }
          });
    }
    publish(producer, 5);
    attempt(() -> consumer.poll(this::handle, ALL));
    producer.close();
    attempt(() -> broadcast.producer().close());
    broadcast.published();
    broadcast.producerState();
  }

  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (CorruptRegionException
        | RegionBusyException
        | RoleTakenException
        | PeerLeftException e) {
      refused++;
    }
  }

  private void publish(RecordProducer producer, int count) {
    for (int i = 0; i < count; i++) {
      producer.tryClaim(1, 1, random.nextLong(producer.largestMessage() + 1));
      producer.publish();
    }
  }

  private void handle(int id, int version, MemorySegment data, long offset, long size) {
    if (id == 0 || size > CAPACITY / 4 - 16 || data.asSlice(offset, size).byteSize() != size) {
      throw new AssertionError("message " + id + " of " + size + " bytes");
    }
  }

  /** A value around a word's own, around the capacity and around the ends of its type. */
  private long edge(long own) {
    long[] edges = {
      0,
      1,
      7,
      8,
      -1,
      -8,
      1L << 31,
      1L << 32,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      own + 1,
      own + 8,
      own - 8,
      own + CAPACITY,
      own - CAPACITY,
      own + CAPACITY + 8,
      own - CAPACITY - 8,
      own + CAPACITY / 16,
      own - CAPACITY / 16,
      own + CAPACITY / 2,
      ~own
    };
    return edges[random.nextInt(edges.length)];
  }

  /** A header with a size around what ends within the ring and within a quarter of it. */
  private long recordEdge(long index) {
    long rest = CAPACITY - index;
    long[] sizes = {
      0,
      1,
      8,
      rest - 8,
      rest - 16,
      rest - 15,
      rest,
      CAPACITY / 4 - 16,
      CAPACITY / 4 - 15,
      CAPACITY / 4,
      CAPACITY,
      Integer.MAX_VALUE,
      0xFFFF_FFFFL
    };
    long size = Math.max(0, sizes[random.nextInt(sizes.length)]);
    int id = random.nextInt(2);
    int version = id == 0 ? TenonFormatConstants.PADDING_CONTRACT_VERSION : 1;
    return RecordFormat.header(size, id, version);
  }
}
