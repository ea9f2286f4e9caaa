// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.RegionCreationException;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the file system hold every page of a new file. Setting the length alone promises more than
 * tmpfs has, and the process that touches the missing page is killed by {@code SIGBUS}; touching
 * pages that memory has not brings the OOM killer. So nothing is touched that there is no room for.
 */
final class PageReservation {
  private static final int CHUNK_BYTES = 1 << 16;

  /** File systems whose bytes are memory, for good or until they are swapped out. */
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final FileChannel channel;
  private final Path path;
  private final String what;
  private final long size;
  private final Supplier<Room> memory;

  /**
   * The reservation of a new file.
   *
   * @param channel the file, empty
   * @param what the region, for messages
   * @param memory room in memory, for files that lie there
   */
  PageReservation(FileChannel channel, Path path, String what, long size, Supplier<Room> memory) {
    this.channel = channel;
    this.path = path;
    this.what = what;
    this.size = size;
    this.memory = isInMemory(path) ? memory : () -> Room.UNLIMITED;
  }

  /**
   * Writes zeros.
   *
   * @throws RegionCreationException if there is no room for them
   */
  void reserve() throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, size));
    long end = 0;
    for (long written = 0; written < size; ) {
      if (written == end) {
        // Others take room meanwhile, so all that is missing is asked for again.
        if (room().bytes() < size - written) {
          throw failure(null);
        }
        end = Math.min(size, written + TenonFormatConstants.RESERVE_PIECE_BYTES);
      }
      zeros.clear().limit((int) Math.min(zeros.capacity(), end - written));
      written += write(zeros, written);
    }
  }

  private int write(ByteBuffer bytes, long position) throws IOException {
    try {
      return channel.write(bytes, position);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private RegionCreationException failure(IOException cause) throws IOException {
    // Give back what was reserved, so that the number is what the user has.
    if (channel.size() > 0) {
      channel.truncate(0);
    }
    Room room = room();
    String reason;
    if (room.bytes() < size) {
      reason =
          room.bytes()
              + " bytes are available, limited by "
              + room.limit()
              + (cause != null ? " (" + cause.getMessage() + ")" : "")
              + "; make the region smaller or "
              + room.advice();
    } else {
      // A limit that is not among those that can be looked at, or room that has come back.
      reason = cause != null ? cause.getMessage() : "others had taken the room; try again";
    }
    return new RegionCreationException(
        "cannot reserve " + size + " bytes for " + what + ": " + reason, size, room.bytes(), cause);
  }

  private Room room() {
    return roomInFileSystem().narrower(memory.get());
  }

  private Room roomInFileSystem() {
    File file = path.toFile();
    // No bytes at all: a file system that does not count them, or that cannot be asked.
    return file.getTotalSpace() == 0
        ? Room.UNLIMITED
        : new Room(
            file.getUsableSpace(),
            "the file system",
            "the file system larger, in a container with --shm-size");
  }

  private static boolean isInMemory(Path path) {
    try {
      return IN_MEMORY.contains(Files.getFileStore(path).type());
    } catch (IOException e) {
      // Without /proc/mounts, or a line there for this file: then no limit of memory is known.
      return false;
    }
  }
}
