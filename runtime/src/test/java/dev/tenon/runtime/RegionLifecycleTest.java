// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How regions come, are shared, and go. */
@Timeout(900)
class RegionLifecycleTest {
  private final RegionAddress address = Samples.freshAddress();

  @TempDir private Path directory;

  @AfterEach
  void removeRegion() {
    Region.remove(address);
  }

  @Test
  void structIsSharedBetweenAttachments() {
    try (Region creator = Region.create(address, Samples.feed());
        Region other = Region.attach(address, Samples.feed())) {
      MemorySegment written = creator.struct(Samples.STATUS);
      assertThat(written.byteSize()).isEqualTo(64);
      assertThat(written.address() % TenonFormatConstants.SECTION_ALIGNMENT).isZero();

      written.set(ValueLayout.JAVA_LONG, 8, 42);

      assertThat(other.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 8)).isEqualTo(42);
    }
  }

  @Test
  void newRegionIsAllZero() {
    try (Region region = Region.create(address, Samples.feed())) {
      assertThat(region.struct(Samples.STATUS).mismatch(zeros(64))).isEqualTo(-1);
    }
  }

  @Test
  void regionInFileWorksAsInSharedMemory() {
    RegionAddress file = RegionAddress.file(directory.resolve("feed.region"));
    try (Region creator = Region.create(file, Samples.feed());
        Region other = Region.attach(file, Samples.feed())) {
      creator.struct(Samples.STATUS).set(ValueLayout.JAVA_BYTE, 63, (byte) 7);
      assertThat(other.struct(Samples.STATUS).get(ValueLayout.JAVA_BYTE, 63)).isEqualTo((byte) 7);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void fileIsForTheOwnerOnlyAndFullyReserved() throws IOException {
    try (Region region = Region.create(address, Samples.feed())) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(Samples.path(address))))
          .isEqualTo("rw-------");
      assertThat(Files.size(Samples.path(address)) % TenonFormatConstants.PAGE_BYTES).isZero();
      assertThat(Files.getAttribute(Samples.path(address), "unix:nlink")).isEqualTo(1);
      assertThat(allocatedBytes(Samples.path(address)))
          .as("no page is promised only")
          .isGreaterThanOrEqualTo(Files.size(Samples.path(address)));
      assertThat(region.isPersistent()).isFalse();
    }
  }

  @Test
  void creatingTakenNameFails() {
    try (Region region = Region.create(address, Samples.feed())) {
      assertThat(region.isOpen()).isTrue();
      assertThatThrownBy(() -> Region.create(address, Samples.feed()))
          .isInstanceOf(RegionExistsException.class)
          .hasMessageContaining("exists");
    }
  }

  @Test
  void attachingAbsentNameFails() {
    assertThatThrownBy(() -> Region.attach(address, Samples.feed()))
        .isInstanceOf(RegionNotFoundException.class);
  }

  @Test
  void lastOneOutRemovesTheName() {
    Region first = Region.create(address, Samples.feed());
    Region second = Region.attach(address, Samples.feed());
    first.close();
    assertThat(Samples.path(address)).exists();
    second.close();
    assertThat(Samples.path(address)).doesNotExist();
  }

  @Test
  void persistentRegionStaysWithItsContent() {
    RegionOptions persistent = RegionOptions.defaults().persistent(true);
    try (Region region = Region.create(address, Samples.feed(), persistent)) {
      region.struct(Samples.STATUS).set(ValueLayout.JAVA_LONG, 0, 99);
    }
    assertThatThrownBy(() -> Region.create(address, Samples.feed()))
        .isInstanceOf(RegionExistsException.class);
    try (Region again = Region.openOrCreate(address, Samples.feed(), RegionOptions.defaults())) {
      assertThat(again.isPersistent()).isTrue();
      assertThat(again.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(99);
    }
    assertThat(Region.remove(address)).isTrue();
    assertThat(Region.remove(address)).isFalse();
  }

  @Test
  void openOrCreateCreatesThenAttaches() {
    try (Region first = Region.openOrCreate(address, Samples.feed(), RegionOptions.defaults());
        Region second = Region.openOrCreate(address, Samples.feed(), RegionOptions.defaults())) {
      first.struct(Samples.STATUS).set(ValueLayout.JAVA_LONG, 0, 5);
      assertThat(second.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(5);
    }
  }

  @Test
  void removedRegionLivesOnForThoseAttached() {
    Region old = Region.create(address, Samples.feed());
    Region peer = Region.attach(address, Samples.feed());
    assertThat(Region.remove(address)).isTrue();
    try (Region successor = Region.create(address, Samples.feed())) {
      old.struct(Samples.STATUS).set(ValueLayout.JAVA_LONG, 0, 1);
      assertThat(peer.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(1);
      assertThat(successor.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isZero();

      old.close();
      peer.close();

      assertThat(Samples.path(address)).as("the successor's name is not theirs").exists();
    }
  }

  @Test
  void everySlotCanBeTakenAndIsFreedAgain() {
    List<Region> regions = new ArrayList<>();
    regions.add(Region.create(address, Samples.feed()));
    while (regions.size() < TenonFormatConstants.PARTICIPANT_SLOTS) {
      regions.add(Region.attach(address, Samples.feed()));
    }
    assertThatThrownBy(() -> Region.attach(address, Samples.feed()))
        .isInstanceOf(RegionFullException.class);
    regions.removeFirst().close();
    regions.add(Region.attach(address, Samples.feed()));
    regions.forEach(Region::close);
    assertThat(Samples.path(address)).doesNotExist();
  }

  @Test
  void closedRegionRefusesEverythingAndClosesTwice() {
    Region region = Region.create(address, Samples.feed());
    MemorySegment struct = region.struct(Samples.STATUS);
    Queue queue = region.queue(Samples.QUOTES);
    QueueProducer producer = queue.producer();
    QueueConsumer consumer = queue.consumer();
    region.close();
    region.close();
    assertThat(region.isOpen()).isFalse();
    assertClosed(() -> struct.get(ValueLayout.JAVA_LONG, 0));
    assertClosed(() -> region.struct(Samples.STATUS));
    assertClosed(() -> region.queue(Samples.QUOTES));
    assertClosed(queue::producer);
    assertClosed(queue::consumerState);
    assertClosed(() -> producer.tryClaim(1, 1, 8));
    assertClosed(producer::publish);
    assertClosed(() -> consumer.poll((id, version, data, offset, size) -> {}, 1));
    producer.close();
    consumer.close();
  }

  @Test
  void temporaryFilesOfDeadCreatorsAreRemoved() throws IOException {
    Path file = directory.resolve("feed");
    long dead = deadProcessId();
    Path stale = Files.createFile(directory.resolve(".tenon.feed." + dead + ".0a1b.tmp"));
    List<Path> kept = new ArrayList<>();
    long alive = ProcessHandle.current().pid();
    kept.add(Files.createFile(directory.resolve(".tenon.feed." + alive + ".0a1b.tmp")));
    kept.add(Files.createFile(directory.resolve(".tenon.feed." + dead + ".note.tmp")));
    kept.add(Files.createFile(directory.resolve(".tenon.feed.2." + dead + ".0a1b.tmp")));
    kept.add(Files.createFile(directory.resolve(".tenon.other." + dead + ".0a1b.tmp")));
    try (Region region = Region.create(RegionAddress.file(file), Samples.feed())) {
      assertThat(region.isOpen()).isTrue();
      assertThat(stale).doesNotExist();
      assertThat(kept).allSatisfy(path -> assertThat(path).exists());
    }
  }

  @Test
  void regionThatDoesNotFitIsRefusedWithSizesAndLeavesNothing() throws IOException {
    // In a process that may write 64 MiB (or twice that, with a shell that counts in KiB): without
    // the look, creation would fill the disk.
    try (ChildJvm child =
        ChildJvm.startInShell(
            "ulimit -f 131072;", ChildMains.CreateHuge.class, directory.resolve("huge"))) {
      String line = child.line();
      Matcher told =
          Pattern.compile(
                  "RegionCreationException: cannot reserve (\\d+) bytes for .*"
                      + ": (\\d+) bytes are available, limited by .*")
              .matcher(line);
      assertThat(told.matches()).as(line).isTrue();
      long asked = Long.parseLong(told.group(1));
      assertThat(asked).isGreaterThan(1L << 42);
      assertThat(Long.parseLong(told.group(2))).isBetween(1L, asked);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void interruptedThreadCreatesAttachesAndCloses() {
    Thread.currentThread().interrupt();
    try (Region region = Region.create(address, Samples.feed());
        Region other = Region.attach(address, Samples.feed())) {
      assertThat(region.isOpen() && other.isOpen()).isTrue();
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Samples.path(address)).doesNotExist();
  }

  @Test
  void missingDirectoryIsTold() {
    RegionAddress nowhere = RegionAddress.file(directory.resolve("none").resolve("feed"));
    assertThatThrownBy(() -> Region.create(nowhere, Samples.feed()))
        .isInstanceOf(RegionAccessException.class)
        .hasMessageContaining("none");
  }

  /** Bytes that the file system has set aside; Java has no call for that. */
  private static long allocatedBytes(Path file) throws IOException {
    Process stat = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
    try (var output = stat.inputReader()) {
      String[] blocks = output.readLine().split(" ");
      return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }
  }

  private static void assertClosed(Runnable operation) {
    assertThatThrownBy(operation::run).isInstanceOf(IllegalStateException.class);
  }

  private static MemorySegment zeros(int size) {
    return MemorySegment.ofArray(new byte[size]);
  }

  private static long deadProcessId() throws IOException {
    Process process = new ProcessBuilder("true").start();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return process.pid();
  }
}
