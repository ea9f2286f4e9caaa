// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.mutex;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.Mutex;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.WaitInterruptedException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.Attachments;
import dev.tenon.runtime.section.LeavingRole;
import dev.tenon.runtime.section.OpenWaits;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A mutex in shared memory. */
final class SharedMutex implements Mutex {
  private static final long SLICE = TenonFormatConstants.SLICE_NANOSECONDS;

  private final SectionHost host;
  private final MutexLayout layout;
  private final MemorySegment content;
  private final OpenWaits waits;
  private final MutexTickets tickets;
  private final LeavingRole leaving;

  /** Lets one thread of this attachment at a time go on to the others. */
  private final ReentrantLock threads = new ReentrantLock();

  private final Locked held = new Locked();
  private final Turn turn = new Turn();

  SharedMutex(SectionHost host, MutexLayout layout, MemorySegment content) {
    this.host = host;
    this.layout = layout;
    this.content = content;
    this.waits = new OpenWaits(host, layout.label(), content, layout.changes());
    this.tickets = new MutexTickets(host, layout, content);
    this.leaving =
        new LeavingRole(
            host,
            layout.changes(),
            control -> swap(control, host.attachment(), TenonFormatConstants.ATTACHMENT_GONE));
  }

  /** The mutex as the thread that locked it sees it. */
  private final class Locked implements Held {
    private boolean ownerDied;

    @Override
    public boolean ownerDied() {
      return ownerDied;
    }

    @Override
    public void close() {
      unlock();
    }

    @Override
    public String toString() {
      return layout.label();
    }
  }

  /** The way to the mutex of the thread that has {@link #threads}. */
  private final class Turn implements OpenWaits.Owned {
    @Override
    public boolean isFree() {
      return isNobody(owner()) && isNext();
    }

    @Override
    public boolean takeFree() {
      long owner = owner();
      return isNobody(owner) && isNext() && swapOwner(owner);
    }

    @Override
    public boolean recover() {
      if (layout.isFair() && tickets.dropDead()) {
        // Another one may be next now, which has looked before.
        waits.wake();
      }
      long owner = owner();
      return isGone(owner) && isNext() && swapOwner(owner);
    }

    private long owner() {
      return Words.getLongAcquire(content, layout.owner());
    }

    private boolean isNext() {
      return !layout.isFair() || tickets.isNext();
    }

    /** Whether nobody has the mutex, as its words say; an owner that left with it says so, too. */
    private boolean isNobody(long owner) {
      return owner == 0 || owner == TenonFormatConstants.ATTACHMENT_GONE;
    }

    private boolean isGone(long owner) {
      return isNobody(owner)
          || owner != host.attachment() && Attachments.isGone(host.platform(), content, owner);
    }

    private boolean swapOwner(long owner) {
      if (!swap(content, owner, host.attachment())) {
        return false;
      }
      held.ownerDied = owner != 0;
      count(layout.taken());
      if (held.ownerDied) {
        count(layout.deaths());
      }
      if (layout.isFair()) {
        // Nobody waits for that alone: the mutex is not free.
        tickets.drop();
      }
      return true;
    }
  }

  /** For the owner alone. */
  private void count(long counter) {
    Words.setLongOpaque(content, counter, Words.getLongOpaque(content, counter) + 1);
  }

  private boolean swap(MemorySegment region, long owner, long next) {
    return Words.compareAndSetLong(region, layout.owner(), owner, next);
  }

  @Override
  public Held lock(Duration timeout) {
    long nanos = Sleeper.nanos(timeout);
    if (threads.isHeldByCurrentThread()) {
      return lockAgain();
    }
    long left = nanos;
    if (!threads.tryLock()) {
      left = awaitThreads(nanos);
      if (!threads.isHeldByCurrentThread()) {
        return null;
      }
    }
    boolean isTaken = false;
    try {
      isTaken = take(left);
      return isTaken ? held : null;
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    } finally {
      if (!isTaken) {
        threads.unlock();
      }
    }
  }

  private Held lockAgain() {
    if (!layout.isRecursive()) {
      throw new IllegalStateException(
          "this thread holds " + layout.label() + ", which is not recursive");
    }
    threads.lock();
    return held;
  }

  /** Waits until no other thread of this attachment is there; returns the time that is left. */
  private long awaitThreads(long nanos) {
    long begin = System.nanoTime();
    long left = nanos;
    try {
      while (left > 0 && !threads.tryLock(Math.min(left, SLICE), TimeUnit.NANOSECONDS)) {
        host.requireOpen();
        left = nanos - (System.nanoTime() - begin);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException("interrupted while waiting on " + layout.label());
    }
    return Math.max(0, nanos - (System.nanoTime() - begin));
  }

  private boolean take(long nanos) {
    leaving.enter();
    boolean isTaken = turn.takeFree();
    if (!isTaken) {
      isTaken = awaitTurn(nanos);
    }
    Words.settle();
    return isTaken;
  }

  private boolean awaitTurn(long nanos) {
    if (!layout.isFair()) {
      return waits.take(turn, nanos);
    }
    boolean isTaken = false;
    tickets.draw();
    try {
      isTaken = waits.take(turn, nanos);
      return isTaken;
    } finally {
      if (!isTaken && host.isOpen() && tickets.drop()) {
        // Whoever comes next is next.
        waits.wake();
      }
    }
  }

  private void unlock() {
    if (!threads.isHeldByCurrentThread()) {
      throw new IllegalStateException("this thread does not hold " + layout.label());
    }
    try {
      if (threads.getHoldCount() == 1 && host.isOpen()) {
        give();
      }
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    } finally {
      threads.unlock();
    }
  }

  private void give() {
    boolean had = swap(content, host.attachment(), 0);
    waits.wake();
    Words.settle();
    if (!had) {
      throw new CorruptRegionException(layout.label() + " was taken from its holder");
    }
  }

  @Override
  public boolean isHeldByCurrentThread() {
    return threads.isHeldByCurrentThread();
  }

  @Override
  public String toString() {
    return layout.label();
  }
}
