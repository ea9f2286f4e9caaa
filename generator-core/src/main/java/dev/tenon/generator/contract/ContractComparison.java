// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds every difference between a contract as it was published and what the schema of today says
 * of it. What is new with a later version is told apart from what is said to have been there.
 */
final class ContractComparison {

  private final Contract before;
  private final Contract then;
  private final Contract now;
  private final List<Fact> gone;
  private final List<Fact> came;
  private final Renames renames;
  private final List<Change> changes = new ArrayList<>();

  private ContractComparison(Contract before, Contract then, Contract now) {
    this.before = before;
    this.then = then;
    this.now = now;
    this.gone = difference(before, then);
    this.came = difference(then, before);
    this.renames = new Renames(before, gone, then, came);
  }

  /**
   * Returns all changes, in the order of the earlier contract.
   *
   * @param before a contract as it was
   * @param then what a later one says of that version
   * @param now the later one
   */
  static List<Change> of(Contract before, Contract then, Contract now) {
    return new ContractComparison(before, then, now).changes();
  }

  private List<Change> changes() {
    header();
    for (Fact fact : before.facts()) {
      then.find(fact.id()).ifPresent(after -> properties(fact, after));
    }
    gone.forEach(this::gone);
    came.forEach(this::came);
    before.facts().stream().filter(this::isInBoth).forEach(this::order);
    changes.addAll(new Reuse(before, now, renames).changes());
    changes.addAll(new Reservations(before, then).changes());
    List<Change> settled = new ArrayList<>(new Consequences(before, then, changes).dropped());
    if (settled.stream().noneMatch(change -> change.breaks(Breaks.LAYOUT))) {
      history().ifPresent(settled::add);
    }
    additions().forEach(settled::add);
    validations().forEach(settled::add);
    return settled;
  }

  /** Returns facts of one contract that the other does not have and that no other fact implies. */
  private static List<Fact> difference(Contract one, Contract other) {
    return one.facts().stream()
        .filter(fact -> fact.kind() != FactKind.SCHEMA && fact.kind() != FactKind.IMPORT)
        .filter(fact -> !fact.kind().isReservation())
        .filter(fact -> other.find(fact.id()).isEmpty())
        .filter(fact -> !fact.kind().isPart() || ownerIsIn(other, one, fact))
        // What an imported type is used for is reported instead.
        .filter(fact -> fact.get(Property.FROM).isEmpty())
        .toList();
  }

  private static boolean ownerIsIn(Contract contract, Contract own, Fact part) {
    return own.findOwner(part.owner()).flatMap(owner -> contract.find(owner.id())).isPresent();
  }

  private boolean isInBoth(Fact fact) {
    return then.find(fact.id()).isPresent();
  }

  private String inVersion() {
    return "in version " + before.version();
  }

  private void header() {
    if (!before.schema().equals(then.schema())) {
      changes.add(
          Change.of(
              DiagnosticCode.SCHEMA_RENAMED,
              before.header(),
              then.header(),
              "the schema was named '%s' %s and is now named '%s'"
                  .formatted(before.schema(), inVersion(), then.schema())));
      properties(before.header(), then.header());
    }
  }

  private void properties(Fact old, Fact after) {
    Set<DiagnosticCode> told = new HashSet<>();
    for (Property property : old.kind().properties()) {
      if (!old.get(property).equals(after.get(property))) {
        Optional<DiagnosticCode> code = old.kind().judge(property).judge(old, after, property);
        if (code.isPresent() && told.add(code.get())) {
          changes.add(Change.of(code.get(), old, after, changed(old, after, property, code.get())));
        }
      }
    }
  }

  private String changed(Fact old, Fact after, Property property, DiagnosticCode code) {
    String what =
        code == DiagnosticCode.FIELD_MOVED
            ? after + " moved: " + property.label() + " "
            : old.kind().label(property) + " of " + after + " changed: ";
    return what
        + "%s %s, now %s"
            .formatted(value(before, old, property), inVersion(), value(then, after, property));
  }

  /** Returns the value of a property, or the words for an absent one. */
  private static String value(Contract contract, Fact fact, Property property) {
    return switch (property) {
      case SINCE -> Integer.toString(fact.since());
      case FROM -> fact.get(property).orElse(contract.schema());
      case SINGLE -> fact.get(property).isPresent() ? "one bit" : "a range";
      default -> fact.get(property).orElse("not set");
    };
  }

  private void gone(Fact fact) {
    Optional<Fact> later = now.find(fact.id());
    Optional<Fact> renamed = renames.of(fact);
    if (later.isPresent()) {
      changes.add(
          Change.of(
              fact.kind().layer().sinceChanged(),
              fact,
              later.get(),
              "%s already existed %s, but has 'since: %d'"
                  .formatted(fact, inVersion(), later.get().since())));
    } else if (fact.kind() == FactKind.PARAMETER) {
      changes.add(
          Change.gone(
              DiagnosticCode.PARAMETERS_CHANGED,
              fact,
              fact + " was there " + inVersion() + ", and is gone"));
    } else if (renamed.isPresent()) {
      changes.add(
          Change.of(
              fact.kind().layer().renamed(),
              fact,
              renamed.get(),
              "%s was named '%s' %s".formatted(renamed.get(), fact.name(), inVersion())));
    } else {
      String instead =
          then.findOwner(fact.key())
              .map(other -> ", and is " + article(other) + " now")
              .orElse(", and is gone");
      changes.add(
          Change.gone(
              fact.kind().layer().removed(), fact, fact + " was there " + inVersion() + instead));
    }
  }

  private static String article(Fact fact) {
    String label = fact.kind().label();
    return ("aeiou".indexOf(label.charAt(0)) >= 0 ? "an " : "a ") + label;
  }

  private void came(Fact fact) {
    if (renames.isNewName(fact) || before.findOwner(fact.key()).isPresent()) {
      return;
    }
    DiagnosticCode code = fact.kind().layer().added();
    if (fact.kind() == FactKind.PARAMETER) {
      code = DiagnosticCode.PARAMETERS_CHANGED;
    } else if (fact.kind() == FactKind.SECTION) {
      code = DiagnosticCode.SECTION_ADDED;
    }
    changes.add(Change.came(code, fact, fact + " was not there " + inVersion()));
  }

  /** Reports parts of which the order is part of the contract. */
  private void order(Fact owner) {
    List<Fact> old = ordered(before, then, owner);
    List<Fact> after = ordered(then, before, owner);
    for (int i = 0; i < old.size(); i++) {
      Fact found = after.get(i);
      if (!found.id().equals(old.get(i).id())) {
        boolean isCall = found.kind() == FactKind.PARAMETER;
        changes.add(
            Change.of(
                isCall ? DiagnosticCode.PARAMETERS_CHANGED : DiagnosticCode.DATA_REORDERED,
                old.get(i),
                found,
                "%s is in the place that '%s' had %s"
                    .formatted(found, old.get(i).name(), inVersion())));
        return;
      }
    }
  }

  private static List<Fact> ordered(Contract contract, Contract other, Fact owner) {
    return contract.parts(owner.key()).stream()
        .filter(part -> part.kind().isOrdered() && other.find(part.id()).isPresent())
        .toList();
  }

  /** Returns a difference of the layout text that no other change explains. */
  private Optional<Change> history() {
    return Stream.concat(before.facts(FactKind.REGION).stream(), before.facts().stream())
        .filter(fact -> fact.get(Property.HASH).isPresent())
        .flatMap(
            fact ->
                then
                    .find(fact.id())
                    .filter(after -> !after.get(Property.HASH).equals(fact.get(Property.HASH)))
                    .map(
                        after ->
                            Change.of(
                                DiagnosticCode.LAYOUT_HISTORY_DIFFERS,
                                fact,
                                after,
                                "the layout text of %s %s differs from the frozen one"
                                    .formatted(after, inVersion())))
                    .stream())
        .findFirst();
  }

  /** Returns compatible additions of later versions. */
  private List<Change> additions() {
    List<Change> added = new ArrayList<>();
    for (Fact fact : difference(now, then)) {
      if (before.find(fact.id()).isEmpty()) {
        added.add(
            Change.came(
                appended(fact), fact, "%s was added in version %d".formatted(fact, fact.since())));
      }
    }
    for (Fact section : then.facts(FactKind.SECTION)) {
      now.find(section.id()).ifPresent(today -> messages(section, today, added));
    }
    return added;
  }

  /** Returns structs whose last limit went, and with it the function that C validates them by. */
  private List<Change> validations() {
    Validation earlier = new Validation(before);
    Validation later = new Validation(then);
    List<Change> lost = new ArrayList<>();
    for (Fact struct : before.facts(FactKind.STRUCT)) {
      then.find(struct.id())
          .filter(today -> earlier.isOf(struct.key()) && !later.isOf(struct.key()))
          .ifPresent(
              today ->
                  lost.add(
                      Change.of(
                          DiagnosticCode.VALIDATION_LOST,
                          struct,
                          today,
                          today + " has no function that validates it in C any more")));
    }
    return lost;
  }

  /** Returns the code of a member that came with a later version to something that was there. */
  private DiagnosticCode appended(Fact fact) {
    return switch (fact.kind()) {
      case VALUE -> DiagnosticCode.VALUE_APPENDED;
      case ARM ->
          now.findOwner(fact.owner()).flatMap(union -> union.get(Property.TAG)).isPresent()
              ? DiagnosticCode.ARM_APPENDED
              : DiagnosticCode.ADDED;
      case FIELD -> DiagnosticCode.FIELD_APPENDED;
      default -> DiagnosticCode.ADDED;
    };
  }

  private static void messages(Fact before, Fact today, List<Change> added) {
    List<String> known = messages(before);
    messages(today).stream()
        .filter(message -> !known.contains(message))
        .forEach(
            message ->
                added.add(
                    Change.came(
                        DiagnosticCode.MESSAGE_APPENDED,
                        today,
                        "message '%s' was appended to %s".formatted(message, today))));
  }

  private static List<String> messages(Fact section) {
    return Property.ofMessages().stream()
        .flatMap(property -> section.get(property).stream())
        .findFirst()
        .map(names -> List.of(names.split(" ")))
        .orElse(List.of());
  }
}
