// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.StructHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes give a {@link TenonException} or are harmless; nothing else, and never a hang. */
@Timeout(900)
class HostileRegionTest {
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 100_000 : 500;
  private static final long SMALL = 1024;
  private static final long[] EDGES = {
    0,
    1,
    7,
    8,
    9,
    127,
    128,
    SMALL - 8,
    SMALL,
    SMALL + 8,
    2 * SMALL,
    4096,
    0x7FFF_FFFFL,
    0x8000_0000L,
    0xFFFF_FFFFL,
    1L << 32,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -8,
    -1
  };

  @TempDir private Path directory;

  private Path file;
  private RegionAddress address;
  private RegionBytes template;
  private final RegionDescriptor descriptor = Samples.feed(SMALL, 8);

  @BeforeEach
  void createTemplate() {
    file = directory.resolve("feed");
    address = RegionAddress.file(file);
    template = RegionBytes.created(directory, descriptor);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomBytesInHeaderAndTableAreRefusedOrHarmless(long seed) {
    RandomGenerator random = random(seed);
    int described = (int) (RegionHeader.BYTES + 3 * SectionEntry.BYTES + 300);
    for (int round = 0; round < ROUNDS; round++) {
      RegionBytes bytes = template.copy();
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        if (random.nextBoolean()) {
          bytes.setByte(random.nextInt(described), random.nextInt());
        } else {
          bytes.setLong(random.nextInt(described) & -8, edge(random));
        }
      }
      bytes.writeTo(file);
      attachAndUse();
    }
  }

  @Test
  void everyWordOfTheDescriptionAtEveryEdge() {
    int described = (int) (RegionHeader.PARTICIPANTS_OFFSET);
    int table = (int) RegionHeader.BYTES;
    for (long edge : EDGES) {
      for (int offset = 0; offset < described; offset += 8) {
        template.copy().setLong(offset, edge).writeTo(file);
        attachAndUse();
      }
      for (int offset = table; offset < table + 3 * SectionEntry.BYTES; offset += 8) {
        template.copy().setLong(offset, edge).writeTo(file);
        attachAndUse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void tablesOfOtherVersionsThatLieAreRefusedOrHarmless(long seed) {
    RandomGenerator random = random(seed);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int creators = random.nextInt(1, Versions.LAST + 1);
      int joining = random.nextInt(1, Versions.LAST + 1);
      RegionBytes bytes = RegionBytes.created(directory, Versions.descriptor(creators));
      int table = (int) RegionHeader.BYTES;
      int entries = (int) (Versions.sectionCount(creators) * SectionEntry.BYTES);
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        switch (random.nextInt(4)) {
          case 0 -> bytes.setInt(RegionHeader.SECTION_COUNT_OFFSET, random.nextInt(8));
          case 1 -> bytes.setInt(RegionHeader.CONTRACT_VERSION_OFFSET, random.nextInt(6));
          case 2 -> bytes.setByte(table + random.nextInt(entries), random.nextInt());
          default -> bytes.setLong(table + (random.nextInt(entries) & -8), edge(random));
        }
      }
      bytes.writeTo(file);
      refused += isRefused(Versions.descriptor(joining)) ? 1 : 0;
    }
    assertThat(refused).isPositive().isLessThan(ROUNDS);
  }

  /** Writes to all that is there; nothing of it lies in the description, or in one another. */
  private boolean isRefused(RegionDescriptor joining) {
    try (Region region = Region.attach(address, joining)) {
      byte[] described = described();
      int count = joining.sections().size();
      for (int i = 0; i < count && region.hasSection(i); i++) {
        if (region.section(i, Object.class) instanceof WaitableStruct struct) {
          struct.memory().fill((byte) (i + 1));
          struct.changed();
        }
      }
      assertThat(described()).isEqualTo(described);
      for (int i = 0; i < count && region.hasSection(i); i++) {
        if (region.section(i, Object.class) instanceof WaitableStruct waitable) {
          MemorySegment struct = waitable.memory();
          byte[] filled = new byte[(int) struct.byteSize()];
          Arrays.fill(filled, (byte) (i + 1));
          assertThat(struct.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(filled);
        } else {
          use(region.queue(i));
        }
      }
      return false;
    } catch (CorruptRegionException | SchemaMismatchException e) {
      return true;
    } finally {
      file.toFile().delete();
    }
  }

  /** The bytes of the section table and of the layout text, as far as they are where they were. */
  private byte[] described() {
    byte[] all = RegionBytes.of(file).array();
    return Arrays.copyOfRange(all, (int) RegionHeader.BYTES, (int) descriptionEnd(file));
  }

  private static long descriptionEnd(Path file) {
    RegionBytes bytes = RegionBytes.of(file);
    return bytes.getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET)
        + bytes.getLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomBytesInQueueAreRefusedOrHarmless(long seed) {
    RandomGenerator random = random(seed);
    long queue = queueOffset();
    long ring = queue + QueueHeader.BYTES;
    for (int round = 0; round < ROUNDS; round++) {
      RegionBytes bytes = template.copy();
      long tail = random.nextInt(0, 300) * 8L;
      bytes.setLong(queue + QueueHeader.PRODUCER_OFFSET + QueueEnd.POSITION_OFFSET, tail);
      bytes.setLong(
          queue + QueueHeader.CONSUMER_OFFSET + QueueEnd.POSITION_OFFSET,
          Math.max(0, tail - random.nextInt(0, 140) * 8L));
      for (int i = 0; i < SMALL; i += 8) {
        long size = random.nextInt(4) == 0 ? edge(random) : random.nextInt(0, 64);
        int messageId = random.nextInt(3) == 0 ? RecordFormat.PADDING : random.nextInt(0x10000);
        bytes.setLong(ring + i, RecordFormat.header(size & 0xFFFF_FFFFL, messageId, 1));
      }
      if (random.nextInt(8) == 0) {
        bytes.setLong(queue + random.nextInt((int) QueueHeader.BYTES / 8) * 8L, edge(random));
      }
      bytes.writeTo(file);
      attachAndUse();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void bytesThatChangeWhileTheQueueIsUsedAreRefusedOrHarmless(long seed) {
    template.writeTo(file);
    RandomGenerator random = random(seed);
    long queue = queueOffset();
    try (Region region = Region.attach(address, descriptor);
        Region enemy = Region.attach(address, descriptor)) {
      MemorySegment all = ((SectionHost) enemy).withContent(content -> content);
      for (int round = 0; round < 10 * ROUNDS; round++) {
        if (round % 50 == 0) {
          all.asSlice(queue, QueueHeader.BYTES + SMALL).fill((byte) 0);
        }
        use(region);
        int words = (int) (QueueHeader.BYTES + SMALL) / 8;
        all.set(ValueLayout.JAVA_LONG, queue + random.nextInt(words) * 8L, edge(random));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void waitWordsOfAStructMayHoldAnything(long seed) {
    RandomGenerator random = random(seed);
    long header = sectionOffset(Samples.STATUS);
    for (int round = 0; round < ROUNDS; round++) {
      RegionBytes bytes = template.copy();
      for (int i = 0; i < StructHeader.BYTES; i += 8) {
        bytes.setLong(header + i, edge(random));
      }
      bytes.writeTo(file);
      try (Region region = Region.attach(address, descriptor)) {
        WaitableStruct struct = region.waitableStruct(Samples.STATUS);
        struct.changed();
        assertThat(struct.await(() -> false, Duration.ofNanos(1))).isFalse();
        Words.setLongRelease(struct.memory(), 0, 1);
        struct.changed();
        assertThat(
                struct.await(
                    () -> Words.getLongAcquire(struct.memory(), 0) == 1, Duration.ofDays(1)))
            .isTrue();
      }
    }
  }

  @Test
  void corruptRecordIsReportedWithItsPositionAndStaysReported() {
    try (Region region = Region.create(RegionAddress.file(file), descriptor)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      producer.tryClaim(1, 1, 16);
      long second = producer.tryClaim(1, 1, 16);
      producer.publish();
      producer.data().set(ValueLayout.JAVA_LONG, second - 8, RecordFormat.header(5000, 1, 1));
      int[] handled = {0};
      RecordHandler handler = (id, version, data, offset, size) -> handled[0]++;
      for (int i = 0; i < 3; i++) {
        assertThat(catchCorruption(() -> consumer.poll(handler, 10)))
            .hasMessageContaining("position 24")
            .hasMessageContaining("size 5000");
      }
      assertThat(handled[0]).as("the message before it was delivered, once").isEqualTo(1);
    }
  }

  private void attachAndUse() {
    byte[] before = RegionBytes.of(file).array();
    try (Region region = Region.attach(address, descriptor)) {
      assertThat(region.struct(Samples.STATUS).byteSize()).isEqualTo(64);
      region.struct(Samples.STATUS).fill((byte) 1);
      use(region);
    } catch (RegionBusyException e) {
      throw new AssertionError("nobody holds the lock", e);
    } catch (TenonException refused) {
      if (file.toFile().exists() && refused.getStackTrace()[0].getClassName().contains("Image")) {
        assertThat(RegionBytes.of(file).array()).isEqualTo(before);
      }
    } finally {
      file.toFile().delete();
    }
  }

  private void use(Region region) {
    use(region.queue(Samples.QUOTES));
  }

  /** Both ends once; every exception but ours fails the test. */
  private void use(Queue queue) {
    int[] handled = {0};
    try (QueueConsumer consumer = queue.consumer()) {
      consumer.take(
          (id, version, data, offset, size) -> {
            handled[0]++;
            assertThat(offset >= 0 && size >= 0 && offset + size <= data.byteSize()).isTrue();
          },
          1000,
          Duration.ZERO);
    } catch (TenonException e) {
      assertThat(e)
          .isInstanceOfAny(
              CorruptRegionException.class, PeerLeftException.class, RoleTakenException.class);
    }
    assertThat(handled[0]).isLessThanOrEqualTo((int) SMALL / 8);
    try (QueueProducer producer = queue.producer()) {
      producer.claim(1, 1, 100, Duration.ZERO);
      producer.publish();
    } catch (TenonException e) {
      assertThat(e)
          .isInstanceOfAny(
              CorruptRegionException.class, PeerLeftException.class, RoleTakenException.class);
    }
  }

  private static CorruptRegionException catchCorruption(Runnable operation) {
    try {
      operation.run();
    } catch (CorruptRegionException e) {
      return e;
    }
    throw new AssertionError("no CorruptRegionException");
  }

  private long queueOffset() {
    return sectionOffset(Samples.QUOTES);
  }

  private long sectionOffset(int section) {
    return template.getLong(
        RegionHeader.BYTES + section * SectionEntry.BYTES + SectionEntry.OFFSET_OFFSET);
  }

  private static long edge(RandomGenerator random) {
    return EDGES[random.nextInt(EDGES.length)];
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
