// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.contract;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ReservedBytes;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Structs grow at their end only, and not where something lies behind them: whoever has an earlier
 * version finds everything where it was.
 */
public final class GrowthRule implements Rule {

  @Override
  public void check(Check check) {
    Set<StructType> events = check.events();
    for (Composite composite : check.schema().composites()) {
      // Collected events do not leave the process, in which both sides have one version.
      if (events.contains(composite)) {
        continue;
      }
      if (composite instanceof StructType struct) {
        order(check, struct);
      } else {
        union(check, (UnionType) composite);
      }
      for (Field field : composite.fields()) {
        if (field.valueType() instanceof StructType nested && !check.schema().isImported(nested)) {
          inside(check, composite, field, nested);
        }
      }
    }
  }

  /** Returns fields and reserved bytes in memory order. */
  private static List<Declaration> members(StructType struct) {
    List<Declaration> members = new ArrayList<>(struct.fields());
    for (int i = struct.reserved().size() - 1; i >= 0; i--) {
      ReservedBytes reserved = struct.reserved().get(i);
      members.add(reserved.before(), reserved);
    }
    return members;
  }

  private static void order(Check check, StructType struct) {
    Declaration newest = null;
    int newestSince = struct.since();
    for (Declaration member : members(struct)) {
      int since = Math.max(struct.since(), member.since());
      boolean inReserved = member instanceof Field field && field.inReserved();
      if (member instanceof Field field && (inReserved || field.reservedSince().isPresent())) {
        Optional<String> error = error(struct, field, newestSince);
        if (error.isPresent()) {
          check.report(notReserved(check, struct, field, error.get()));
          return;
        }
        since = field.reservedSince().orElse(newestSince);
      } else if (since < newestSince) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.FIELD_NOT_APPENDED,
                    newest.span(),
                    "'%s' of version %d is placed before '%s' of version %d"
                        .formatted(newest.name(), newestSince, member.name(), since))
                .withRelated(member.span(), "older")
                .withHelp(
                    member instanceof ReservedBytes
                        ? "if these bytes were added in the same version, give them 'since: %d'"
                            .formatted(newestSince)
                        : "append it, or write 'in_reserved: true' if its bytes were reserved"));
        return;
      }
      if (!inReserved || since > newestSince) {
        newest = member;
      }
      newestSince = since;
    }
  }

  /**
   * Says what is wrong about bytes that are to have been reserved before their field came.
   *
   * @param before the version of what stands before them
   */
  private static Optional<String> error(StructType struct, Field field, int before) {
    int reserved = field.reservedSince().orElse(before);
    if (!field.inReserved()) {
      return Optional.of("'reserved_since' of '%s' needs 'in_reserved: true'");
    } else if (field.since() <= struct.since()) {
      return Optional.of("'%s' is not newer than its struct, so its bytes were never reserved");
    } else if (reserved >= field.since()) {
      return Optional.of("the bytes of '%s' must be reserved in an earlier version than its own");
    } else if (reserved < before) {
      return Optional.of("the bytes of '%s' cannot be older than the member before them");
    }
    return Optional.empty();
  }

  private static Diagnostic notReserved(Check check, StructType struct, Field field, String error) {
    String key = "in_reserved";
    String help = "reserved bytes are not older than the member before them";
    if (field.reservedSince().isPresent()) {
      key = "reserved_since";
      help = "remove it if the bytes are as old as the member before them";
    } else if (field.since() <= struct.since()) {
      help = "'in_reserved' needs 'since'";
    }
    return Diagnostic.of(
            DiagnosticCode.FIELD_NOT_APPENDED,
            check.places().of(field, key),
            error.formatted(field.name()))
        .withHelp(help);
  }

  /** An arm that came later lies in the bytes that the others had before. */
  private static void union(Check check, UnionType union) {
    long size = 0;
    long alignment = 1;
    List<Field> arms = new ArrayList<>(union.arms());
    arms.sort(Comparator.comparing(Field::since));
    for (Field arm : arms) {
      long armSize = check.layouts().size(arm.type());
      long armAlignment = check.layouts().alignment(arm.type());
      boolean fits = armSize <= Layouts.alignUp(size, alignment) && armAlignment <= alignment;
      if (arm.since() > Math.max(union.since(), arms.get(0).since()) && !fits) {
        check.report(
            Diagnostic.of(
                    DiagnosticCode.GROWN_INSIDE,
                    arm.typeSpan(),
                    "'%s' had size %d and alignment %d before '%s' with size %d and alignment %d"
                        .formatted(
                            union.name(),
                            Layouts.alignUp(size, alignment),
                            alignment,
                            arm.name(),
                            armSize,
                            armAlignment))
                .withRelated(union.span(), "it would grow")
                .withHelp("data behind the union would move; declare a new union"));
        return;
      }
      size = Math.max(size, armSize);
      alignment = Math.max(alignment, armAlignment);
    }
  }

  private static void inside(Check check, Composite owner, Field field, StructType nested) {
    StructLayoutPlan plan = check.layouts().plan(nested);
    StructLayoutPlan.Version then = plan.at(Math.max(owner.since(), field.since()));
    if (then.size() != plan.size() || then.alignment() != plan.alignment()) {
      check.report(
          Diagnostic.of(
                  DiagnosticCode.GROWN_INSIDE,
                  field.typeSpan(),
                  "'%s' had size %d when '%s.%s' was added, and now has %d"
                      .formatted(
                          nested.name(), then.size(), owner.name(), field.name(), plan.size()))
              .withRelated(nested.span(), "it grew here")
              .withHelp(
                  "data behind it would move; put the new fields into a new struct or into"
                      + " reserved bytes"));
    }
  }
}
