// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.CorruptRegionException;
import java.io.IOException;

/** Reads sections of one kind. Stateless. */
interface SectionLook {
  /**
   * Reads a section, whose entry is possible for a section of any kind.
   *
   * @throws CorruptRegionException if the entry or what it leads to cannot be of this kind
   */
  SectionView view(SectionSite site) throws IOException;
}
