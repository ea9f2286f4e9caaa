// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** Processes and the kernel, as /proc tells of them. */
final class LinuxProcesses {
  private static final Path PROC = Path.of("/proc");
  private static final int START_BITS = (int) TenonFormatConstants.IDENTITY_START_BITS;

  private final long own;
  private final long effectiveUser;
  private final byte[] bootId;
  private final long pidNamespace;

  LinuxProcesses() {
    try {
      ProcStat self = ProcStat.parse(read(PROC.resolve("self/stat")));
      own = identity(self.processId(), self.startTicks());
      effectiveUser = readEffectiveUser();
      bootId = readBootId();
      pidNamespace = readPidNamespace();
    } catch (IOException e) {
      throw new UncheckedIOException("regions need /proc to tell which processes live", e);
    }
  }

  /** Identity of this process. */
  long own() {
    return own;
  }

  /** The user on whose behalf this process opens files. */
  long effectiveUser() {
    return effectiveUser;
  }

  byte[] bootId() {
    return bootId.clone();
  }

  long pidNamespace() {
    return pidNamespace;
  }

  static long processId(long identity) {
    return identity >>> START_BITS;
  }

  /** False only when the process of that identity certainly runs no more. */
  boolean isAlive(long identity) {
    if (identity == own) {
      return true;
    }
    Path stat = PROC.resolve(Long.toString(processId(identity))).resolve("stat");
    // A process that ends between open and read gives ESRCH; then the second open finds nothing.
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        ProcStat process = ProcStat.parse(read(stat));
        return identity(process.processId(), process.startTicks()) == identity
            && process.isRunning();
      } catch (NoSuchFileException e) {
        return false;
      } catch (IOException e) {
        continue;
      }
    }
    // Not readable is not the same as dead: taking a live process for dead would be worse.
    return true;
  }

  /** False only when no process has that id. */
  static boolean isProcessId(long processId) {
    return !Files.notExists(PROC.resolve(Long.toString(processId)));
  }

  private static long identity(long processId, long startTicks) {
    return processId << START_BITS | startTicks & (1L << START_BITS) - 1;
  }

  private static String read(Path path) throws IOException {
    // Latin-1 because a process may have any bytes in its name.
    return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
  }

  private static long readEffectiveUser() throws IOException {
    for (String line : read(PROC.resolve("self/status")).split("\n")) {
      if (line.startsWith("Uid:")) {
        // Real, effective, saved, file system: proc(5).
        return Long.parseLong(line.substring(4).trim().split("\\s+")[1]);
      }
    }
    throw new IOException("/proc/self/status has no Uid line");
  }

  private static byte[] readBootId() throws IOException {
    UUID id = UUID.fromString(read(PROC.resolve("sys/kernel/random/boot_id")).trim());
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static long readPidNamespace() throws IOException {
    Path link = PROC.resolve("self/ns/pid");
    if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      return 0;
    }
    // The link reads "pid:[4026531836]", with the inode in brackets: namespaces(7).
    String target = Files.readSymbolicLink(link).toString();
    return Long.parseLong(target.substring(target.indexOf('[') + 1, target.indexOf(']')));
  }
}
