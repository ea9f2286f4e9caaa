// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;

/** Store of the region of one name. */
public interface RegionStore {
  /**
   * Creates a region without a name that only this user may open: zeros, with all its memory.
   *
   * @return the region; null if another creator of the name was faster
   * @throws dev.tenon.runtime.RegionCreationException if there is too little room
   */
  StoredRegion create(long size) throws IOException;

  /**
   * Opens the region that has the name.
   *
   * @return the region; null if the name moved meanwhile: try again
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws dev.tenon.runtime.UnsafeRegionException if another user could have made it or could
   *     change it
   */
  StoredRegion open() throws IOException;

  /**
   * Opens the region that has the name, to look at it and no more.
   *
   * @return the region; null if the name moved meanwhile: try again
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws dev.tenon.runtime.UnsafeRegionException if another user could have made it or could
   *     change it
   */
  ReadableRegion openToRead() throws IOException;

  /** Removes the name without a look at what has it; false if nothing had. */
  boolean unlink() throws IOException;

  /**
   * Removes the name if it is that of something of this user's.
   *
   * @return false if there is no such name
   * @throws dev.tenon.runtime.UnsafeRegionException if it is anything else
   */
  boolean remove() throws IOException;

  /** Removes regions that dead processes have created for this name and not published. */
  void removeDeadDrafts() throws IOException;
}
