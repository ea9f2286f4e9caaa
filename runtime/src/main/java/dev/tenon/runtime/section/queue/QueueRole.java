// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.RoleWords;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.SectionRole;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** A role of a queue that this process holds: the producer of one lane, or the consumer of all. */
final class QueueRole implements SectionRole {
  private final RegionMapping mapping;
  private final RoleWords role;
  private final List<QueueLayout> lanes;
  private final boolean consumes;

  /** Signal that the holder sleeps on, which works when the content is unmapped. */
  private final Signal ownSignal;

  /** Signals that the other side sleeps on, one a lane, which work then, too. */
  private final List<Signal> peerSignals = new ArrayList<>();

  private final Signal sleep;
  private final List<LaneEnd> ends = new ArrayList<>();

  /**
   * The thread that is in a handler, or null. Written by that thread alone; every other one finds
   * that it is not itself, whatever it reads.
   */
  private Thread handling;

  private QueueRole(
      SectionHost host,
      RegionMapping mapping,
      RoleWords role,
      List<QueueLayout> lanes,
      boolean consumes,
      boolean fenced) {
    this.mapping = mapping;
    this.role = role;
    this.lanes = lanes;
    this.consumes = consumes;
    QueueLayout first = lanes.get(0);
    long ownWait = consumes ? first.dataWait() : first.spaceWait();
    this.ownSignal = host.openSignal(mapping.control(), ownWait);
    this.sleep = host.openSignal(mapping.content(), ownWait);
    for (QueueLayout lane : lanes) {
      long peerWait = consumes ? lane.spaceWait() : lane.dataWait();
      peerSignals.add(host.openSignal(mapping.control(), peerWait));
      Signal wake = host.openSignal(mapping.content(), peerWait);
      ends.add(new LaneEnd(mapping.content(), end(lane), wake, fenced));
    }
  }

  private long end(QueueLayout lane) {
    return consumes ? lane.consumerEnd() : lane.producerEnd();
  }

  /**
   * Becomes a producer of the queue, in a lane that nobody has.
   *
   * @throws RoleTakenException if there is none
   */
  static QueueRole takeProducer(SectionHost host, RegionMapping mapping, QueueLayout queue) {
    if (queue.lanes() == 1) {
      return takeLane(host, mapping, queue);
    }
    for (int i = 0; i < queue.lanes(); i++) {
      try {
        return takeLane(host, mapping, queue.lane(i));
      } catch (RoleTakenException e) {
        // The next one may be free.
        continue;
      }
    }
    throw new RoleTakenException(
        "all " + queue.lanes() + " producers of " + queue.label() + " are there");
  }

  private static QueueRole takeLane(SectionHost host, RegionMapping mapping, QueueLayout lane) {
    RoleWords role = new RoleWords(host, mapping.control(), lane.producerRole());
    boolean fenced = role.take("producer of " + lane.label());
    return new QueueRole(host, mapping, role, List.of(lane), false, fenced);
  }

  /** Becomes the queue's consumer. */
  static QueueRole takeConsumer(SectionHost host, RegionMapping mapping, QueueLayout queue) {
    RoleWords role = new RoleWords(host, mapping.control(), queue.consumerRole());
    boolean fenced = role.take("consumer of " + queue.label());
    List<QueueLayout> lanes = new ArrayList<>();
    for (int i = 0; i < queue.lanes(); i++) {
      lanes.add(queue.lane(i));
    }
    return new QueueRole(host, mapping, role, lanes, true, fenced);
  }

  /** The lanes in which the holder has the role: one for a producer. */
  List<QueueLayout> lanes() {
    return lanes;
  }

  /** Signal that the holder of the role sleeps on; for its thread. */
  Signal sleep() {
    return sleep;
  }

  /** The words that the holder writes in one of its lanes; for its thread. */
  LaneEnd end(int index) {
    return ends.get(index);
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
          lanes.get(0).label() + " cannot be polled, left or closed while its handler runs");
    }
  }

  @Override
  public void giveUp() {
    try {
      mapping.requireWhole();
      if (consumes) {
        lanes.forEach(this::releaseRest);
      }
      role.giveUp();
      for (Signal signal : peerSignals) {
        if (signal.isAwaited()) {
          signal.raise();
        }
      }
      Words.settle();
    } catch (InternalError | RegionAccessException e) {
      throw mapping.explained(e);
    } finally {
      ownSignal.close();
      sleep.close();
      peerSignals.forEach(Signal::close);
      ends.forEach(end -> end.wake().close());
    }
  }

  /** Releases what was handed out, by the shared words: the thread that knows may be another. */
  private void releaseRest(QueueLayout lane) {
    MemorySegment region = mapping.control();
    long position = lane.consumerEnd() + QueueEnd.POSITION_OFFSET;
    long reached = Words.getLongOpaque(region, lane.consumerEnd() + QueueEnd.REACHED_OFFSET);
    if (lane.isWithinRing(reached - Words.getLongOpaque(region, position))) {
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
