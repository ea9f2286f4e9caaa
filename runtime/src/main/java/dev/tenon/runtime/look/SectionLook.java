// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.CorruptRegionException;
import java.io.IOException;

/** Reads sections of one kind. Stateless. */
interface SectionLook {
  /**
   * Checks the entry of a section.
   *
   * @return the first byte behind the section
   * @throws CorruptRegionException if it cannot be where it is told
   */
  long end(SectionSite site);

  /**
   * Reads a section whose entry was checked.
   *
   * @throws CorruptRegionException if its content cannot be
   */
  SectionView view(SectionSite site) throws IOException;
}
