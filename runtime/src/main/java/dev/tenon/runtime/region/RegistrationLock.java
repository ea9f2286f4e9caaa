// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionBusyException;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.LockSupport;

/**
 * The lock under which processes join, leave, replace and remove a region: a word of its header,
 * with the identity of the process that has it. It needs no open file, so that no close of one can
 * lose it, and ends with its holder, not with the holder's children.
 */
final class RegistrationLock implements AutoCloseable {
  private static final long FIRST_PAUSE = TenonFormatConstants.FIRST_LOCK_PAUSE_NANOSECONDS;
  private static final long LAST_PAUSE = TenonFormatConstants.LAST_LOCK_PAUSE_NANOSECONDS;

  private final MemorySegment header;
  private final long identity;

  private RegistrationLock(MemorySegment header, long identity) {
    this.header = header;
    this.identity = identity;
  }

  /**
   * Takes the word, which is free when it is zero or names a process that is dead. The own identity
   * means another thread of this process. Not to be interrupted.
   *
   * @param mapping of the region, or of its header alone
   * @param deadline of {@link System#nanoTime}
   * @throws RegionBusyException at the deadline
   * @throws RegionTruncatedException if the word is no longer there
   */
  static RegistrationLock take(RegionMapping mapping, Platform platform, long deadline) {
    MemorySegment header = mapping.control();
    long identity = platform.processIdentity();
    // Whoever has the lock waits for nothing: it is free soon, or its holder is stopped.
    for (long pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LAST_PAUSE)) {
      long holder = Words.getLongAcquire(header, RegionHeader.LOCK_OFFSET);
      Words.settle();
      Answer held = holder == 0 ? Answer.NO : platform.alive(holder);
      if (held == Answer.NO
          && Words.compareAndSetLong(header, RegionHeader.LOCK_OFFSET, holder, identity)) {
        return new RegistrationLock(header, identity);
      }
      if (System.nanoTime() - deadline >= 0) {
        throw refusal(mapping.address(), holder, held, platform);
      }
      LockSupport.parkNanos(pause);
    }
  }

  /** Gives it back, unless somebody took this process for dead. */
  @Override
  public void close() {
    Words.compareAndSetLong(header, RegionHeader.LOCK_OFFSET, identity, 0);
  }

  private static RegionBusyException refusal(
      RegionAddress address, long holder, Answer held, Platform platform) {
    String what = "the registration lock of " + address + " was held ";
    return new RegionBusyException(
        holder == platform.processIdentity()
            ? what + "by another thread of this process for 5 s"
            : what
                + "for 5 s, at last by process "
                + platform.processId(holder)
                + platform.doubt(held));
  }
}
