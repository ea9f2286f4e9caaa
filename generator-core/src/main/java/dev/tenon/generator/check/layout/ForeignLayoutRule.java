// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.ExternType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;

/** Checks what is told of places and sizes of foreign structs; whether it is true, C proves. */
public final class ForeignLayoutRule implements Rule {

  @Override
  public void check(Check check) {
    for (StructType struct : check.schema().structs()) {
      if (struct.extern().isPresent() && check.places().isComplete(struct)) {
        check(check, struct, struct.extern().get());
      }
    }
  }

  private static void check(Check check, StructType struct, ExternType extern) {
    StructLayoutPlan plan = check.layouts().plan(struct);
    FieldMember before = null;
    boolean inOrder = true;
    for (FieldMember member : plan.fields()) {
      Field field = member.field();
      if (before != null && member.offset() < before.offset() + before.size()) {
        overlap(check, member, before);
        inOrder = false;
      } else if (extern.alignment().isEmpty()
          && member.offset() % check.layouts().alignment(field.type()) != 0) {
        unaligned(check, member);
      } else {
        checkPlace(check, member);
      }
      before = member;
    }
    if (inOrder) {
      checkEnd(check, plan, extern);
    }
  }

  private static void overlap(Check check, FieldMember member, FieldMember before) {
    long end = before.offset() + before.size();
    report(
        check,
        member,
        misplaced(
                check,
                member,
                "'%s' at offset %d begins before the end of '%s' at %d"
                    .formatted(member.field().name(), member.offset(), before.field().name(), end))
            .withRelated(
                before.field().span(),
                "lies at %d to %d".formatted(before.offset(), Math.max(0, end - 1)))
            .withHelp("describe members in memory order, and one of those that share their bytes"));
  }

  private static void unaligned(Check check, FieldMember member) {
    report(
        check,
        member,
        misplaced(
                check,
                member,
                "offset %d of '%s' is not a multiple of %d, the alignment of %s"
                    .formatted(
                        member.offset(),
                        member.field().name(),
                        check.layouts().alignment(member.field().type()),
                        member.field().type().spelling()))
            .withHelp("if the struct is packed, tell its alignment: 'align: 1' in 'extern'"));
  }

  /** Checks what needs its own alignment wherever it lies. */
  private static void checkPlace(Check check, FieldMember member) {
    Field field = member.field();
    long needed = check.layouts().alignment(field.type());
    if (member.alignment() >= needed) {
      return;
    }
    if (field.valueType() instanceof Composite composite) {
      report(
          check,
          member,
          Diagnostic.of(
                  DiagnosticCode.FOREIGN_LAYOUT,
                  field.typeSpan(),
                  "'%s' at offset %d of a packed struct does not have the alignment %d of %s"
                      .formatted(field.name(), member.offset(), needed, composite.name()))
              .withHelp("describe its bytes, u8[%d], or leave it out".formatted(member.size())));
    } else if (field.atomic()) {
      report(
          check,
          member,
          Diagnostic.of(
                  DiagnosticCode.FOREIGN_LAYOUT,
                  check.places().of(field, "atomic"),
                  "'%s' at offset %d of a packed struct is not aligned, so it cannot be atomic"
                      .formatted(field.name(), member.offset()))
              .withHelp("remove 'atomic'"));
    }
  }

  private static void checkEnd(Check check, StructLayoutPlan plan, ExternType extern) {
    StructType struct = (StructType) plan.composite();
    for (FieldMember member : plan.fields()) {
      long end = member.offset() + member.size();
      if (end > extern.size().orElse(end)) {
        report(
            check,
            member,
            misplaced(
                    check,
                    member,
                    "'%s' ends at byte %d, but '%s' has %d bytes"
                        .formatted(
                            member.field().name(), end, struct.name(), extern.size().getAsLong()))
                .withRelated(check.places().of(struct, "extern.size"), "size of the struct")
                .withHelp("write size: %d or more, or correct the member".formatted(end)));
        return;
      }
    }
    if (plan.size() % plan.alignment() != 0) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.FOREIGN_LAYOUT,
                  check.places().of(struct, "extern.size"),
                  "size %d of '%s' is not a multiple of its alignment %d"
                      .formatted(plan.size(), struct.name(), plan.alignment()))
              .withHelp(
                  "write size: %d, or tell another alignment with 'align' in 'extern'"
                      .formatted(Layouts.alignUp(plan.size(), plan.alignment()))));
    }
  }

  /** Error at the place that the schema gives the member. */
  private static Diagnostic misplaced(Check check, FieldMember member, String message) {
    return Diagnostic.of(
        DiagnosticCode.FOREIGN_LAYOUT, check.places().of(member.field(), "offset"), message);
  }

  /** Reports an error unless the member was read in part, which is reported already. */
  private static void report(Check check, FieldMember member, Diagnostic diagnostic) {
    if (check.places().isComplete(member.field())) {
      check.report(diagnostic);
    }
  }
}
