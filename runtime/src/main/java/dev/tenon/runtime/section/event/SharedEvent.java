// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.event;

import dev.tenon.runtime.Event;
import dev.tenon.runtime.EventFlags;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.OpenWaits;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** An event in shared memory, with named bits or with one. */
final class SharedEvent implements Event, EventFlags {
  private final SectionHost host;
  private final EventLayout layout;
  private final MemorySegment content;
  private final OpenWaits waits;

  SharedEvent(SectionHost host, EventLayout layout, MemorySegment content) {
    this.host = host;
    this.layout = layout;
    this.content = content;
    this.waits = new OpenWaits(host, layout.label(), content, layout.changes());
  }

  @Override
  public void signal(long bits) {
    layout.requirePossible(bits);
    try {
      Words.setBitsLong(content, layout.set(), bits);
      if (layout.isManual()) {
        // For a wait that has begun and looks after they were cleared again.
        giveToAll(bits);
      }
      waits.wake();
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public void signalAll(long bits) {
    layout.requirePossible(bits);
    try {
      giveToAll(bits);
      waits.wake();
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private void giveToAll(long bits) {
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      Words.getAndAddInt(content, layout.pulses(Long.numberOfTrailingZeros(rest)), 1);
    }
  }

  @Override
  public void reset(long bits) {
    layout.requirePossible(bits);
    try {
      Words.clearBitsLong(content, layout.set(), bits);
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public long bits() {
    try {
      long bits = Words.getLongAcquire(content, layout.set()) & layout.possible();
      Words.settle();
      return bits;
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public long awaitAny(long bits, Duration timeout) {
    layout.requirePossible(bits);
    long nanos = Sleeper.nanos(timeout);
    try {
      long taken = takeAny(bits);
      return taken != 0 ? taken : await(bits, false, nanos);
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public boolean awaitAll(long bits, Duration timeout) {
    layout.requirePossible(bits);
    long nanos = Sleeper.nanos(timeout);
    try {
      return takeAll(bits) || await(bits, true, nanos) != 0;
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /** Returns the bits that ended the wait; 0 for none. */
  private long await(long bits, boolean wantsAll, long nanos) {
    long begin = System.nanoTime();
    EventWait wait = new EventWait(layout, content, bits, wantsAll);
    long left = nanos;
    do {
      if (!waits.await(wait::isMet, left)) {
        return 0;
      }
      long taken = wantsAll ? takeRest(bits, wait.given()) : takeOne(bits, wait.given());
      if (taken != 0) {
        return taken;
      }
      // Another wait took it first.
      left = nanos - (System.nanoTime() - begin);
    } while (left > 0);
    return 0;
  }

  /** Bits that were given to all are nobody's to take, and one of the wanted bits is enough. */
  private long takeOne(long bits, long given) {
    return given != 0 ? given : takeAny(bits);
  }

  private long takeRest(long bits, long given) {
    return takeAll(bits & ~given) ? bits : 0;
  }

  /** Takes some of the bits that are set; none when there are none any more. */
  private long takeAny(long bits) {
    long found = Words.getLongAcquire(content, layout.set()) & bits;
    Words.settle();
    return found == 0 || layout.isManual()
        ? found
        : Words.clearBitsLong(content, layout.set(), bits) & bits;
  }

  /** Takes each of these bits, or nothing. */
  private boolean takeAll(long bits) {
    for (int i = 0; i < TenonFormatConstants.ROLE_TRIES; i++) {
      long found = Words.getLongAcquire(content, layout.set());
      Words.settle();
      if ((found & bits) != bits) {
        return false;
      }
      if (layout.isManual()
          || bits == 0
          || Words.compareAndSetLong(content, layout.set(), found, found & ~bits)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void signal() {
    signal(EventLayout.BIT);
  }

  @Override
  public void signalAll() {
    signalAll(EventLayout.BIT);
  }

  @Override
  public void reset() {
    reset(EventLayout.BIT);
  }

  @Override
  public boolean isSet() {
    return bits() != 0;
  }

  @Override
  public boolean await(Duration timeout) {
    return awaitAny(EventLayout.BIT, timeout) != 0;
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
