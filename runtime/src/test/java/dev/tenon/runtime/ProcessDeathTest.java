// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Creation, registration and removal when other processes come, go and die. */
@Timeout(900)
class ProcessDeathTest {
  private static final int KILLS = Boolean.getBoolean("tenon.long") ? 100 : 4;

  private final String name = "test.death." + ProcessHandle.current().pid() + "." + hashCode();
  private final RegionAddress address = RegionAddress.sharedMemory(name);

  @TempDir private Path directory;

  @AfterEach
  void removeRegion() {
    Region.remove(address);
  }

  @Test
  void regionOfADeadProcessIsReplaced() {
    try (ChildJvm creator = ChildJvm.start(ChildMains.Create.class, name, false)) {
      creator.expect("ready");
      assertThatThrownBy(() -> Region.create(address, Samples.feed()))
          .isInstanceOf(RegionExistsException.class);
    }
    try (Region region = Region.create(address, Samples.feed())) {
      assertThat(region.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isZero();
    }
  }

  @Test
  void openOrCreateReplacesTheRegionOfADeadProcessOfAnotherLayout() {
    try (ChildJvm creator = ChildJvm.start(ChildMains.Create.class, name, false)) {
      creator.expect("ready");
    }
    RegionDescriptor other = Samples.feed(2, Samples.LAYOUT + "Quote.more u8 offset 20 size 1\n");
    try (Region region = Region.openOrCreate(address, other, RegionOptions.defaults())) {
      assertThat(region.contractVersion()).isEqualTo(2);
    }
  }

  @Test
  void persistentRegionOutlivesItsDeadCreator() {
    try (ChildJvm creator = ChildJvm.start(ChildMains.Create.class, name, true)) {
      creator.expect("ready");
    }
    assertThatThrownBy(() -> Region.create(address, Samples.feed()))
        .isInstanceOf(RegionExistsException.class);
    try (Region region = Region.openOrCreate(address, Samples.feed(), RegionOptions.defaults())) {
      assertThat(region.struct(Samples.STATUS).get(ValueLayout.JAVA_LONG, 0)).isEqualTo(77);
    }
    assertThat(Samples.path(address)).exists();
  }

  @Test
  void survivorRemovesTheNameOfARegionWhoseOtherParticipantDied() {
    Region region;
    try (ChildJvm creator = ChildJvm.start(ChildMains.Create.class, name, false)) {
      creator.expect("ready");
      region = Region.attach(address, Samples.feed());
    }
    assertThat(Samples.path(address)).exists();
    region.close();
    assertThat(Samples.path(address)).doesNotExist();
  }

  @Test
  void lastOneOutRemovesWhateverTheOrder() {
    try (ChildJvm creator = ChildJvm.start(ChildMains.Create.class, name, false)) {
      creator.expect("ready");
      Region.attach(address, Samples.feed()).close();
      assertThat(Samples.path(address)).exists();
      creator.send("close");
      creator.expect("closed");
      assertThat(Samples.path(address)).doesNotExist();
    }
  }

  @Test
  void creatorKilledAtAnyMomentLeavesNothingInTheWay() {
    Path file = directory.resolve("feed");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildJvm creator = ChildJvm.start(ChildMains.CreateForEver.class, file)) {
        creator.expect("ready");
        for (int spin = random.nextInt(200_000); spin > 0; spin--) {
          Thread.onSpinWait();
        }
      }
      Region.create(RegionAddress.file(file), Samples.feed()).close();
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void manyProcessesAndThreadsOpenAndCloseTheSameName() {
    Path file = directory.resolve("feed");
    int times = 200;
    try (ChildJvm first = ChildJvm.start(ChildMains.OpenAndClose.class, file, times, 6);
        ChildJvm second = ChildJvm.start(ChildMains.OpenAndClose.class, file, times, 7)) {
      first.expect("ready");
      second.expect("ready");
      CompletableFuture<?>[] threads = new CompletableFuture<?>[3];
      for (int i = 0; i < threads.length; i++) {
        int word = i;
        threads[i] =
            CompletableFuture.runAsync(
                () -> ChildMains.openAndClose(file, times, word),
                task -> Thread.ofPlatform().start(task));
      }
      CompletableFuture.allOf(threads).join();
      first.expect("done");
      second.expect("done");
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void lockOfALiveProcessTimesOutAndThatOfADeadOneIsFree() {
    Path file = directory.resolve("feed");
    RegionAddress inFile = RegionAddress.file(file);
    try (Region region = Region.create(inFile, Samples.feed())) {
      try (ChildJvm holder = ChildJvm.start(ChildMains.HoldLock.class, file)) {
        holder.expect("ready");
        assertThatThrownBy(() -> Region.attach(inFile, Samples.feed()))
            .isInstanceOf(RegionBusyException.class);
      }
      Region.attach(inFile, Samples.feed()).close();
      assertThat(region.isOpen()).isTrue();
    }
  }

  @Test
  void fileSystemWithoutRoomForAFileIsFull() {
    for (int others = 0; others < 2; others++) {
      // With none there is room for the draft, and none for its name.
      String mount =
          "mount -t tmpfs -o nr_inodes=2 small '"
              + directory
              + "' && "
              + (others == 0 ? "" : "touch '" + directory.resolve("other") + "' && ");
      try (ChildJvm creator =
          ChildJvm.startInOwnMounts(
              mount,
              List.of(ChildJvm.NATIVE_ACCESS),
              ChildMains.CreateOrTell.class,
              directory.resolve("feed"))) {
        assertThat(creator.line())
            .startsWith("RegionCreationException")
            .contains("no room for another file");
      }
    }
  }

  /** Java keeps the system's text of a reason alone, in the language of the process. */
  @Test
  void fullFileSystemIsRecognisedInAnotherLanguage() {
    String german =
        "localedef -i de_DE -f UTF-8 '%1$s/de_DE.UTF-8' && mkdir '%1$s/small' && "
            + "export LOCPATH='%1$s' LC_ALL=de_DE.UTF-8 && "
            + "mount -t tmpfs -o nr_inodes=2 small '%1$s/small' && ";
    try (ChildJvm creator =
        ChildJvm.startInOwnMounts(
            german.formatted(directory),
            List.of(ChildJvm.NATIVE_ACCESS),
            ChildMains.CreateOrTell.class,
            directory.resolve("small").resolve("feed"))) {
      String line = creator.lineOrEnd();
      assumeTrue(line != null && !line.contains("No space left"), "no German texts here");
      assertThat(line).startsWith("RegionCreationException").contains("no room for another file");
    }
  }

  /** A file may have few bytes: who touches a page too many takes none, and says so. */
  @Test
  void moreThanMemoryHasIsRefusedBeforePagesAreTouched() {
    try (ChildJvm creator =
        ChildJvm.startInOwnMounts(
            "mount -t tmpfs -o size=0 endless '" + directory + "' && ulimit -f 64 && exec",
            List.of(),
            ChildMains.CreateHuge.class,
            directory.resolve("feed"))) {
      assertThat(creator.line())
          .startsWith("RegionCreationException: cannot reserve ")
          .contains(" bytes are available, limited by ")
          .contains("; make the region smaller or ")
          .doesNotContain("the file system", "File too large");
    }
  }

  @Test
  void umaskTakesNothingFromTheOwner() throws IOException {
    try (ChildJvm creator =
        ChildJvm.startInShell("umask 0777;", ChildMains.Create.class, name, false)) {
      creator.expect("ready");
      Path file = Path.of("/dev/shm/tenon." + name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void fileSystemThatRefusesPagesLeavesNothing() {
    Path file = directory.resolve("feed");
    try (ChildJvm creator =
        ChildJvm.startInShell("ulimit -f 64;", ChildMains.CreateOrTell.class, file)) {
      assertThat(creator.line())
          .startsWith("RegionCreationException")
          .contains("cannot reserve ")
          .endsWith(": File too large");
    }
    assertThat(directory).isEmptyDirectory();
  }
}
