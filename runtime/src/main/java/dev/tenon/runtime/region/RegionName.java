// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.NoSuchFileException;

/**
 * The name of a region. Whoever removes it has the registration lock of the region that it leads
 * to, so that nobody who found it to be one region's, and is slow, removes it from the next.
 */
final class RegionName {
  private final RegionStore store;

  RegionName(RegionStore store) {
    this.store = store;
  }

  /**
   * Whether the name leads to the region with that nonce. As long as the caller has that region's
   * lock, the answer stays true.
   */
  boolean leadsTo(long nonce) throws IOException {
    try (StoredRegion named = store.open();
        Arena copies = Arena.ofConfined()) {
      return named != null
          && named.size() >= RegionHeader.BYTES
          && named.read(RegionHeader.NONCE_OFFSET, Long.BYTES, copies).get(ValueLayout.JAVA_LONG, 0)
              == nonce;
    } catch (NoSuchFileException | UnsafeRegionException e) {
      // Gone, or no region of ours.
      return false;
    }
  }

  /** Removes it, by the holder of the lock. */
  void remove() throws IOException {
    store.unlink();
  }
}
