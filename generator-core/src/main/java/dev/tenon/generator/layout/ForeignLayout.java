// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.layout;

import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.Filler;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.schema.ExternType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * The layout of a foreign struct: what the author tells of places and sizes holds, and members
 * without a place follow one another. Bytes up to a told place or a told end are a gap, which may
 * hold members that are not described.
 *
 * <p>A told alignment bounds that of every member, as in a packed struct of C. Places that cannot
 * be, such as those of members that overlap, are errors that a rule reports.
 */
final class ForeignLayout {

  private final Layouts layouts;
  private final StructType struct;
  private final ExternType extern;
  private final List<Member> members = new ArrayList<>();
  private long end;
  private long natural = 1;

  ForeignLayout(Layouts layouts, StructType struct, ExternType extern) {
    this.layouts = layouts;
    this.struct = struct;
    this.extern = extern;
  }

  StructLayoutPlan plan() {
    struct.fields().forEach(this::add);
    // A rule refuses them here; elsewhere they are looked for in the plan.
    for (ReservedBytes bytes : struct.reserved()) {
      members.add(new PaddingMember(bytes.name(), end, bytes.bytes(), Filler.RESERVED));
      end = Layouts.add(end, bytes.bytes());
    }
    long alignment = extern.alignment().orElse(natural);
    long size = Math.max(end, extern.size().orElse(Layouts.alignUp(end, alignment)));
    fill(size, extern.size().isPresent() ? Filler.GAP : Filler.PADDING);
    return new StructLayoutPlan(
        struct,
        size,
        alignment,
        alignment,
        members,
        List.of(new Version(Math.max(1, struct.since()), size, alignment, size)));
  }

  private void add(Field field) {
    if (field.type() instanceof ListType) {
      // A rule refuses it, for which its count has to be somewhere.
      members.add(new CountMember(field, end, ScalarType.U32.bytes(), 1));
    }
    long own = layouts.alignment(field.type());
    natural = Math.max(natural, own);
    long alignment = Math.min(own, extern.alignment().orElse(own));
    long offset = field.offset().orElse(Layouts.alignUp(end, alignment));
    fill(offset, field.offset().isPresent() ? Filler.GAP : Filler.PADDING);
    long size = layouts.size(field.type());
    members.add(new FieldMember(field, offset, size, at(offset, alignment)));
    end = Math.max(end, Layouts.add(offset, size));
  }

  /** Returns the alignment that a member has at its place. */
  private static long at(long offset, long alignment) {
    return offset == 0 ? alignment : Math.min(alignment, Long.lowestOneBit(offset));
  }

  private void fill(long to, Filler filler) {
    if (to > end) {
      members.add(new PaddingMember("padding_" + end, end, to - end, filler));
      end = to;
    }
  }
}
