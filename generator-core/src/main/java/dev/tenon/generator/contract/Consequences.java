// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out changes that follow from others which are reported: whoever takes back the cause takes
 * back what followed.
 */
final class Consequences {

  /** Changes of a part that move what lies behind it. */
  private static final Set<DiagnosticCode> MOVING =
      EnumSet.of(
          DiagnosticCode.FIELD_TYPE_CHANGED,
          DiagnosticCode.DATA_REMOVED,
          DiagnosticCode.DATA_ADDED,
          DiagnosticCode.DATA_SINCE_CHANGED);

  private final Contract before;
  private final Contract then;
  private final List<Change> changes;

  Consequences(Contract before, Contract then, List<Change> changes) {
    this.before = before;
    this.then = then;
    this.changes = changes;
  }

  /** Returns the changes without those that follow from others. */
  List<Change> dropped() {
    Set<String> moved = new HashSet<>();
    List<Change> kept = new ArrayList<>();
    for (Change change : changes) {
      if (!follows(change, moved)) {
        kept.add(change);
      }
    }
    return kept;
  }

  private boolean follows(Change change, Set<String> moved) {
    Fact fact = change.subject();
    return switch (change.code()) {
      case FIELD_MOVED -> hasCause(fact.owner()) || !moved.add(fact.owner());
      case RESIZED -> hasCause(fact.key()) || moves(fact.key());
      case RESERVATION_CHANGED ->
          fact.kind() == FactKind.STRUCT && (hasCause(fact.key()) || moves(fact.key()));
      case SECTION_CHANGED -> onlyItsMessagesChanged(change);
      default -> false;
    };
  }

  private boolean hasCause(String type) {
    return changes.stream()
            .anyMatch(
                change ->
                    MOVING.contains(change.code())
                        && change.subject().kind().isPart()
                        && change.subject().owner().equals(type))
        || before.parts(type).stream().anyMatch(this::isOfAnotherSize);
  }

  private boolean moves(String struct) {
    return changes.stream()
        .anyMatch(
            change ->
                change.code() == DiagnosticCode.FIELD_MOVED
                    && change.subject().owner().equals(struct));
  }

  /** Whether the type of a field, itself reported, takes more or less room than it did. */
  private boolean isOfAnotherSize(Fact part) {
    Optional<Fact> after = then.find(part.id());
    return !part.kind().isReservation()
        && after.isPresent()
        && after.get().get(Property.TYPE).equals(part.get(Property.TYPE))
        && !after.get().get(Property.SIZE).equals(part.get(Property.SIZE));
  }

  /** Whether a section is as it was, but for the alignment of a message that was there. */
  private boolean onlyItsMessagesChanged(Change change) {
    Fact old = change.before().orElseThrow();
    Fact after = change.after().orElseThrow();
    return Property.ofSections().stream()
            .filter(property -> property != Property.ALIGN)
            .allMatch(property -> old.get(property).equals(after.get(property)))
        && Property.ofMessages().stream()
            .flatMap(property -> old.get(property).stream())
            .flatMap(names -> Arrays.stream(names.split(" ")))
            .anyMatch(this::hasAnotherAlignment);
  }

  private boolean hasAnotherAlignment(String message) {
    String id = FactKind.STRUCT.spelling() + " " + message;
    return !before
        .find(id)
        .flatMap(fact -> fact.get(Property.ALIGN))
        .equals(then.find(id).flatMap(fact -> fact.get(Property.ALIGN)));
  }
}
