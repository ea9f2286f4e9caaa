// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.RegionCreationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Makes the file system hold every page of a new file. Setting the length alone promises more than
 * tmpfs has, and the process that touches the missing page is killed by {@code SIGBUS}.
 */
final class PageReservation {
  private static final int CHUNK_BYTES = 1 << 16;

  private PageReservation() {}

  /**
   * Writes {@code size} zeros.
   *
   * @throws RegionCreationException if the file system cannot hold them
   */
  static void reserve(FileChannel channel, Path path, String what, long size) throws IOException {
    long free = path.toFile().getUsableSpace();
    if (free < size) {
      throw new RegionCreationException(what, size, free, null);
    }
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, size));
    try {
      for (long written = 0; written < size; ) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), size - written));
        written += channel.write(zeros, written);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new RegionCreationException(what, size, path.toFile().getUsableSpace(), e);
    }
  }
}
