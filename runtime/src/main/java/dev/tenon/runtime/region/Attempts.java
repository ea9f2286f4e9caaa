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

/** Repetition of what starts over when a name is given to another region meanwhile. */
public final class Attempts {
  private static final long TIMEOUT_NANOS = TenonFormatConstants.REGISTRATION_NANOSECONDS;

  private Attempts() {}

  /** One attempt. */
  public interface Attempt<T> {
    /**
     * Tries once.
     *
     * @param deadline of {@link System#nanoTime}, for all attempts together
     * @return null when the name moved to another region: try again
     */
    T run(long deadline) throws IOException;
  }

  /** When attempts that begin now have to end. */
  static long deadline() {
    return System.nanoTime() + TIMEOUT_NANOS;
  }

  /**
   * Repeats the attempt until it has a result. An interrupt does not end it.
   *
   * @param what is done, for messages
   * @throws RegionNotFoundException if there is no such name
   * @throws RegionBusyException after five seconds
   */
  public static <T> T repeat(String what, RegionAddress address, Attempt<T> attempt) {
    long deadline = deadline();
    try {
      return Uninterrupted.call(() -> repeat(address, attempt, deadline));
    } catch (NoSuchFileException e) {
      throw notFound(address);
    } catch (IOException e) {
      throw new RegionAccessException("cannot " + what + " " + address + ": " + e.getMessage(), e);
    }
  }

  static RegionNotFoundException notFound(RegionAddress address) {
    return new RegionNotFoundException(address + " does not exist");
  }

  static RegionBusyException moving(RegionAddress address) {
    return new RegionBusyException("other processes keep creating and removing " + address);
  }

  private static <T> T repeat(RegionAddress address, Attempt<T> attempt, long deadline)
      throws IOException {
    while (true) {
      T result = attempt.run(deadline);
      if (result != null) {
        return result;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw moving(address);
      }
      Thread.onSpinWait();
    }
  }
}
