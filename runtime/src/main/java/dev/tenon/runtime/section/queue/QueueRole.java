// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueWait;
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
  private final String queue;
  private final long end;
  private final Platform platform;
  private final Signal ownSignal;
  private final Signal peerSignal;
  private final Signal sleep;
  private final Signal wake;

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
      long peerWait) {
    this.mapping = mapping;
    this.region = mapping.control();
    this.queue = queue.label();
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
    Words.setIntRelease(
        region, end + QueueEnd.FLAGS_OFFSET, platform.canWake() ? (int) RoleFlags.CAN_WAKE : 0);
    // A holder that was killed asleep left it set.
    Words.setIntRelease(region, ownWait + QueueWait.WAITING_OFFSET, 0);
    Words.getAndAddInt(region, end + QueueEnd.EPOCH_OFFSET, 1);
    return new QueueRole(host, mapping, queue, end, ownWait, peerWait);
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
          queue + " cannot be polled, left or closed while its handler runs");
    }
  }

  @Override
  public void giveUp() {
    try {
      mapping.requireWhole();
      Words.setIntRelease(region, end + QueueEnd.FLAGS_OFFSET, 0);
      Words.compareAndSetLong(region, end + QueueEnd.OWNER_OFFSET, platform.processIdentity(), 0);
      peerSignal.raiseIfAwaited();
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    } finally {
      List.of(ownSignal, peerSignal, sleep, wake).forEach(Signal::close);
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
