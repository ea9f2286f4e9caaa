// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.RegionExistsException;
import dev.tenon.runtime.RegionOptions;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import dev.tenon.runtime.platform.Uninterrupted;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Creates a region without a name and gives it its name when it is complete, in one step. A creator
 * killed at any moment leaves at most a draft, which the next creation of the same name removes.
 */
final class RegionCreator {
  private final Platform platform;
  private final RegionAddress address;
  private final RegionStore store;
  private final RegionRemover remover;

  RegionCreator(Platform platform, RegionAddress address) {
    this.platform = platform;
    this.address = address;
    this.store = platform.store(address);
    this.remover = new RegionRemover(platform, address);
  }

  /**
   * Creates the region.
   *
   * @throws RegionExistsException if the name is taken by a region that is not abandoned
   */
  OpenRegion create(RegionDescriptor descriptor, RegionOptions options) {
    try {
      return Uninterrupted.call(() -> tryCreate(descriptor, options));
    } catch (IOException e) {
      throw new RegionAccessException("cannot create " + address + ": " + e.getMessage(), e);
    }
  }

  private OpenRegion tryCreate(RegionDescriptor descriptor, RegionOptions options)
      throws IOException {
    RegionLayout layout = RegionLayout.of(descriptor);
    long deadline = Attempts.deadline();
    while (true) {
      requireNameIsFree();
      store.removeDeadDrafts();
      OpenRegion region = buildAndName(descriptor, options, layout);
      if (region != null) {
        return region;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw Attempts.moving(address);
      }
    }
  }

  private void requireNameIsFree() {
    Optional<String> taken = remover.removeIfAbandoned();
    if (taken.isPresent()) {
      throw new RegionExistsException(taken.get());
    }
  }

  /** Null when somebody took the name or removed the draft meanwhile. */
  private OpenRegion buildAndName(
      RegionDescriptor descriptor, RegionOptions options, RegionLayout layout) throws IOException {
    RegionMapping mapping = null;
    boolean named = false;
    try (StoredRegion draft = store.create(layout.totalSize())) {
      if (draft == null) {
        return null;
      }
      mapping = draft.map(layout.totalSize());
      long nonce = platform.random();
      new RegionWriter(mapping.control(), platform, nonce).write(descriptor, options, layout);
      named = draft.publish();
      return named
          ? new OpenRegion(
              new RegionName(store),
              nonce,
              options.persistent(),
              descriptor.contractVersion(),
              mapping,
              layout.placements(),
              RegionWriter.CREATOR_SLOT)
          : null;
    } catch (InternalError e) {
      if (mapping == null) {
        throw e;
      }
      throw mapping.explained(e);
    } catch (NoSuchFileException e) {
      // Somebody has removed the draft. If it was the directory, the next creation tells.
      return null;
    } finally {
      if (!named && mapping != null) {
        mapping.discard();
      }
    }
  }
}
