// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionBusyException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionNotReadyException;
import dev.tenon.runtime.RegionTruncatedException;
import dev.tenon.runtime.SchemaMismatchException;
import dev.tenon.runtime.UnsafeRegionException;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.ReadableRegion;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.host.HostPlatform;
import dev.tenon.runtime.region.Attempts;
import dev.tenon.runtime.region.RegionImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;

/** Looks at regions from outside. Safe for all threads. */
public final class RegionLook {
  private RegionLook() {}

  /**
   * Names that something has in shared memory where regions have theirs, in order. They need not be
   * names that a region can have, nor be those of regions.
   *
   * @throws RegionAccessException if the operating system refuses
   */
  public static List<String> names() {
    try {
      return HostPlatform.current().regionNames();
    } catch (IOException e) {
      throw new RegionAccessException("cannot list shared memory: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a region, whatever its schema. Writes nothing.
   *
   * @throws RegionNotFoundException if there is none
   * @throws UnsafeRegionException if it is not a private file of the calling user
   * @throws CorruptRegionException if it is no region, or its header is damaged
   * @throws SchemaMismatchException if it has another format
   * @throws RegionNotReadyException if its creator has not finished
   * @throws RegionTruncatedException if its file was cut short meanwhile
   * @throws RegionBusyException if its name does not come to rest for five seconds
   * @throws RegionAccessException if the operating system refuses
   */
  public static RegionView at(RegionAddress address) {
    Platform platform = HostPlatform.current();
    RegionStore store = platform.store(address);
    return Attempts.repeat("read", address, deadline -> look(platform, address, store));
  }

  private static RegionView look(Platform platform, RegionAddress address, RegionStore store)
      throws IOException {
    try (ReadableRegion stored = store.openToRead();
        Arena arena = Arena.ofConfined()) {
      if (stored == null) {
        return null;
      }
      RegionImage image = RegionImage.read(address, stored, arena);
      try {
        return new RegionReader(platform, address, stored, image, arena).view();
      } catch (InternalError e) {
        // The JVM's answer to an access to memory that was gone, which may be back by now.
        long bytes = stored.size();
        throw new RegionTruncatedException(
            address + " was truncated while it was read, its file has " + bytes + " bytes now",
            image.totalSize(),
            bytes,
            e);
      }
    }
  }
}
