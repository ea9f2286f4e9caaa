// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.layout;

import dev.tenon.generator.check.rule.Check;
import dev.tenon.generator.check.rule.Rule;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.StructType;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Bytes that another order of the fields would save: a good part of the struct, or a whole cache
 * line. Says nothing where the order is meant or others may rely on it.
 */
public final class PaddingRule implements Rule {

  private static final int CACHE_LINE = 64;

  /** No type is more aligned unless its author says so. */
  private static final int LARGEST_NATURAL = 8;

  /** A saving counts from this part of the struct's size on. */
  private static final int PART = 8;

  /** Longer orders are shown in part; sorting is what has to be done then. */
  private static final int SHOWN_FIELDS = 16;

  @Override
  public void check(Check check) {
    Set<StructType> events = check.events();
    for (StructType struct : check.schema().structs()) {
      if (!events.contains(struct) && check.isMovable(struct) && isUnordered(check, struct)) {
        check(check, check.layouts().plan(struct));
      }
    }
  }

  /** Whether nothing tells that the order is meant: an alignment, reserved bytes, a list. */
  private static boolean isUnordered(Check check, StructType struct) {
    StructLayoutPlan plan = check.layouts().plan(struct);
    return struct.fields().stream().noneMatch(field -> field.alignment().isPresent())
        && plan.fields().stream().allMatch(member -> member.alignment() <= LARGEST_NATURAL)
        && plan.members().stream()
            .noneMatch(member -> member instanceof CountMember || isReserved(member));
  }

  private static boolean isReserved(Member member) {
    return member instanceof PaddingMember padding && padding.reserved();
  }

  private static void check(Check check, StructLayoutPlan plan) {
    // The size of a type is a multiple of its alignment, so that fields in descending order of
    // alignment leave no gap but the one at the end.
    long best = Layouts.alignUp(plan.size() - plan.padding(), plan.alignment());
    long saved = plan.size() - best;
    if (saved == 0 || (saved * PART < plan.size() && saved < CACHE_LINE)) {
      return;
    }
    Composite struct = plan.composite();
    Diagnostic diagnostic =
        Diagnostic.of(
            DiagnosticCode.PADDING_HOLES,
            struct.span(),
            "'%s' takes %d bytes, and another order of its fields saves %d of them"
                .formatted(struct.name(), plan.size(), saved));
    List<Member> members = plan.members();
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i) instanceof FieldMember after && isLargestHole(plan, i - 1)) {
        diagnostic =
            diagnostic.withRelated(
                after.field().span(),
                "%s of padding before this".formatted(bytes(members.get(i - 1).size())));
        break;
      }
    }
    check.report(diagnostic.withHelp(help(plan, best)));
  }

  /** Whether no other padding between fields is larger. */
  private static boolean isLargestHole(StructLayoutPlan plan, int index) {
    List<Member> members = plan.members();
    return members.get(index) instanceof PaddingMember hole
        && members.subList(0, members.size() - 1).stream()
            .filter(PaddingMember.class::isInstance)
            .allMatch(other -> other.size() <= hole.size());
  }

  private static String help(StructLayoutPlan plan, long best) {
    List<String> order =
        plan.fields().stream()
            .sorted(Comparator.comparing(FieldMember::alignment).reversed())
            .map(member -> member.field().name())
            .collect(Collectors.toList());
    String more = order.size() > SHOWN_FIELDS ? ", … by descending alignment" : "";
    return """
    %d bytes suffice in the order %s%s
    where the order is meant, say so with 'align' at a field\
    """
        .formatted(
            best, String.join(", ", order.subList(0, Math.min(SHOWN_FIELDS, order.size()))), more);
  }

  private static String bytes(long number) {
    return number + (number == 1 ? " byte" : " bytes");
  }
}
