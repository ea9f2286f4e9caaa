// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.posix;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Random numbers of the system. Not {@link java.security.SecureRandom}, which stays unusable when
 * no file could be opened at its first use in a JVM.
 */
public final class SystemRandom {
  private static final Path SOURCE = Path.of("/dev/urandom");

  private SystemRandom() {}

  /** A number that nobody has guessed. */
  public static long next() throws IOException {
    try (InputStream source = Files.newInputStream(SOURCE)) {
      byte[] bytes = source.readNBytes(Long.BYTES);
      if (bytes.length < Long.BYTES) {
        throw new EOFException(SOURCE + " has ended");
      }
      return ByteBuffer.wrap(bytes).getLong();
    }
  }
}
