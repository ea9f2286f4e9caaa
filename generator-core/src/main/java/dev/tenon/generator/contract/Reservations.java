// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what is kept free: that matters to later versions, to no program that there is. */
final class Reservations {

  private final Contract before;
  private final Contract then;
  private final List<Change> changes = new ArrayList<>();

  Reservations(Contract before, Contract then) {
    this.before = before;
    this.then = then;
  }

  List<Change> changes() {
    for (FactKind kind : List.of(FactKind.RETIRED, FactKind.RESERVED)) {
      only(kind, before, then)
          .forEach(
              fact ->
                  changes.add(
                      Change.gone(
                          DiagnosticCode.RESERVATION_CHANGED,
                          fact,
                          "kept free in version %2$d, and no longer: %1$s"
                              .formatted(said(fact), before.version()))));
      only(kind, then, before)
          .forEach(
              fact ->
                  changes.add(
                      Change.came(
                          DiagnosticCode.RESERVATION_CHANGED,
                          fact,
                          "kept free from now on: %s".formatted(said(fact)))));
    }
    before.facts(FactKind.STRUCT).forEach(this::bytes);
    return changes;
  }

  /** Numbers count as reserved by whatever ranges the author writes. */
  private static List<Fact> only(FactKind kind, Contract one, Contract other) {
    return one.facts(kind).stream()
        .filter(
            fact ->
                kind == FactKind.RETIRED
                    ? other.find(fact.id()).isEmpty()
                    : other.facts(kind).stream().noneMatch(range -> contains(range, fact)))
        .filter(fact -> fact.owner().isEmpty() || other.findOwner(fact.owner()).isPresent())
        .toList();
  }

  private static boolean contains(Fact range, Fact part) {
    return range.owner().equals(part.owner())
        && number(range, Property.FIRST).compareTo(number(part, Property.FIRST)) <= 0
        && number(range, Property.LAST).compareTo(number(part, Property.LAST)) >= 0;
  }

  private static BigInteger number(Fact range, Property property) {
    return new BigInteger(range.get(property).orElse("0"));
  }

  private static String said(Fact fact) {
    String of = fact.owner().isEmpty() ? "message ids" : "'" + fact.owner() + "'";
    if (fact.kind() == FactKind.RETIRED) {
      return "the name '%s' of %s".formatted(fact.name(), of);
    }
    String first = fact.get(Property.FIRST).orElse("");
    String last = fact.get(Property.LAST).orElse("");
    return "%s of %s".formatted(first.equals(last) ? first : first + ".." + last, of);
  }

  private void bytes(Fact struct) {
    then.find(struct.id())
        .filter(after -> !spare(before, struct).equals(spare(then, struct)))
        .ifPresent(
            after ->
                changes.add(
                    Change.of(
                        DiagnosticCode.RESERVATION_CHANGED,
                        struct,
                        after,
                        "reserved bytes of %s changed: %s in version %d, now %s"
                            .formatted(
                                after,
                                shown(spare(before, struct)),
                                before.version(),
                                shown(spare(then, struct))))));
  }

  private static Set<String> spare(Contract contract, Fact struct) {
    Stream<Fact> spare =
        contract.parts(struct.key()).stream().filter(part -> part.kind() == FactKind.SPARE);
    return spare
        .map(
            part ->
                part.get(Property.SIZE).orElse("") + " at " + part.get(Property.OFFSET).orElse(""))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String shown(Set<String> bytes) {
    return bytes.isEmpty() ? "none" : String.join(", ", bytes);
  }
}
