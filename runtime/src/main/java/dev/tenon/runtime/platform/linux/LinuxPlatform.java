// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.WaitWord;
import dev.tenon.runtime.platform.posix.FileStatus;
import dev.tenon.runtime.platform.posix.FileStore;
import dev.tenon.runtime.platform.posix.SystemRandom;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Linux: tmpfs files, /proc for processes, futexes for sleeping. */
public final class LinuxPlatform implements Platform {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String FILE_PREFIX = "tenon.";

  /** Null without native access. */
  private final LinuxCalls calls = link();

  private final LinuxProcesses processes;
  private final boolean canWake = calls != null && LinuxFutex.isSupported();
  private final FileStatus.Look look;
  private final MemoryRoom memory = new MemoryRoom("");

  /**
   * Asks the kernel once for what never changes.
   *
   * @throws RegionAccessException if the kernel does not tell it
   */
  public LinuxPlatform() {
    this(FileStatus::of);
  }

  /** A Linux whose files are looked at in another way. */
  public LinuxPlatform(FileStatus.Look look) {
    this.look = look;
    try {
      processes =
          new LinuxProcesses(calls != null ? calls::exists : processId -> Answer.CANNOT_TELL);
    } catch (IOException e) {
      throw new RegionAccessException(
          "regions need /proc to tell which processes live: " + e.getMessage(), e);
    }
    tellHowWaitsGo();
  }

  @Override
  public RegionStore store(RegionAddress address) {
    Path path = address.match(name -> SHARED_MEMORY.resolve(FILE_PREFIX + name), file -> file);
    FileStore.Process process =
        new FileStore.Process(
            processId(processIdentity()), processes.effectiveUser(), processes::mayExist);
    return new FileStore(address, path, process, look, memory::look);
  }

  @Override
  public List<String> regionNames() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            SHARED_MEMORY, file -> file.getFileName().toString().startsWith(FILE_PREFIX))) {
      return StreamSupport.stream(files.spliterator(), false)
          .map(file -> file.getFileName().toString().substring(FILE_PREFIX.length()))
          .sorted()
          .toList();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  @Override
  public long processIdentity() {
    return processes.own();
  }

  @Override
  public long processId(long identity) {
    return LinuxLiveness.processId(identity);
  }

  @Override
  public Answer alive(long identity) {
    return processes.alive(identity);
  }

  @Override
  public boolean isStopped(long identity) {
    return processes.isStopped(identity);
  }

  @Override
  public String doubt(Answer alive) {
    if (alive != Answer.CANNOT_TELL) {
      return "";
    }
    return calls != null
        ? " (/proc hides whether it lives: it counts as living)"
        : " (/proc hides whether it lives: it counts as living, unless Java is started with "
            + nativeAccessOption()
            + ")";
  }

  @Override
  public byte[] bootId() {
    return processes.bootId();
  }

  @Override
  public long pidNamespace() {
    return processes.pidNamespace();
  }

  @Override
  public long timeNamespace() {
    return processes.timeNamespace();
  }

  @Override
  public long random() throws IOException {
    return SystemRandom.next();
  }

  @Override
  public boolean canWake() {
    return canWake;
  }

  @Override
  public boolean joinBarriers() {
    return canWake && LinuxBarrier.join();
  }

  @Override
  public boolean barrier() {
    return canWake && LinuxBarrier.run();
  }

  @Override
  public WaitWord openWord(RegionAddress address, long nonce, MemorySegment region, long offset) {
    return new LinuxFutex(region.asSlice(offset, Integer.BYTES));
  }

  private static LinuxCalls link() {
    return LinuxPlatform.class.getModule().isNativeAccessEnabled() ? LinuxCalls.link() : null;
  }

  private static String nativeAccessOption() {
    Module module = LinuxPlatform.class.getModule();
    return "--enable-native-access=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
  }

  private void tellHowWaitsGo() {
    Logger logger = System.getLogger("dev.tenon.runtime");
    if (calls == null) {
      logger.log(
          Level.INFO,
          "Waits poll instead of sleeping: start Java with {0} for waits that another process can"
              + " end",
          nativeAccessOption());
    } else if (!canWake) {
      logger.log(
          Level.INFO,
          "Waits poll instead of sleeping: the futex call of {0} is not known",
          System.getProperty("os.arch"));
    }
  }
}
