// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.ForeignNamespaceException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionNotReadyException;
import dev.tenon.runtime.RegionTruncatedException;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Removes the name of a region that is abandoned, or that somebody no longer wants. */
final class RegionRemover {
  private final Platform platform;
  private final RegionAddress address;
  private final RegionStore store;
  private final RegionName name;

  RegionRemover(Platform platform, RegionAddress address) {
    this.platform = platform;
    this.address = address;
    this.store = platform.store(address);
    this.name = new RegionName(store);
  }

  /** Something to do with a region that has its name, by the holder of its lock. */
  private interface LockedStep<T> {
    T run(MemorySegment header) throws IOException;
  }

  /**
   * Removes the region's name if the region is well formed, not persistent, and none of its
   * participants lives.
   *
   * @return why the name stays; empty when it is free now
   */
  Optional<String> removeIfAbandoned() {
    try {
      return Attempts.repeat("open", address, this::tryRemoveIfAbandoned);
    } catch (RegionNotFoundException e) {
      return Optional.empty();
    } catch (UnsafeRegionException
        | CorruptRegionException
        | SchemaMismatchException
        | ForeignNamespaceException
        | RegionNotReadyException
        | RegionTruncatedException e) {
      // Not a region that could be judged: it stays, and its name is taken.
      return Optional.of(e.getMessage());
    }
  }

  /**
   * Removes the name of whatever of this user's file it is.
   *
   * @return false if there was none
   */
  boolean remove() {
    try {
      return Attempts.repeat("remove", address, this::tryRemove);
    } catch (RegionNotFoundException e) {
      return false;
    }
  }

  private Optional<String> tryRemoveIfAbandoned(long deadline) throws IOException {
    try (StoredRegion stored = store.open();
        Arena copies = Arena.ofConfined()) {
      if (stored == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, stored, copies);
      boolean ofThisBoot = image.isOfThisBoot(platform);
      if (ofThisBoot) {
        image.requireJudgeable(platform);
      }
      if (image.isPersistent()) {
        return Optional.of(address + " exists and is persistent");
      }
      // A first look without the lock: who lives may be stopped while having it.
      Optional<String> inUse = ofThisBoot ? inUse(image.header()) : Optional.empty();
      return inUse.isPresent()
          ? inUse
          : locked(stored, image.nonce(), deadline, header -> tryUnlink(header, ofThisBoot));
    }
  }

  private Optional<String> tryUnlink(MemorySegment header, boolean ofThisBoot) throws IOException {
    // Nobody lives who was there before the boot.
    Optional<String> inUse = ofThisBoot ? inUse(header) : Optional.empty();
    if (inUse.isEmpty()) {
      name.remove();
    }
    return inUse;
  }

  private Optional<String> inUse(MemorySegment header) {
    Answer lives = Membership.lives(header, platform);
    return switch (lives) {
      case NO -> Optional.empty();
      case YES -> Optional.of(address + " exists and is in use");
      case CANNOT_TELL ->
          Optional.of(address + " exists and may be in use" + platform.doubt(lives));
    };
  }

  private Boolean tryRemove(long deadline) throws IOException {
    try (StoredRegion stored = store.open();
        Arena copies = Arena.ofConfined()) {
      if (stored == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, stored, copies);
      if (image.isOfThisBoot(platform)) {
        image.requireJudgeable(platform);
      }
      return locked(stored, image.nonce(), deadline, header -> store.remove());
    } catch (NoSuchFileException e) {
      return false;
    } catch (UnsafeRegionException
        | CorruptRegionException
        | SchemaMismatchException
        | ForeignNamespaceException
        | RegionNotReadyException
        | RegionTruncatedException e) {
      // Without the lock where it cannot be had: in what is no region of this format, and in one
      // of another namespace, whose processes can neither judge nor be judged.
      return store.remove();
    }
  }

  /** Null when the name leads elsewhere by now. Maps the header alone: the rest may be anything. */
  private <T> T locked(StoredRegion stored, long nonce, long deadline, LockedStep<T> step)
      throws IOException {
    RegionMapping mapping = stored.map(RegionHeader.BYTES);
    try {
      mapping.requireWhole();
      try (RegistrationLock _ = RegistrationLock.take(mapping, platform, deadline)) {
        return name.leadsTo(nonce) ? step.run(mapping.control()) : null;
      }
    } catch (InternalError e) {
      throw mapping.explained(e);
    } finally {
      mapping.discard();
    }
  }
}
