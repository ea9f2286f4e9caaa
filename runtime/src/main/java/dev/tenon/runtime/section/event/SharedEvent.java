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
  public void signal(int bits) {
    layout.requirePossible(bits);
    try {
      Words.setBitsLong(content, layout.set(), Integer.toUnsignedLong(bits));
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
  public void signalAll(int bits) {
    layout.requirePossible(bits);
    try {
      giveToAll(bits);
      waits.wake();
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private void giveToAll(int bits) {
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      Words.getAndAddInt(content, layout.pulses(Integer.numberOfTrailingZeros(rest)), 1);
    }
  }

  @Override
  public void reset(int bits) {
    layout.requirePossible(bits);
    try {
      Words.clearBitsLong(content, layout.set(), Integer.toUnsignedLong(bits));
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public int bits() {
    try {
      int bits = (int) Words.getLongAcquire(content, layout.set()) & layout.possible();
      Words.settle();
      return bits;
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public int awaitAny(int bits, Duration timeout) {
    layout.requirePossible(bits);
    long nanos = Sleeper.nanos(timeout);
    try {
      int taken = takeAny(bits);
      return taken != 0 ? taken : await(bits, false, nanos);
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public boolean awaitAll(int bits, Duration timeout) {
    layout.requirePossible(bits);
    long nanos = Sleeper.nanos(timeout);
    try {
      return takeAll(bits) || await(bits, true, nanos) != 0;
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /** Returns the bits that ended the wait; 0 for none. */
  private int await(int bits, boolean wantsAll, long nanos) {
    long begin = System.nanoTime();
    EventWait wait = new EventWait(layout, content, bits, wantsAll);
    long left = nanos;
    do {
      if (!waits.await(wait::isMet, left)) {
        return 0;
      }
      int taken = wantsAll ? takeRest(bits, wait.given()) : takeOne(bits, wait.given());
      if (taken != 0) {
        return taken;
      }
      // Another wait took it first.
      left = nanos - (System.nanoTime() - begin);
    } while (left > 0);
    return 0;
  }

  /** What is given to all is nobody's to take, and one of the wanted bits is enough. */
  private int takeOne(int bits, int given) {
    return given != 0 ? given : takeAny(bits);
  }

  private int takeRest(int bits, int given) {
    return takeAll(bits & ~given) ? bits : 0;
  }

  /** Takes some of the bits that are set; none when there are none any more. */
  private int takeAny(int bits) {
    int found = (int) Words.getLongAcquire(content, layout.set()) & bits;
    Words.settle();
    return found == 0 || layout.isManual()
        ? found
        : (int) Words.clearBitsLong(content, layout.set(), Integer.toUnsignedLong(bits)) & bits;
  }

  /** Takes each of these bits, or nothing. */
  private boolean takeAll(int bits) {
    long mask = Integer.toUnsignedLong(bits);
    for (int i = 0; i < TenonFormatConstants.ROLE_TRIES; i++) {
      long found = Words.getLongAcquire(content, layout.set());
      Words.settle();
      if ((found & mask) != mask) {
        return false;
      }
      if (layout.isManual()
          || mask == 0
          || Words.compareAndSetLong(content, layout.set(), found, found & ~mask)) {
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
