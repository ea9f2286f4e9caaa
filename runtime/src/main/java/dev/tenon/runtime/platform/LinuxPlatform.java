// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import dev.tenon.runtime.format.TenonFormatConstants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Linux: tmpfs files, /proc for processes, futexes for sleeping. */
final class LinuxPlatform implements Platform {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final Path PROC = Path.of("/proc");
  private static final int START_BITS = (int) TenonFormatConstants.IDENTITY_START_BITS;
  private static final int FILE_TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;
  private static final int PERMISSIONS = 07777;

  private final long processIdentity;
  private final long effectiveUser;
  private final byte[] bootId;
  private final long pidNamespace;
  private final boolean canWake;

  LinuxPlatform() {
    try {
      ProcStat self = ProcStat.parse(read(PROC.resolve("self/stat")));
      processIdentity = identity(self.processId(), self.startTicks());
      effectiveUser = readEffectiveUser();
      bootId = readBootId();
      pidNamespace = readPidNamespace();
    } catch (IOException e) {
      throw new UncheckedIOException("regions need /proc to tell which processes live", e);
    }
    canWake = decideCanWake();
  }

  @Override
  public Path sharedMemoryFile(String name) {
    return SHARED_MEMORY.resolve("tenon." + name);
  }

  @Override
  public FileStatus status(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:dev,ino,uid,mode", LinkOption.NOFOLLOW_LINKS);
    int mode = ((Number) attributes.get("mode")).intValue();
    return new FileStatus(
        ((Number) attributes.get("dev")).longValue(),
        ((Number) attributes.get("ino")).longValue(),
        Integer.toUnsignedLong(((Number) attributes.get("uid")).intValue()),
        mode & PERMISSIONS,
        (mode & FILE_TYPE) == REGULAR_FILE);
  }

  @Override
  public long effectiveUser() {
    return effectiveUser;
  }

  @Override
  public long processIdentity() {
    return processIdentity;
  }

  @Override
  public long processId(long identity) {
    return identity >>> START_BITS;
  }

  @Override
  public boolean isAlive(long identity) {
    if (identity == processIdentity) {
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

  @Override
  public boolean isProcessId(long processId) {
    return !Files.notExists(PROC.resolve(Long.toString(processId)));
  }

  @Override
  public byte[] bootId() {
    return bootId.clone();
  }

  @Override
  public long pidNamespace() {
    return pidNamespace;
  }

  @Override
  public boolean canWake() {
    return canWake;
  }

  @Override
  public WaitWord waitWord(MemorySegment word) {
    return new LinuxFutex(word);
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

  private static boolean decideCanWake() {
    Logger logger = System.getLogger("dev.tenon.runtime");
    Module module = LinuxPlatform.class.getModule();
    if (!module.isNativeAccessEnabled()) {
      logger.log(
          Level.INFO,
          "Waits poll instead of sleeping: start Java with --enable-native-access={0}"
              + " for waits that another process can end",
          module.isNamed() ? module.getName() : "ALL-UNNAMED");
      return false;
    }
    if (!LinuxFutex.isSupported()) {
      logger.log(
          Level.INFO,
          "Waits poll instead of sleeping: the futex call of {0} is not known",
          System.getProperty("os.arch"));
      return false;
    }
    return true;
  }
}
