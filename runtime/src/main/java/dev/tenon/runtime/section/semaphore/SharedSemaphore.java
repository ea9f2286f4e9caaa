// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.semaphore;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.Semaphore;
import dev.tenon.runtime.format.SemaphoreHeader;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.Attachments;
import dev.tenon.runtime.section.LeavingRole;
import dev.tenon.runtime.section.OpenWaits;
import dev.tenon.runtime.section.Placement;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A semaphore in shared memory. */
final class SharedSemaphore implements Semaphore {
  private static final int NONE = -1;

  private final SectionHost host;
  private final String label;
  private final MemorySegment content;
  private final Placement place;
  private final int permits;
  private final OpenWaits waits;
  private final LeavingRole leaving;

  SharedSemaphore(
      SectionHost host, String label, MemorySegment content, Placement place, int permits) {
    this.host = host;
    this.label = label;
    this.content = content;
    this.place = place;
    this.permits = permits;
    long changes = place.offset() + SemaphoreHeader.CHANGES_OFFSET;
    this.waits = new OpenWaits(host, label, content, changes);
    this.leaving = new LeavingRole(host, changes, this::releaseAll);
  }

  /** One thread's way to a permit. */
  private final class Acquisition implements OpenWaits.Owned {
    private int number = NONE;

    @Override
    public boolean isFree() {
      for (int i = 0; i < permits; i++) {
        if (ownerOf(i) == 0) {
          return true;
        }
      }
      return false;
    }

    @Override
    public boolean takeFree() {
      number = SharedSemaphore.this.takeFree();
      return number != NONE;
    }

    @Override
    public boolean recover() {
      for (int i = 0; i < permits; i++) {
        int at = permitAt(i);
        long owner = ownerOf(at);
        if (owner != 0
            && owner != host.attachment()
            && Attachments.isGone(host.platform(), content, owner)
            && swap(content, at, owner, host.attachment())) {
          Words.addLong(content, place.offset() + SemaphoreHeader.RECOVERED_OFFSET, 1);
          number = at;
          return true;
        }
      }
      return false;
    }
  }

  /** A permit that this attachment has, until it is closed. */
  private final class Taken implements Permit {
    private final int number;
    private final AtomicBoolean isGivenBack = new AtomicBoolean();

    Taken(int number) {
      this.number = number;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public void close() {
      if (host.isOpen() && isGivenBack.compareAndSet(false, true)) {
        release(number);
      }
    }

    @Override
    public String toString() {
      return "permit " + number + " of " + label;
    }
  }

  @Override
  public Permit acquire(Duration timeout) {
    long nanos = Sleeper.nanos(timeout);
    try {
      leaving.enter();
      int number = takeFree();
      if (number == NONE) {
        Acquisition acquisition = new Acquisition();
        number = waits.take(acquisition, nanos) ? acquisition.number : NONE;
      }
      Words.settle();
      return number == NONE ? null : new Taken(number);
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private int takeFree() {
    for (int i = 0; i < permits; i++) {
      int at = permitAt(i);
      if (ownerOf(at) == 0 && swap(content, at, 0, host.attachment())) {
        return at;
      }
    }
    return NONE;
  }

  private void release(int number) {
    try {
      if (!swap(content, number, host.attachment(), 0)) {
        throw new CorruptRegionException(
            "permit " + number + " of " + label + " was taken from its holder");
      }
      waits.wake();
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private void releaseAll(MemorySegment control) {
    for (int i = 0; i < permits; i++) {
      swap(control, i, host.attachment(), 0);
    }
  }

  /** Attachments begin at different permits, so that they do not meet at each. */
  private int permitAt(int step) {
    return (host.slot() + step) % permits;
  }

  private long word(int permit) {
    return place.dataOffset() + (long) permit * Long.BYTES;
  }

  private long ownerOf(int permit) {
    return Words.getLongAcquire(content, word(permit));
  }

  private boolean swap(MemorySegment region, int permit, long owner, long next) {
    return Words.compareAndSetLong(region, word(permit), owner, next);
  }

  @Override
  public int available() {
    return host.withContent(
        memory -> {
          int available = 0;
          for (int i = 0; i < permits; i++) {
            available += Words.getLongAcquire(memory, word(i)) == 0 ? 1 : 0;
          }
          return available;
        });
  }

  @Override
  public int permits() {
    return permits;
  }

  @Override
  public String toString() {
    return label;
  }
}
