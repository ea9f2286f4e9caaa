// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.WaitWord;
import dev.tenon.runtime.platform.posix.FileStatus;
import dev.tenon.runtime.platform.posix.FileStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** Linux: tmpfs files, /proc for processes, futexes for sleeping. */
public final class LinuxPlatform implements Platform {
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final LinuxProcesses processes = new LinuxProcesses();
  private final boolean canWake = decideCanWake();
  private final FileStatus.Look look;

  /** Asks the kernel once for what never changes. */
  public LinuxPlatform() {
    this(FileStatus::of);
  }

  /** A Linux whose files are looked at in another way. */
  public LinuxPlatform(FileStatus.Look look) {
    this.look = look;
  }

  @Override
  public RegionStore store(RegionAddress address) {
    Path path = address.match(name -> SHARED_MEMORY.resolve("tenon." + name), file -> file);
    FileStore.Process process =
        new FileStore.Process(
            processId(processIdentity()), processes.effectiveUser(), LinuxProcesses::isProcessId);
    return new FileStore(address, path, process, look);
  }

  @Override
  public long processIdentity() {
    return processes.own();
  }

  @Override
  public long processId(long identity) {
    return LinuxProcesses.processId(identity);
  }

  @Override
  public boolean isAlive(long identity) {
    return processes.isAlive(identity);
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
  public boolean canWake() {
    return canWake;
  }

  @Override
  public WaitWord openWord(RegionAddress address, long nonce, MemorySegment region, long offset) {
    return new LinuxFutex(region.asSlice(offset, Integer.BYTES));
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
