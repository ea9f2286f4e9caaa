// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import java.util.HashSet;
import java.util.Set;

/**
 * Atomic fields that several processes store to in turn are slow when they share a cache line.
 * Looks at structs that are placed in a region once, not in arrays of them, where separate lines
 * would cost a line for each element.
 *
 * <p>An atomic field with {@code align: 64} or more tells that its author thought of cache lines:
 * what still shares one is meant to.
 */
public final class FalseSharingRule implements Rule {

  private static final int CACHE_LINE = 64;

  @Override
  public void check(Check check) {
    Set<StructType> seen = new HashSet<>();
    for (Region region : check.schema().regions()) {
      region.contents().stream()
          .flatMap(section -> section.placed().stream())
          .filter(StructType.class::isInstance)
          .forEach(struct -> check(check, (StructType) struct, 0, seen));
    }
  }

  /**
   * Checks a struct and the structs in it.
   *
   * @param start where it lies in its section, which itself begins with a cache line
   * @param seen what was checked before, at the first place where it lies
   */
  private static void check(Check check, StructType struct, long start, Set<StructType> seen) {
    if (!seen.add(struct)) {
      return;
    }
    StructLayoutPlan plan = check.layouts().plan(struct);
    if (check.isMovable(struct)
        && plan.fields().stream().noneMatch(FalseSharingRule::isSeparated)) {
      firstShared(check, plan, start);
    }
    for (FieldMember member : plan.fields()) {
      if (member.field().type() instanceof StructType nested) {
        check(check, nested, start + member.offset(), seen);
      }
    }
  }

  private static boolean isSeparated(FieldMember member) {
    return member.field().atomic() && member.field().alignment().orElse(1) >= CACHE_LINE;
  }

  /** Reports the first two atomic fields that share a line; one answer settles all of a struct. */
  private static void firstShared(Check check, StructLayoutPlan plan, long start) {
    FieldMember previous = null;
    for (FieldMember member : plan.fields()) {
      if (member.field().atomic()) {
        if (previous != null && line(start, previous) == line(start, member)) {
          report(check, previous, member);
          return;
        }
        previous = member;
      }
    }
  }

  private static long line(long start, FieldMember member) {
    return (start + member.offset()) / CACHE_LINE;
  }

  private static void report(Check check, FieldMember first, FieldMember second) {
    check.report(
        Diagnostic.of(
                DiagnosticCode.FALSE_SHARING,
                second.field().span(),
                ("atomic fields '%s' and '%s' share a cache line: a store to one slows down the"
                        + " other")
                    .formatted(first.field().name(), second.field().name()))
            .withRelated(first.field().span(), "in the same %d bytes".formatted(CACHE_LINE))
            .withHelp(
                """
                give '%s' a line of its own with 'align: %d'
                where one side stores to both, say so with 'align: %d' at '%s'\
                """
                    .formatted(
                        second.field().name(), CACHE_LINE, CACHE_LINE, first.field().name())));
  }
}
