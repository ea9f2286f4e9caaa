// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.MessageSectionView.CopyView;
import dev.tenon.generator.emit.c.MessageSectionView.ListCheckView;
import dev.tenon.generator.emit.c.MessageSectionView.TrimView;
import dev.tenon.generator.emit.c.MessageSectionView.WholeView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.layout.StructLayoutPlan.Version;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages that need not be whole in a queue: of an older program, or with a list at the end. */
final class WholeMessages {

  private final Schema schema;
  private final Layouts layouts;
  private final EvolutionFunctions evolution;

  WholeMessages(Schema schema, Layouts layouts) {
    this.schema = schema;
    this.layouts = layouts;
    this.evolution = new EvolutionFunctions(schema, layouts);
  }

  /** Whether a message may have to be copied. */
  boolean isCopied(StructType message) {
    return layouts.evolution().isEvolving(message) || isShortened(message);
  }

  private boolean isShortened(StructType message) {
    return layouts.plan(message).history().stream()
        .anyMatch(version -> version.sentSize() < version.size());
  }

  Optional<WholeView> whole(StructType message) {
    if (!isCopied(message)) {
      return Optional.empty();
    }
    boolean evolving = layouts.evolution().isEvolving(message);
    StructLayoutPlan plan = layouts.plan(message);
    Optional<FieldMember> last = plan.lastList(plan.at(schema.version()));
    String type = CNames.type(schema, message);
    CMembers names = new CMembers(schema, message);
    List<ListCheckView> checks = checks(message);
    List<String> parameters =
        new ArrayList<>(
            List.of("void *room", "const void *payload", "unsigned version", "uint32_t size"));
    if (!checks.isEmpty()) {
      parameters.add("struct elements *refused");
    }
    return Optional.of(
        new WholeView(
            CIdentifiers.message(schema, message).byRole(),
            CIdentifiers.growth(schema, message, List.of()).get("complete"),
            type,
            CNames.constant(schema, message),
            evolving ? layouts.evolution().complete(message) : 0,
            evolution.size(message),
            least(message),
            CFunctions.head(
                "static const " + type + " *",
                CIdentifiers.message(schema, message).get("whole"),
                parameters.toArray(String[]::new)),
            checks,
            last.map(list -> names.countMember(list.field())).orElse(null),
            last.map(list -> listName(message, list)).orElse(null),
            last.map(list -> ((ListType) list.field().type()).capacity()).orElse(0L)));
  }

  /** Alternatives for the fewest bytes of a message in {@code version}. */
  private List<String> least(StructType message) {
    if (!isShortened(message)) {
      return evolution.size(message);
    }
    List<Version> sizes = layouts.plan(message).changes(Version::sentSize);
    List<String> alternatives = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.size(); i++) {
      alternatives.add(
          "version < %d ? %d".formatted(sizes.get(i + 1).since(), sizes.get(i).sentSize()));
    }
    alternatives.add(Long.toString(sizes.get(sizes.size() - 1).sentSize()));
    return alternatives;
  }

  /** For each list with which the message ends in some version. */
  private List<ListCheckView> checks(StructType message) {
    StructLayoutPlan plan = layouts.plan(message);
    List<ListCheckView> checks = new ArrayList<>();
    for (int i = 0; i < plan.history().size(); i++) {
      Optional<FieldMember> list = plan.lastList(plan.history().get(i));
      if (list.isPresent()) {
        int first = i;
        while (i + 1 < plan.history().size()
            && plan.lastList(plan.history().get(i + 1)).equals(list)) {
          i++;
        }
        checks.add(
            check(
                message,
                list.get(),
                first == 0 ? 0 : plan.history().get(first).since(),
                i + 1 < plan.history().size() ? plan.history().get(i + 1).since() : 0));
      }
    }
    return checks;
  }

  private ListCheckView check(StructType message, FieldMember member, int from, int before) {
    ListType list = (ListType) member.field().type();
    List<String> when = new ArrayList<>();
    if (from > 0) {
      when.add("version >= " + from);
    }
    if (before > 0) {
      when.add("version < " + before);
    }
    return new ListCheckView(
        listName(message, member),
        String.join(" && ", when),
        new CMembers(schema, message).countMember(member.field()),
        list.capacity(),
        member.offset(),
        layouts.size(list.element()));
  }

  /** Whether the message ends with a list in some version. */
  boolean isChecked(StructType message) {
    return !checks(message).isEmpty();
  }

  private static String listName(StructType message, FieldMember list) {
    return message.name() + "." + list.field().name();
  }

  /** Returns the sent part of a claimed message, when that can be shorter than the message. */
  Optional<TrimView> trim(StructType message) {
    StructLayoutPlan plan = layouts.plan(message);
    return plan.lastList(plan.at(schema.version()))
        .map(
            list ->
                new TrimView(
                    CNames.type(schema, message),
                    CNames.constant(schema, message),
                    new CMembers(schema, message).count(list.field()),
                    list.offset(),
                    layouts.size(((ListType) list.field().type()).element())));
  }

  /** Room for any message of a section that is copied. */
  Optional<CopyView> copy(MessageSection section) {
    long size = 0;
    long alignment = 1;
    for (StructType message : section.messages()) {
      if (isCopied(message)) {
        size = Math.max(size, layouts.plan(message).size());
        alignment = Math.max(alignment, layouts.plan(message).alignment());
      }
    }
    return size == 0 ? Optional.empty() : Optional.of(new CopyView(size, alignment));
  }
}
