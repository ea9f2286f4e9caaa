// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionFullException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.RegionState;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import dev.tenon.runtime.section.Placement;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Joins a region that exists. */
final class RegionAttacher {
  private final Platform platform;
  private final RegionAddress address;
  private final RegionStore store;
  private final RegionName name;
  private final RegionRemover remover;

  RegionAttacher(Platform platform, RegionAddress address) {
    this.platform = platform;
    this.address = address;
    this.store = platform.store(address);
    this.name = new RegionName(store);
    this.remover = new RegionRemover(platform, address);
  }

  /** Joins; writes nothing before everything has been verified. */
  OpenRegion attach(RegionDescriptor descriptor) {
    return Attempts.repeat("open", address, deadline -> tryAttach(descriptor, false, deadline));
  }

  /**
   * Joins unless everybody has left; then the name is removed.
   *
   * @throws RegionNotFoundException if the region is absent, or was abandoned and is removed now
   */
  OpenRegion attachUnlessAbandoned(RegionDescriptor descriptor) {
    // First by itself, because an abandoned region of another layout could not be attached.
    if (remover.removeIfAbandoned().isEmpty()) {
      throw Attempts.notFound(address);
    }
    return Attempts.repeat("open", address, deadline -> tryAttach(descriptor, true, deadline));
  }

  private OpenRegion tryAttach(RegionDescriptor descriptor, boolean unlessAbandoned, long deadline)
      throws IOException {
    try (StoredRegion stored = store.open();
        Arena copies = Arena.ofConfined()) {
      if (stored == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, stored, copies);
      image.checkBelongsTo(descriptor, platform);
      List<Placement> placements =
          SectionTable.read(address, image.sectionTable(copies), image, descriptor);
      RegionMapping mapping = stored.map(image.totalSize());
      int slot = -1;
      try {
        slot = join(mapping, image, unlessAbandoned, deadline);
      } catch (InternalError e) {
        throw mapping.explained(e);
      } finally {
        if (slot < 0) {
          mapping.discard();
        }
      }
      if (slot < 0) {
        return null;
      }
      return new OpenRegion(
          name,
          image.nonce(),
          image.isPersistent(),
          image.contractVersion(),
          mapping,
          placements,
          slot);
    }
  }

  /** Takes a slot under the registration lock; -1 when the name leads elsewhere by now. */
  private int join(RegionMapping mapping, RegionImage image, boolean unlessAbandoned, long deadline)
      throws IOException {
    mapping.requireWhole();
    MemorySegment region = mapping.control();
    int state = Words.getIntAcquire(region, RegionHeader.STATE_OFFSET);
    if (state != RegionState.READY.value()) {
      throw RegionImage.notReady(address);
    }
    try (RegistrationLock _ = RegistrationLock.take(mapping, platform, deadline)) {
      if (!name.leadsTo(image.nonce())) {
        return -1;
      }
      if (unlessAbandoned
          && !image.isPersistent()
          && Membership.lives(region, platform) == Answer.NO) {
        name.remove();
        throw Attempts.notFound(address);
      }
      int slot = Membership.join(region, platform);
      if (slot < 0) {
        throw new RegionFullException(address + " has no free participant slot");
      }
      return slot;
    }
  }
}
