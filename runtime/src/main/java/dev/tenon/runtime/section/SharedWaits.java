// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.Signal;
import dev.tenon.runtime.wait.Sleeper;
import dev.tenon.runtime.wait.Wakers;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Threads of this process that wait on the same words. They share the participant's bit: the last
 * one that ends its wait takes it back. Safe for all threads.
 */
public final class SharedWaits implements SectionRole {
  private final SectionHost host;
  private final String label;
  private final RegionMapping mapping;
  private final long offset;

  /** Signal of whoever wakes others; guarded by itself. */
  private final Signal waker;

  /** Signal of the close of the region, which works when the content is unmapped. */
  private final Signal closer;

  /** Signal that takes the bit back; guarded by {@link #idle}. */
  private final Signal ender;

  /** All that were opened. */
  private final List<Signal> signals = new CopyOnWriteArrayList<>();

  /** Sleepers that no thread uses. */
  private final Deque<Sleeper> idle = new ArrayDeque<>();

  /** Threads that wait; guarded by {@link #idle}. */
  private int waiting;

  /**
   * Opens the words.
   *
   * @param label names what is waited on in messages
   * @param offset of the WaitWords in the region
   */
  public SharedWaits(SectionHost host, String label, RegionMapping mapping, long offset) {
    this.host = host;
    this.label = label;
    this.mapping = mapping;
    this.offset = offset;
    this.waker = open(mapping.content());
    this.ender = open(mapping.content());
    this.closer = open(mapping.control());
  }

  private Signal open(MemorySegment memory) {
    Signal signal = host.openSignal(memory, offset);
    signals.add(signal);
    return signal;
  }

  /** Makes every thread of every process that waits here look again. */
  public void wake() {
    synchronized (waker) {
      waker.raise();
    }
  }

  /**
   * Waits as {@link Sleeper#await} does.
   *
   * @param wakers who ends the wait
   * @param nanos time to wait; 0 looks once
   */
  public boolean await(Condition condition, Wakers wakers, long nanos) {
    Sleeper sleeper = begin();
    try {
      sleeper.begin(nanos);
      return sleeper.await(condition, wakers);
    } finally {
      end(sleeper);
    }
  }

  private Sleeper begin() {
    synchronized (idle) {
      Sleeper sleeper = idle.isEmpty() ? newSleeper() : idle.pop();
      // Counted before anything is announced: who ends its wait meanwhile leaves the bit.
      waiting++;
      return sleeper;
    }
  }

  private Sleeper newSleeper() {
    return new Sleeper(
        host::requireWhole,
        label,
        open(mapping.content()),
        host.options().waitPolicy(),
        () -> {},
        () -> {});
  }

  private void end(Sleeper sleeper) {
    synchronized (idle) {
      idle.push(sleeper);
      waiting--;
      if (waiting == 0 && ender.canSleep()) {
        ender.reset();
      }
    }
  }

  @Override
  public void giveUp() {
    signals.forEach(Signal::close);
  }

  @Override
  public void requireNotInHandler() {
    // There are no handlers.
  }

  @Override
  public void wakeOwnThread() {
    mapping.requireWhole();
    try {
      closer.raise();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    }
  }
}
