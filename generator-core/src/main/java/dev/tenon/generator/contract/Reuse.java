// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds new things that bear a number or a name that stood for something else. */
final class Reuse {

  /** Kinds of facts that have a number, with its property. */
  private static final Map<FactKind, Property> NUMBERED =
      Map.of(
          FactKind.VALUE,
          Property.NUMBER,
          FactKind.BIT,
          Property.BIT,
          FactKind.STRUCT,
          Property.ID);

  private final Contract before;
  private final Contract now;
  private final Renames renames;
  private final List<Change> changes = new ArrayList<>();

  Reuse(Contract before, Contract now, Renames renames) {
    this.before = before;
    this.now = now;
    this.renames = renames;
  }

  List<Change> changes() {
    for (Fact fact : now.facts()) {
      if (before.find(fact.id()).isEmpty() && !fact.kind().isReservation()) {
        name(fact);
        Property number = NUMBERED.get(fact.kind());
        if (number != null && fact.get(Property.FROM).isEmpty()) {
          fact.get(number).ifPresent(value -> number(fact, number, new BigInteger(value)));
        }
      }
    }
    return changes;
  }

  private void name(Fact fact) {
    before
        .find(FactKind.RETIRED.spelling() + " " + fact.key())
        .ifPresent(
            reserved ->
                changes.add(
                    Change.of(
                        DiagnosticCode.NUMBER_REUSED,
                        reserved,
                        fact,
                        "the name '%s' was reserved in version %d"
                            .formatted(fact.name(), before.version()))));
  }

  private void number(Fact fact, Property property, BigInteger number) {
    Optional<Fact> user =
        before.facts(fact.kind()).stream()
            .filter(other -> other.owner().equals(fact.owner()))
            .filter(other -> other.get(property).equals(Optional.of(number.toString())))
            .findFirst();
    Optional<Fact> reserved =
        before.facts(FactKind.RESERVED).stream()
            .filter(range -> range.owner().equals(fact.owner()))
            .filter(range -> bound(range, Property.FIRST).compareTo(number) <= 0)
            .filter(range -> bound(range, Property.LAST).compareTo(number) >= 0)
            .findFirst();
    if (user.isPresent() && !renames.isNewName(fact)) {
      changes.add(
          Change.of(
              DiagnosticCode.NUMBER_REUSED,
              user.get(),
              fact,
              "%s %d of %s stood for '%s' in version %d"
                  .formatted(property.label(), number, fact, user.get().name(), before.version())));
    } else if (reserved.isPresent()) {
      changes.add(
          Change.of(
              DiagnosticCode.NUMBER_REUSED,
              reserved.get(),
              fact,
              "%s %d of %s was reserved in version %d"
                  .formatted(property.label(), number, fact, before.version())));
    }
  }

  private static BigInteger bound(Fact range, Property property) {
    return new BigInteger(range.get(property).orElse("0"));
  }
}
