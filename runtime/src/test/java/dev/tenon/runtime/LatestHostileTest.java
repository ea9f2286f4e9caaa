// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.LatestHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
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

/**
 * Words of a latest value that somebody hostile has set: an exception or a value, nothing endless,
 * and no byte of another section.
 */
@Timeout(300)
class LatestHostileTest {
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 2_000_000 : 20_000;
  private static final byte OUTSIDE = 0x5C;

  @TempDir private Path directory;

  private final SplittableRandom random = new SplittableRandom(42);
  private final MarkedValues values = new MarkedValues(Samples.POSITION_BYTES);

  /** Of what the library may throw, and nothing else. */
  private int refused;

  private int found;

  @Test
  void noWordOfALatestValueLeadsElsewhere() throws IOException {
    Path file = directory.resolve("region");
    try (Region region = Region.create(RegionAddress.file(file), Samples.feed());
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
      long entry =
          bytes.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET)
              + Samples.POSITION * SectionEntry.BYTES;
      MemorySegment header = part(bytes, entry, SectionEntry.OFFSET_OFFSET, LatestHeader.BYTES);
      long size = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET);
      MemorySegment slots = part(bytes, entry, SectionEntry.DATA_OFFSET_OFFSET, size);
      // The struct of the region shows by its bytes when it was written or read instead.
      MemorySegment outside = region.struct(Samples.STATUS);
      outside.fill(OUTSIDE);
      Latest latest = region.latest(Samples.POSITION);
      for (int round = 0; round < ROUNDS; round++) {
        header.fill((byte) 0);
        slots.fill((byte) 0);
        try (LatestWriter writer = latest.writer()) {
          LatestReader reader = latest.reader();
          for (long number = 1; number <= random.nextInt(5); number++) {
            values.publish(writer, 1, number);
          }
          reader.read(values.value(), 0, values.size());
          spoil(random.nextBoolean() ? header : slots);
          use(latest, writer, reader);
          header.fill((byte) 0);
        }
      }
      assertThat(outside.mismatch(filled(outside.byteSize()))).isEqualTo(-1);
    }
    assertThat(found).isPositive();
    assertThat(refused).isPositive();
  }

  private static MemorySegment part(MemorySegment bytes, long entry, long word, long size) {
    return bytes.asSlice(bytes.get(ValueLayout.JAVA_LONG, entry + word), size);
  }

  private static MemorySegment filled(long size) {
    return Arena.ofAuto().allocate(size).fill(OUTSIDE);
  }

  private void use(Latest latest, LatestWriter writer, LatestReader reader) {
    attempt(() -> look(reader.read(values.value(), 0, values.size()), reader));
    attempt(() -> look(reader.poll(values.value(), 0, values.size()), reader));
    attempt(() -> look(reader.take(values.value(), 0, values.size(), Duration.ZERO), reader));
    attempt(() -> writer.publish(1, values.value(), values.size()));
    LatestReader late = latest.reader();
    attempt(() -> look(late.read(values.value(), 0, values.size()), late));
    writer.close();
    attempt(() -> latest.writer().close());
    latest.published();
    latest.writerState();
  }

  private void look(boolean isThere, LatestReader reader) {
    if (isThere) {
      found++;
      // Bytes of a value may be anything; its version is one that the region has.
      assertThat(reader.contractVersion()).isBetween(0, 1);
      assertThat(values.value().get(ValueLayout.JAVA_BYTE, 0)).isNotEqualTo(OUTSIDE);
    }
  }

  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (RoleTakenException | PeerLeftException e) {
      refused++;
    }
  }

  private void spoil(MemorySegment part) {
    long at = random.nextLong(part.byteSize() / Long.BYTES) * Long.BYTES;
    long own = part.get(ValueLayout.JAVA_LONG, at);
    long[] edges = {
      0,
      1,
      2,
      -1,
      -2,
      1L << 31,
      1L << 32,
      1L << 62,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      own + 1,
      own - 1,
      own + TenonFormatConstants.LATEST_SLOTS,
      own * 2,
      ~own
    };
    part.set(ValueLayout.JAVA_LONG, at, edges[random.nextInt(edges.length)]);
  }
}
