// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionBusyException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.platform.Uninterrupted;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock under which processes join, leave and replace a region. A system may take the lock away
 * when the region is closed anywhere in the process, so everything that opens one runs here, one
 * thread at a time.
 */
final class RegistrationLock {
  private static final ReentrantLock IN_PROCESS = new ReentrantLock();
  private static final long TIMEOUT_NANOS = TenonFormatConstants.REGISTRATION_NANOSECONDS;
  private static final long FIRST_PAUSE = TenonFormatConstants.FIRST_LOCK_PAUSE_NANOSECONDS;
  private static final long LAST_PAUSE = TenonFormatConstants.LAST_LOCK_PAUSE_NANOSECONDS;

  private RegistrationLock() {}

  /** One try at something that needs the registration lock. */
  interface Attempt<T> {
    /** Null when the lock was held or the name moved to another region: try again. */
    T run() throws IOException;
  }

  /**
   * Repeats the attempt until it has a result, one attempt at a time in this process.
   *
   * @throws RegionNotFoundException if there is no such name
   * @throws RegionBusyException after five seconds
   */
  static <T> T exclusively(RegionAddress address, Attempt<T> attempt) {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    try {
      return Uninterrupted.call(() -> repeat(address, attempt, deadline));
    } catch (NoSuchFileException e) {
      throw notFound(address);
    } catch (IOException e) {
      throw new RegionAccessException("cannot open " + address + ": " + e.getMessage(), e);
    }
  }

  static RegionNotFoundException notFound(RegionAddress address) {
    return new RegionNotFoundException(address + " does not exist");
  }

  private static <T> T repeat(RegionAddress address, Attempt<T> attempt, long deadline)
      throws IOException {
    long pause = FIRST_PAUSE;
    while (true) {
      if (IN_PROCESS.tryLock()) {
        try {
          T result = attempt.run();
          if (result != null) {
            return result;
          }
        } finally {
          IN_PROCESS.unlock();
        }
      }
      if (System.nanoTime() - deadline >= 0) {
        throw new RegionBusyException(
            "the registration lock of "
                + address
                + " was held by another process or thread for 5 s");
      }
      // Whoever has the lock waits for nothing: it is free soon, or its holder is stopped.
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LAST_PAUSE);
    }
  }
}
