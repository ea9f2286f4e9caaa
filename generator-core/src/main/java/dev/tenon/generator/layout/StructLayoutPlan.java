// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.StructType;
import java.util.List;

/**
 * Where everything in a struct lies.
 *
 * @param naturalAlignment what the fields alone would ask for, without any {@code align}
 * @param alignment in bytes, a power of two
 * @param size in bytes, a multiple of the alignment
 * @param members fields and padding in memory order, without gaps
 */
public record StructLayoutPlan(
    StructType struct, long size, long alignment, long naturalAlignment, List<Member> members) {

  public StructLayoutPlan {
    members = List.copyOf(members);
  }

  public List<FieldMember> fields() {
    return members.stream()
        .filter(FieldMember.class::isInstance)
        .map(FieldMember.class::cast)
        .toList();
  }

  /** Bytes of padding, nested structs not counted. */
  public long padding() {
    return members.stream()
        .filter(Member.PaddingMember.class::isInstance)
        .mapToLong(Member::size)
        .sum();
  }
}
