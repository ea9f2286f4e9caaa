// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.TenonException;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.look.RegionLook;
import dev.tenon.runtime.look.RegionView;
import dev.tenon.tool.plant.Plant;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions with any bytes are shown or refused, and never more than that. */
@Timeout(900)
class HostileIT {
  private static final boolean LONG = Boolean.getBoolean("tenon.long");
  private static final long[] WORDS = {
    0,
    1,
    7,
    64,
    1024,
    1 << 20,
    Integer.MAX_VALUE,
    1L << 32,
    1L << 48,
    Long.MAX_VALUE,
    -1,
    Long.MIN_VALUE
  };

  @TempDir private Path folder;

  private Path file;
  private byte[] region;

  @BeforeEach
  void takeTheBytesOfARegion() throws IOException {
    file = folder.resolve("plant.region");
    try (Plant plant = Plant.create(RegionAddress.file(file), RegionOptions.defaults());
        var producer = plant.samples().producer();
        var consumer = plant.samples().consumer(sample -> {})) {
      plant.label("controller");
      for (int i = 0; i < 9; i++) {
        producer.claimSample();
        producer.publish();
      }
      consumer.poll(4);
      region = Files.readAllBytes(file);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void randomDamageIsShownOrRefusedInPlainText(boolean ofLocks) throws IOException {
    if (ofLocks) {
      takeTheBytesOfLocks();
    }
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    int shown = 0;
    int rounds = LONG ? 200_000 : 5_000;
    for (int round = 0; round < rounds; round++) {
      write(damaged(random));
      try {
        RegionView view = RegionLook.at(RegionAddress.file(file));
        Finding finding = Finding.of("plant", view);
        StringWriter json = new StringWriter();
        RegionJson.show(finding, json);
        assertThat(json.toString()).as("seed %d", seed).doesNotContainPattern("[^\\n -~]");
        assertThat(Shown.of(RegionText.of(finding)))
            .as("seed %d", seed)
            .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}&&[^\\n]]");
        shown++;
      } catch (TenonException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("plant.region");
      }
    }
    assertThat(shown).as("seed %d", seed).isBetween(rounds / 10, rounds - rounds / 10);
  }

  private void takeTheBytesOfLocks() throws IOException {
    Path locks = folder.resolve("locks.region");
    try (Locks _ = Locks.create(locks).use()) {
      region = Files.readAllBytes(locks);
    }
  }

  @Test
  void damagedRegionsAreListedByTheCommand() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    String own = "tool-hostile." + ProcessHandle.current().pid() + ".";
    int count = 100;
    try {
      for (int i = 0; i < count; i++) {
        file = Path.of("/dev/shm/tenon." + own + i);
        write(damaged(random));
      }
      Tool.Result result = Tool.run("list", own + "*");

      assertThat(result.err()).as("seed %d", seed).isEmpty();
      assertThat(result.exitCode()).as("seed %d", seed).isIn(0, 1);
      assertThat(result.out().lines()).as("seed %d", seed).hasSize(count + 1);
    } finally {
      for (int i = 0; i < count; i++) {
        Files.deleteIfExists(Path.of("/dev/shm/tenon." + own + i));
      }
    }
  }

  @Test
  void aSectionThatCannotBeIsToldAndTheOthersAreShown() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(region.clone()).order(ByteOrder.nativeOrder());
    int table = (int) bytes.getLong((int) RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    int samples = table + (int) SectionEntry.BYTES;
    bytes.putLong(samples + (int) SectionEntry.SIZE_OFFSET, 1000);
    write(bytes.array());

    Tool.Result result = Tool.run("show", "--file", file.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("status: struct\n", "samples: damaged section\n", "orders: queue\n")
        .contains("has a wrong size: kind 2 alignment 8 offset ");
  }

  @Test
  void aQueueWhosePositionsCannotBeIsDamaged() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(region.clone()).order(ByteOrder.nativeOrder());
    int table = (int) bytes.getLong((int) RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    int orders = table + 2 * (int) SectionEntry.BYTES;
    int queue = (int) bytes.getLong(orders + (int) SectionEntry.OFFSET_OFFSET);
    bytes.putLong(queue + (int) QueueHeader.PRODUCER_OFFSET, 4096);
    write(bytes.array());

    Tool.Result result = Tool.run("show", "--json", "--file", file.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("\"kind\": \"damaged\"")
        .contains("the producer is at 4096, the consumer at 0, with capacity 1024");
  }

  @Test
  void aKindThatIsNotKnownIsNoFault() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(region.clone()).order(ByteOrder.nativeOrder());
    int table = (int) bytes.getLong((int) RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    int last = table + 2 * (int) SectionEntry.BYTES;
    bytes.putInt(last + (int) SectionEntry.KIND_OFFSET, 77);
    write(bytes.array());

    assertThat(Tool.run("show", "--file", file.toString()).fine())
        .contains("orders: section of kind 77, which is not known here\n");
  }

  @Test
  void aFileThatIsCutWhileItIsReadIsRefused() throws Exception {
    write(region);
    AtomicBoolean done = new AtomicBoolean();
    Thread cutter =
        Thread.ofPlatform()
            .start(
                () -> {
                  SplittableRandom random = new SplittableRandom(1);
                  try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    while (!done.get()) {
                      channel.truncate(random.nextInt(region.length));
                      channel.write(ByteBuffer.wrap(region), 0);
                    }
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });
    int refused = 0;
    try {
      for (int look = 0; look < (LONG ? 200_000 : 5_000); look++) {
        try {
          RegionLook.at(RegionAddress.file(file));
        } catch (TenonException e) {
          refused++;
        }
      }
    } finally {
      done.set(true);
      cutter.join();
    }
    assertThat(refused).isPositive();
  }

  /** Some bytes, words or lengths are others. */
  private byte[] damaged(SplittableRandom random) {
    ByteBuffer bytes = ByteBuffer.wrap(region.clone()).order(ByteOrder.nativeOrder());
    int sections = (int) bytes.getLong((int) RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    int[] areas = {
      0,
      (int) RegionHeader.CONTRACT_VERSION_OFFSET,
      (int) RegionHeader.PARTICIPANTS_OFFSET,
      sections,
      sections + 3 * (int) SectionEntry.BYTES,
      region.length - Long.BYTES
    };
    for (int left = random.nextInt(1, 12); left > 0; left--) {
      // Rarely the first words, or nothing else would be looked at.
      int area = random.nextInt(40) == 0 ? 0 : random.nextInt(1, areas.length - 1);
      int offset = random.nextInt(areas[area], areas[area + 1]) & -Integer.BYTES;
      switch (random.nextInt(4)) {
        case 0 -> bytes.put(offset, (byte) random.nextInt());
        case 1 -> bytes.putInt(offset, (int) WORDS[random.nextInt(WORDS.length)]);
        case 2 -> bytes.putLong(offset & -Long.BYTES, WORDS[random.nextInt(WORDS.length)]);
        default -> bytes.putLong(offset & -Long.BYTES, random.nextLong());
      }
    }
    return random.nextInt(20) == 0
        ? Arrays.copyOf(bytes.array(), random.nextInt(region.length))
        : bytes.array();
  }

  private void write(byte[] bytes) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, bytes);
  }
}
