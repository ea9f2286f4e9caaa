// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import dev.tenon.runtime.platform.RegionExtent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Size of a file, which may lose its name. Not by a {@link java.nio.channels.FileChannel}, which
 * the interrupt of a thread that looks would close for all.
 */
final class FileExtent implements RegionExtent {
  private final RandomAccessFile file;

  private FileExtent(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Opens the file that has that name now. Whoever opens a region finds by its nonce that it is the
   * region's.
   *
   * @throws NoSuchFileException if there is none
   */
  static FileExtent open(Path path) throws IOException {
    try {
      return new FileExtent(new RandomAccessFile(path.toFile(), "r"));
    } catch (FileNotFoundException e) {
      // Also for a file that may not be opened, or where no further one may be.
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
      throw new NoSuchFileException(path.toString());
    }
  }

  @Override
  public long bytes() throws IOException {
    return file.length();
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
