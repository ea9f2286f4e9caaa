// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.runtime.RegionCreationException;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Room is looked at before pages are touched; memory is made up. */
class PageReservationTest {
  private static final long PIECE = TenonFormatConstants.RESERVE_PIECE_BYTES;

  private Path file;

  @AfterEach
  void removeFile() throws IOException {
    Files.deleteIfExists(file);
  }

  @Test
  void nothingIsTouchedWithoutRoomForAll() throws IOException {
    file = inMemory();
    try (FileChannel channel = open(StandardOpenOption.READ)) {
      // The channel refuses every write.
      assertThatThrownBy(() -> reserve(channel, 8192, () -> room(8191)))
          .isInstanceOf(RegionCreationException.class)
          .hasMessage(
              "cannot reserve 8192 bytes for a region: 8191 bytes are available, limited by made-up"
                  + " memory; make the region smaller or have more");
    }
  }

  @Test
  void roomIsLookedAtBeforeEachPieceAndPagesAreGivenBack() throws IOException {
    file = inMemory();
    assumeTrue(file.toFile().getUsableSpace() >= 2 * PIECE, "too little shared memory");
    try (FileChannel channel = open(StandardOpenOption.WRITE)) {
      Iterator<Room> looks = List.of(room(2 * PIECE), room(PIECE - 1), room(PIECE)).iterator();
      assertThatThrownBy(() -> reserve(channel, 2 * PIECE, looks::next))
          .isInstanceOfSatisfying(
              RegionCreationException.class, e -> assertThat(e.bytesFree()).isEqualTo(PIECE));
      assertThat(looks).isExhausted();
      assertThat(channel.size()).isZero();
    }
  }

  @Test
  void memoryThatSufficesIsTaken() throws IOException {
    file = inMemory();
    try (FileChannel channel = open(StandardOpenOption.WRITE)) {
      reserve(channel, 100_000, () -> room(100_000));
      assertThat(channel.size()).isEqualTo(100_000);
    }
  }

  @Test
  void memoryDoesNotLimitFilesOnDisk() throws IOException {
    file = Files.createTempFile(Path.of("target"), "reserved", null);
    assumeFalse(Files.getFileStore(file).type().equals("tmpfs"), "the build lies in memory");
    try (FileChannel channel = open(StandardOpenOption.WRITE)) {
      reserve(channel, 8192, () -> room(0));
      assertThat(channel.size()).isEqualTo(8192);
    }
  }

  private static Path inMemory() throws IOException {
    return Files.createTempFile(Path.of("/dev/shm"), "reserved", null);
  }

  private FileChannel open(StandardOpenOption option) throws IOException {
    return FileChannel.open(file, option);
  }

  private void reserve(FileChannel channel, long size, Supplier<Room> memory) throws IOException {
    new PageReservation(channel, file, "a region", size, memory).reserve();
  }

  private static Room room(long bytes) {
    return new Room(bytes, "made-up memory", "have more");
  }
}
