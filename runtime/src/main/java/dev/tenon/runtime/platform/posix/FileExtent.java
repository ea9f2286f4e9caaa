// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.platform.RegionExtent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Size of a file, which may lose its name. Not by a {@link java.nio.channels.FileChannel}, which
 * the interrupt of a thread that looks would close for all, nor by a {@link
 * java.io.RandomAccessFile}, which does not tell an absent file from other failures.
 */
final class FileExtent implements RegionExtent {
  private final AsynchronousFileChannel file;

  private FileExtent(AsynchronousFileChannel file) {
    this.file = file;
  }

  /**
   * Opens the file that has that name now. Whoever opens a region finds by its nonce that it is the
   * region's.
   *
   * @throws NoSuchFileException if there is none
   */
  static FileExtent open(Path path) throws IOException {
    return new FileExtent(
        AsynchronousFileChannel.open(
            path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), null));
  }

  @Override
  public long bytes() throws IOException {
    return file.size();
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written to it, so nothing can be lost.
      throw new UncheckedIOException(e);
    }
  }
}
