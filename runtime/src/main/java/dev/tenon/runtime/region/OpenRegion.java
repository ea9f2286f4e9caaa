// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.platform.RegionStore;
import dev.tenon.runtime.platform.StoredRegion;
import dev.tenon.runtime.section.Placement;
import java.util.List;

/**
 * A region that this process has joined.
 *
 * @param store where it is kept
 * @param identity which one it is there
 * @param contractVersion version of the creator's schema
 * @param placements of the descriptor's sections
 * @param slot this participant's
 */
record OpenRegion(
    RegionStore store,
    StoredRegion.Identity identity,
    boolean persistent,
    int contractVersion,
    RegionMapping mapping,
    List<Placement> placements,
    int slot) {}
