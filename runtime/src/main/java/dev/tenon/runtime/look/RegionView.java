// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import dev.tenon.runtime.RegionAddress;
import java.time.Instant;
import java.util.List;

/**
 * A region whose header is well formed. Texts have no control characters.
 *
 * @param origin whether its processes can be judged
 * @param persistent whether the name stays when the last participant closes
 * @param contractVersion version of the creator's schema
 * @param schema name of the schema
 * @param region name of the region type in the schema
 * @param tool generator that made the creator's code
 * @param layoutHash SHA-256 of the layout text, 64 hexadecimal digits
 * @param created when
 * @param creator process id of the creator
 * @param totalSize bytes
 * @param doc first sentence of its documentation; empty for none
 * @param participants those whose slot is taken, in the order of slots
 * @param sections in the order of the schema
 */
public record RegionView(
    RegionAddress address,
    Origin origin,
    boolean persistent,
    int contractVersion,
    String schema,
    String region,
    String tool,
    String layoutHash,
    Instant created,
    long creator,
    long totalSize,
    String doc,
    List<ParticipantView> participants,
    List<SectionView> sections) {

  /** Copies the lists. */
  public RegionView {
    participants = List.copyOf(participants);
    sections = List.copyOf(sections);
  }

  /** Participants of which none is proved to be dead. */
  public List<ParticipantView> living() {
    return participants.stream().filter(one -> one.life() != Life.DEAD).toList();
  }

  /** Whether nobody uses the region, nor will, so that who creates the next one may remove it. */
  public boolean isAbandoned() {
    return !persistent && origin != Origin.OTHER_NAMESPACE && living().isEmpty();
  }
}
