// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Wakers;
import java.util.List;

/** Watch over the producers of several lanes. For one thread at a time. */
final class LaneWatch implements Wakers {
  private final List<PeerWatch> producers;
  private final Platform platform;

  /** Producer whose epoch was told last. */
  private PeerWatch leaver;

  LaneWatch(List<PeerWatch> producers, Platform platform) {
    this.producers = producers;
    this.platform = platform;
  }

  /** Whether there is a producer, and all that are there can wake. */
  @Override
  public boolean canWake() {
    boolean any = false;
    for (PeerWatch producer : producers) {
      if (producer.isThere()) {
        any = true;
        if (!producer.canWake()) {
          return false;
        }
      }
    }
    return any;
  }

  @Override
  public boolean runsItsFences() {
    for (PeerWatch producer : producers) {
      if (producer.needsBarrier()) {
        return platform.barrier();
      }
    }
    return true;
  }

  @Override
  public int unreportedLeaver() {
    int epoch = 0;
    for (PeerWatch producer : producers) {
      int left = producer.unreportedLeaver();
      if (left != 0 && epoch == 0) {
        epoch = left;
        leaver = producer;
      }
    }
    return epoch;
  }

  @Override
  public boolean hasChanged() {
    for (PeerWatch producer : producers) {
      if (producer.hasChanged()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public PeerLeftException report(int epoch, String label) {
    return leaver.report(epoch, label);
  }
}
