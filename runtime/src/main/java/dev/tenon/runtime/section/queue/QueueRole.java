// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.RoleWords;
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
  private final RoleWords role;
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
      RoleWords role,
      long end,
      long ownWait,
      long peerWait,
      boolean fenced) {
    this.role = role;
    this.mapping = mapping;
    this.content = mapping.content();
    this.fenced = fenced;
    this.region = mapping.control();
    this.queue = queue;
    this.consumes = end == queue.consumerEnd();
    this.end = end;
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
    RoleWords role = new RoleWords(host, mapping.control(), end + QueueEnd.ROLE_OFFSET);
    boolean fenced = role.take(name + " of " + queue.label());
    return new QueueRole(host, mapping, queue, role, end, ownWait, peerWait, fenced);
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
      role.giveUp();
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
