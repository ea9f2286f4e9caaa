// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.RegionState;
import dev.tenon.runtime.platform.Platform;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Joins a region that exists, and removes one that everybody has left. */
final class RegionAttacher {
  private final Platform platform;
  private final RegionAddress address;

  RegionAttacher(Platform platform, RegionAddress address) {
    this.platform = platform;
    this.address = address;
  }

  /** Joins; writes nothing before everything has been verified. */
  Region attach(RegionDescriptor descriptor, RegionOptions options) {
    return RegionFile.exclusively(address, () -> tryAttach(descriptor, options, false));
  }

  /**
   * Joins unless everybody has left; then the name is removed.
   *
   * @throws RegionNotFoundException if the region is absent, or was abandoned and is removed now
   */
  Region attachUnlessAbandoned(RegionDescriptor descriptor, RegionOptions options) {
    // First by itself, because an abandoned region of another layout could not be attached.
    if (removeIfAbandoned()) {
      throw new RegionNotFoundException(address + " does not exist");
    }
    return RegionFile.exclusively(address, () -> tryAttach(descriptor, options, true));
  }

  /**
   * Removes the region's name if the region is well formed, not persistent, and none of its
   * participants lives.
   *
   * @return whether the name is free now
   */
  boolean removeIfAbandoned() {
    try {
      return RegionFile.exclusively(address, this::tryRemoveIfAbandoned);
    } catch (RegionNotFoundException e) {
      return true;
    } catch (UnsafeRegionException
        | CorruptRegionException
        | SchemaMismatchException
        | RegionNotReadyException e) {
      // Not a region that could be judged: it stays, and its name is taken.
      return false;
    }
  }

  private Region tryAttach(
      RegionDescriptor descriptor, RegionOptions options, boolean unlessAbandoned)
      throws IOException {
    try (RegionFile file = RegionFile.open(platform, address);
        Arena copies = Arena.ofConfined()) {
      if (file == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, file.channel(), copies);
      image.checkBelongsTo(descriptor, platform);
      if (image.sectionCount() != descriptor.sections().size()) {
        throw new CorruptRegionException(
            address
                + " has "
                + image.sectionCount()
                + " sections, its layout "
                + descriptor.sections().size());
      }
      List<RegionLayout.Placement> placements =
          SectionTable.read(
              image.sectionTable(copies),
              descriptor,
              image.contractVersion(),
              image.descriptionEnd(),
              image.totalSize());
      RegionMapping mapping = RegionMapping.map(file.channel(), image.totalSize());
      int slot = -1;
      try {
        slot = join(file, mapping, unlessAbandoned && !image.isPersistent());
      } finally {
        if (slot < 0) {
          mapping.discard();
        }
      }
      if (slot < 0) {
        return null;
      }
      return new Region(
          platform,
          address,
          descriptor,
          options,
          new Region.Identity(file.status(), image.isPersistent(), image.contractVersion()),
          mapping,
          placements,
          slot);
    }
  }

  /** Takes a slot under the registration lock; -1 when the lock cannot be had now. */
  private int join(RegionFile file, RegionMapping mapping, boolean unlessAbandoned)
      throws IOException {
    int state = Words.getIntAcquire(mapping.control(), RegionHeader.STATE_OFFSET);
    if (state != RegionState.READY.value()) {
      throw new RegionNotReadyException(address + " is not complete");
    }
    if (!file.tryLock()) {
      return -1;
    }
    if (unlessAbandoned && Membership.isAbandoned(mapping.control(), platform)) {
      Files.delete(address.path());
      throw new NoSuchFileException(address.path().toString());
    }
    int slot = Membership.join(mapping.control(), platform);
    if (slot < 0) {
      throw new RegionFullException(address + " has no free participant slot");
    }
    return slot;
  }

  private Boolean tryRemoveIfAbandoned() throws IOException {
    try (RegionFile file = RegionFile.open(platform, address);
        Arena copies = Arena.ofConfined()) {
      if (file == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, file.channel(), copies);
      if (image.isPersistent()) {
        return false;
      }
      if (!file.tryLock()) {
        return null;
      }
      if (!isAbandoned(image, file)) {
        return false;
      }
      Files.delete(address.path());
      return true;
    }
  }

  private boolean isAbandoned(RegionImage image, RegionFile file) throws IOException {
    if (!image.isOfThisBoot(platform)) {
      return true;
    }
    if (!image.isOfThisPidNamespace(platform)) {
      return false;
    }
    RegionMapping mapping = RegionMapping.map(file.channel(), image.totalSize());
    try {
      return Membership.isAbandoned(mapping.control(), platform);
    } finally {
      mapping.discard();
    }
  }
}
