// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.Filler;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Layout of a struct or union.
 *
 * @param naturalAlignment what the fields alone would ask for, without any {@code align}
 * @param alignment in bytes, a power of two
 * @param size in bytes, a multiple of the alignment
 * @param members fields and padding in memory order, without gaps; of a union its arms, all at 0
 * @param history sizes at all contract versions at which the size or what is in it changed, the
 *     earliest first; the last is that of today
 */
public record StructLayoutPlan(
    Composite composite,
    long size,
    long alignment,
    long naturalAlignment,
    List<Member> members,
    List<Version> history) {

  /**
   * A struct as it was from one contract version on.
   *
   * @param since the version
   * @param size in bytes
   * @param alignment in bytes
   * @param sentSize the fewest bytes of a message: the size, or, when the last field is a bounded
   *     list, the bytes before its elements
   */
  public record Version(int since, long size, long alignment, long sentSize) {}

  public StructLayoutPlan {
    members = List.copyOf(members);
    history = List.copyOf(history);
  }

  public List<FieldMember> fields() {
    return members.stream()
        .filter(FieldMember.class::isInstance)
        .map(FieldMember.class::cast)
        .toList();
  }

  /** Returns where a field lies. */
  public FieldMember member(Field field) {
    return fields().stream().filter(member -> member.field() == field).findFirst().orElseThrow();
  }

  /** Returns the member that counts the elements of a list. */
  public CountMember count(Field list) {
    return members.stream()
        .filter(member -> member instanceof CountMember count && count.field() == list)
        .map(CountMember.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the struct as it was at a contract version; as it was first if that was later. */
  public Version at(int version) {
    Version found = history.get(0);
    for (Version candidate : history) {
      if (candidate.since() <= version) {
        found = candidate;
      }
    }
    return found;
  }

  /** Returns the bounded list that is the last field, so that a message ends with its elements. */
  public Optional<FieldMember> lastList() {
    List<FieldMember> fields = fields();
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(fields.get(fields.size() - 1))
            .filter(member -> member.field().type() instanceof ListType)
            .filter(member -> noneBehind(member));
  }

  /** Returns the bounded list with which messages of a version end. */
  public Optional<FieldMember> lastList(Version version) {
    return fields().stream()
        .filter(member -> version.sentSize() < version.size())
        .filter(member -> member.field().type() instanceof ListType)
        .filter(member -> member.offset() == version.sentSize())
        .findFirst();
  }

  /** Returns the versions at which a number became another one, the earliest first. */
  public List<Version> changes(ToLongFunction<Version> number) {
    List<Version> changes = new ArrayList<>();
    for (Version version : history) {
      if (changes.isEmpty()
          || number.applyAsLong(version) != number.applyAsLong(changes.get(changes.size() - 1))) {
        changes.add(version);
      }
    }
    return changes;
  }

  /** Returns the same as far as it matters to whoever has had the type since a version only. */
  public List<Version> changes(ToLongFunction<Version> number, int first) {
    List<Version> changes = changes(number);
    int earlier = (int) changes.stream().filter(version -> version.since() <= first).count();
    return changes.subList(Math.max(0, earlier - 1), changes.size());
  }

  private boolean noneBehind(FieldMember list) {
    return members.stream()
        .noneMatch(
            member ->
                member.offset() > list.offset()
                    && member instanceof PaddingMember padding
                    && padding.reserved());
  }

  /** Bytes of padding, nested structs not counted; reserved bytes and gaps are none. */
  public long padding() {
    return bytesOf(Filler.PADDING);
  }

  /** Bytes of a foreign struct that are not described. */
  public long gaps() {
    return bytesOf(Filler.GAP);
  }

  private long bytesOf(Filler filler) {
    return members.stream()
        .filter(member -> member instanceof PaddingMember padding && padding.filler() == filler)
        .mapToLong(Member::size)
        .sum();
  }
}
