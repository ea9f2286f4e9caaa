// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** One end of a queue, held by this process. */
final class QueueRole implements SectionRole {
  private final RegionMapping mapping;
  private final MemorySegment region;
  private final QueueLayout queue;
  private final long end;
  private final Platform platform;
  private final Signal ownSignal;
  private final Signal peerSignal;
  private final Signal sleep;
  private final Signal wake;
  private final MemorySegment content;
  private final boolean consumes;

  /** Whether who is about to sleep runs this side's fences. */
  private final boolean fenced;

  /**
   * The thread that is in a handler, or null. Written by that thread alone; every other one finds
   * that it is not itself, whatever it reads.
   */
  private Thread handling;

  private QueueRole(
      SectionHost host,
      RegionMapping mapping,
      QueueLayout queue,
      long end,
      long ownWait,
      long peerWait,
      boolean fenced) {
    this.mapping = mapping;
    this.content = mapping.content();
    this.fenced = fenced;
    this.region = mapping.control();
    this.queue = queue;
    this.consumes = end == queue.consumerEnd();
    this.end = end;
    this.platform = host.platform();
    this.ownSignal = host.openSignal(region, ownWait);
    this.peerSignal = host.openSignal(region, peerWait);
    this.sleep = host.openSignal(mapping.content(), ownWait);
    this.wake = host.openSignal(mapping.content(), peerWait);
  }

  /** Becomes the queue's producer. */
  static QueueRole takeProducer(SectionHost host, RegionMapping mapping, QueueLayout queue) {
    return take(
        host, mapping, queue, "producer", queue.producerEnd(), queue.spaceWait(), queue.dataWait());
  }

  /** Becomes the queue's consumer. */
  static QueueRole takeConsumer(SectionHost host, RegionMapping mapping, QueueLayout queue) {
    return take(
        host, mapping, queue, "consumer", queue.consumerEnd(), queue.dataWait(), queue.spaceWait());
  }

  private static QueueRole take(
      SectionHost host,
      RegionMapping mapping,
      QueueLayout queue,
      String name,
      long end,
      long ownWait,
      long peerWait) {
    MemorySegment region = mapping.control();
    Platform platform = host.platform();
    becomeOwner(region, platform, queue, name, end + QueueEnd.OWNER_OFFSET);
    boolean fenced = !host.options().fullFences() && platform.joinBarriers();
    announceAbilities(host, region, end, fenced);
    return new QueueRole(host, mapping, queue, end, ownWait, peerWait, fenced);
  }

  /** Says what this holder can do, before it does anything else. */
  private static void announceAbilities(
      SectionHost host, MemorySegment region, long end, boolean fenced) {
    long flags =
        (host.platform().canWake() ? RoleFlags.CAN_WAKE : 0)
            | (fenced ? RoleFlags.NEEDS_BARRIER : 0)
            | (host.options().waitPolicy().sleeps() ? 0 : RoleFlags.SPINS);
    Words.setIntRelease(region, end + QueueEnd.FLAGS_OFFSET, (int) flags);
    Words.setIntRelease(region, end + QueueEnd.PARTICIPANT_OFFSET, host.slot());
    Words.getAndAddInt(region, end + QueueEnd.EPOCH_OFFSET, 1);
    // Pairs with the fence of Signal.announce(): who sleeps and does not see these flags has set
    // its bit before our first look at it.
    Words.fullFence();
  }

  /**
   * Becomes the owner of a free role or of a dead holder's. An owner that changes again and again
   * to one that is dead is no process's, and must not keep us here.
   */
  private static void becomeOwner(
      MemorySegment region, Platform platform, QueueLayout queue, String name, long ownerOffset) {
    for (int i = 0; i < TenonFormatConstants.ROLE_TRIES; i++) {
      long owner = Words.getLongAcquire(region, ownerOffset);
      Words.settle();
      Answer alive = owner == 0 ? Answer.NO : platform.alive(owner);
      if (alive != Answer.NO) {
        throw new RoleTakenException(
            "the "
                + name
                + " of "
                + queue.label()
                + " is process "
                + platform.processId(owner)
                + platform.doubt(alive));
      }
      if (Words.compareAndSetLong(region, ownerOffset, owner, platform.processIdentity())) {
        return;
      }
    }
    throw new RoleTakenException(
        "the "
            + name
            + " of "
            + queue.label()
            + " changed "
            + TenonFormatConstants.ROLE_TRIES
            + " times at a look");
  }

  /** Signal that the holder of the role sleeps on; for its thread. */
  Signal sleep() {
    return sleep;
  }

  /** Signal that wakes the peer of the holder; for its thread. */
  Signal wake() {
    return wake;
  }

  /**
   * Stores the position up to which the holder has published or released, and wakes the peer if
   * that waits. For the holder's thread.
   */
  void showPosition(long position) {
    // Of the consumer, pairs with the acquire load in SharedQueueProducer: a producer that sees it
    // overwrites what is below it, and all our reads of that are done. Of the producer it is for
    // lookers and a successor; release keeps it behind the header.
    Words.setLongRelease(content, end + QueueEnd.POSITION_OFFSET, position);
    if (!fenced) {
      // Pairs with the fence of Signal.announce(). Otherwise a sleeper has all processors run one
      // after it has set its bit; then the order of these two accesses in the program is enough.
      Words.fullFence();
    }
    if (wake.isAwaited()) {
      wake.raise();
      count(QueueEnd.WAKES_OFFSET, 1);
    }
  }

  /** Stores the own position where nobody waits for it. */
  void setPosition(long position) {
    Words.setLongRelease(content, end + QueueEnd.POSITION_OFFSET, position);
  }

  /** Adds to one of the role's own counters for lookers, which nobody else writes. */
  void count(long offset, long count) {
    Words.setLongOpaque(content, end + offset, Words.getLongOpaque(content, end + offset) + count);
  }

  /** Tells lookers how many messages all holders of the role have published or consumed. */
  void setMessages(long messages) {
    Words.setLongOpaque(content, end + QueueEnd.MESSAGES_OFFSET, messages);
  }

  long messages() {
    return Words.getLongOpaque(content, end + QueueEnd.MESSAGES_OFFSET);
  }

  /** Tells lookers how far the holder has got. */
  void setReached(long position) {
    Words.setLongOpaque(content, end + QueueEnd.REACHED_OFFSET, position);
  }

  long reached() {
    return Words.getLongOpaque(content, end + QueueEnd.REACHED_OFFSET);
  }

  /** Remembers that this thread is in a handler, until {@link #endHandling}. */
  void beginHandling() {
    handling = Thread.currentThread();
  }

  void endHandling() {
    handling = null;
  }

  @Override
  public void requireNotInHandler() {
    if (handling == Thread.currentThread()) {
      throw new IllegalStateException(
          queue.label() + " cannot be polled, left or closed while its handler runs");
    }
  }

  @Override
  public void giveUp() {
    try {
      mapping.requireWhole();
      if (consumes) {
        releaseRest();
      }
      Words.setIntRelease(region, end + QueueEnd.FLAGS_OFFSET, 0);
      Words.compareAndSetLong(region, end + QueueEnd.OWNER_OFFSET, platform.processIdentity(), 0);
      // In any case, because the flags say no more that somebody else has to run it.
      Words.fullFence();
      if (peerSignal.isAwaited()) {
        peerSignal.raise();
      }
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    } finally {
      List.of(ownSignal, peerSignal, sleep, wake).forEach(Signal::close);
    }
  }

  /** Releases what was handed out, by the shared words: the thread that knows may be another. */
  private void releaseRest() {
    long position = end + QueueEnd.POSITION_OFFSET;
    long reached = Words.getLongOpaque(region, end + QueueEnd.REACHED_OFFSET);
    if (queue.isWithinRing(reached - Words.getLongOpaque(region, position))) {
      Words.setLongRelease(region, position, reached);
    }
  }

  @Override
  public void wakeOwnThread() {
    mapping.requireWhole();
    try {
      ownSignal.raise();
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    }
  }
}
