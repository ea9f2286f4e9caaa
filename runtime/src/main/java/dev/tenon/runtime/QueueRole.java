// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueWait;
import dev.tenon.runtime.format.RoleFlags;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;

/**
 * One end of a queue, held by this process. Works on the region's control mapping and under the
 * region's lifecycle lock, so that it can still be given up when the content is unmapped.
 */
final class QueueRole {
  private final MemorySegment region;
  private final long end;
  private final Platform platform;
  private final Signal ownSignal;
  private final Signal peerSignal;

  private QueueRole(
      RegionMapping mapping, long end, long ownWait, long peerWait, Platform platform) {
    this.region = mapping.control();
    this.end = end;
    this.platform = platform;
    this.ownSignal = new Signal(region, ownWait, platform);
    this.peerSignal = new Signal(region, peerWait, platform);
  }

  /** Becomes the queue's producer. */
  static QueueRole takeProducer(RegionMapping mapping, QueueLayout queue, Platform platform) {
    return take(
        mapping,
        queue.producerEnd(),
        queue.spaceWait(),
        queue.dataWait(),
        platform,
        "producer of " + queue.label());
  }

  /** Becomes the queue's consumer. */
  static QueueRole takeConsumer(RegionMapping mapping, QueueLayout queue, Platform platform) {
    return take(
        mapping,
        queue.consumerEnd(),
        queue.dataWait(),
        queue.spaceWait(),
        platform,
        "consumer of " + queue.label());
  }

  private static QueueRole take(
      RegionMapping mapping,
      long end,
      long ownWait,
      long peerWait,
      Platform platform,
      String what) {
    MemorySegment region = mapping.control();
    long ownerOffset = end + QueueEnd.OWNER_OFFSET;
    long owner;
    do {
      owner = Words.getLongAcquire(region, ownerOffset);
      if (owner != 0 && platform.isAlive(owner)) {
        throw new RoleTakenException(
            "process " + platform.processId(owner) + " already is the " + what);
      }
    } while (!Words.compareAndSetLong(region, ownerOffset, owner, platform.processIdentity()));
    Words.setIntRelease(
        region, end + QueueEnd.FLAGS_OFFSET, platform.canWake() ? (int) RoleFlags.CAN_WAKE : 0);
    // A holder that was killed asleep left it set.
    Words.setIntRelease(region, ownWait + QueueWait.WAITING_OFFSET, 0);
    Words.getAndAddInt(region, end + QueueEnd.EPOCH_OFFSET, 1);
    return new QueueRole(mapping, end, ownWait, peerWait, platform);
  }

  /** Lets another process take the role, and tells a waiting peer. */
  void giveUp() {
    Words.setIntRelease(region, end + QueueEnd.FLAGS_OFFSET, 0);
    Words.compareAndSetLong(region, end + QueueEnd.OWNER_OFFSET, platform.processIdentity(), 0);
    peerSignal.raiseIfAwaited();
  }

  /** Makes this process's own thread that sleeps in the role look again. */
  void wakeOwnThread() {
    ownSignal.raise();
  }
}
