// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.struct;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;
import dev.tenon.runtime.wait.AllParticipants;
import dev.tenon.runtime.wait.Signal;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/**
 * Threads of this process that wait for changes of a struct. They share the participant's bit: the
 * last one that ends its wait takes it back.
 */
final class StructWaits implements SectionRole {
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

  StructWaits(SectionHost host, String label, RegionMapping mapping, long offset) {
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

  void wake() {
    synchronized (waker) {
      waker.raise();
    }
  }

  boolean await(BooleanSupplier condition, Duration timeout) {
    Sleeper sleeper = begin();
    try {
      sleeper.begin(timeout);
      return sleeper.await(condition::getAsBoolean);
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
        new AllParticipants(mapping.content()),
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
