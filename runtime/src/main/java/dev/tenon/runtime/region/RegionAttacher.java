// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionFullException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionNotReadyException;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.RegionState;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import dev.tenon.runtime.section.Placement;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;

/** Joins a region that exists, and removes one that everybody has left. */
final class RegionAttacher {
  private final Platform platform;
  private final RegionAddress address;
  private final RegionStore store;

  RegionAttacher(Platform platform, RegionAddress address) {
    this.platform = platform;
    this.address = address;
    this.store = platform.store(address);
  }

  /** Joins; writes nothing before everything has been verified. */
  OpenRegion attach(RegionDescriptor descriptor) {
    return RegistrationLock.exclusively(address, () -> tryAttach(descriptor, false));
  }

  /**
   * Joins unless everybody has left; then the name is removed.
   *
   * @throws RegionNotFoundException if the region is absent, or was abandoned and is removed now
   */
  OpenRegion attachUnlessAbandoned(RegionDescriptor descriptor) {
    // First by itself, because an abandoned region of another layout could not be attached.
    if (removeIfAbandoned().isEmpty()) {
      throw RegistrationLock.notFound(address);
    }
    return RegistrationLock.exclusively(address, () -> tryAttach(descriptor, true));
  }

  /**
   * Removes the region's name if the region is well formed, not persistent, and none of its
   * participants lives.
   *
   * @return why the name stays; empty when it is free now
   */
  Optional<String> removeIfAbandoned() {
    try {
      return RegistrationLock.exclusively(address, this::tryRemoveIfAbandoned);
    } catch (RegionNotFoundException e) {
      return Optional.empty();
    } catch (UnsafeRegionException
        | CorruptRegionException
        | SchemaMismatchException
        | RegionNotReadyException e) {
      // Not a region that could be judged: it stays, and its name is taken.
      return Optional.of(e.getMessage());
    }
  }

  private OpenRegion tryAttach(RegionDescriptor descriptor, boolean unlessAbandoned)
      throws IOException {
    try (StoredRegion stored = store.open();
        Arena copies = Arena.ofConfined()) {
      if (stored == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, stored, copies);
      image.checkBelongsTo(descriptor, platform);
      if (image.sectionCount() != descriptor.sections().size()) {
        throw new CorruptRegionException(
            address
                + " has "
                + image.sectionCount()
                + " sections, its layout "
                + descriptor.sections().size());
      }
      List<Placement> placements =
          SectionTable.read(address, image.sectionTable(copies), image, descriptor);
      RegionMapping mapping = stored.map(image.totalSize());
      int slot = -1;
      try {
        slot = join(stored, mapping, unlessAbandoned && !image.isPersistent());
      } finally {
        if (slot < 0) {
          mapping.discard();
        }
      }
      if (slot < 0) {
        return null;
      }
      return new OpenRegion(
          store,
          stored.identity(),
          image.isPersistent(),
          image.contractVersion(),
          mapping,
          placements,
          slot);
    }
  }

  /** Takes a slot under the registration lock; -1 when the lock cannot be had now. */
  private int join(StoredRegion stored, RegionMapping mapping, boolean unlessAbandoned)
      throws IOException {
    int state = Words.getIntAcquire(mapping.control(), RegionHeader.STATE_OFFSET);
    if (state != RegionState.READY.value()) {
      throw RegionImage.notReady(address);
    }
    if (!stored.tryLock()) {
      return -1;
    }
    if (unlessAbandoned && Membership.isAbandoned(mapping.control(), platform)) {
      store.unlink();
      throw RegistrationLock.notFound(address);
    }
    int slot = Membership.join(mapping.control(), platform);
    if (slot < 0) {
      throw new RegionFullException(address + " has no free participant slot");
    }
    return slot;
  }

  private Optional<String> tryRemoveIfAbandoned() throws IOException {
    try (StoredRegion stored = store.open();
        Arena copies = Arena.ofConfined()) {
      if (stored == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, stored, copies);
      if (image.isOfThisBoot(platform) && !image.isOfThisPidNamespace(platform)) {
        return Optional.of(image.foreign(platform).getMessage());
      }
      if (image.isPersistent()) {
        return Optional.of(address + " exists and is persistent");
      }
      if (!stored.tryLock()) {
        return null;
      }
      if (!isAbandoned(image, stored)) {
        return Optional.of(address + " exists and is in use");
      }
      store.unlink();
      return Optional.empty();
    }
  }

  private boolean isAbandoned(RegionImage image, StoredRegion stored) throws IOException {
    if (!image.isOfThisBoot(platform)) {
      return true;
    }
    RegionMapping mapping = stored.map(image.totalSize());
    try {
      return Membership.isAbandoned(mapping.control(), platform);
    } finally {
      mapping.discard();
    }
  }
}
