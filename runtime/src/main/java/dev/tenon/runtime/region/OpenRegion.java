// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.region;

import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.Placement;
import java.util.List;

/**
 * A region that this process has joined.
 *
 * @param nonce tells it from every other region of that name
 * @param contractVersion version of the creator's schema
 * @param placements of the sections that both the region and the descriptor have, the first ones
 * @param slot this participant's
 */
record OpenRegion(
    RegionName name,
    long nonce,
    boolean persistent,
    int contractVersion,
    RegionMapping mapping,
    List<Placement> placements,
    int slot) {}
