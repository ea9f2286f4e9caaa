// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaRecords;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Changes of a schema against contracts that were published before. A change that several of them
 * show is told once, of the first.
 */
public final class ChangeReport {

  private final LayoutHistories histories;
  private final Contract now;
  private final Set<String> told = new HashSet<>();

  public ChangeReport(Schema schema, Layouts layouts) {
    this.histories = new LayoutHistories(schema, layouts);
    this.now = Contract.at(schema.version(), histories);
  }

  /** Returns what the schema promises today. */
  public Contract now() {
    return now;
  }

  /**
   * Compares the schema with a contract.
   *
   * @param least what a change breaks at least to be told
   */
  public List<Diagnostic> against(Contract before, Breaks least) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Advice advice = new Advice(before, now);
    for (Change change : changes(before)) {
      boolean wanted = change.code().breaks().orElse(Breaks.LAYOUT).compareTo(least) >= 0;
      if (wanted && told.add(identity(change))) {
        diagnostics.add(diagnostic(change, before, advice));
      }
    }
    return diagnostics;
  }

  /** Equal for changes of which one is enough; several messages can come to one queue. */
  private static String identity(Change change) {
    return change.code().id()
        + " "
        + change.subject().id()
        + (change.breaks(Breaks.SOME_SOURCE) ? " " + change.message() : "");
  }

  private List<Change> changes(Contract before) {
    if (before.version() > now.version()) {
      return List.of(
          Change.of(
              DiagnosticCode.VERSION_LOWERED,
              before.header(),
              now.header(),
              "the schema is version %d, and version %d %s"
                  .formatted(
                      now.version(), before.version(), before.isFrozen() ? "is frozen" : "was")));
    }
    List<Change> changes =
        ContractComparison.of(before, Contract.at(before.version(), histories), now);
    return Stream.concat(changes.stream(), valuesLost(before)).toList();
  }

  /** Structs that had a record {@code Value} in Java, which their later fields take from them. */
  private Stream<Change> valuesLost(Contract before) {
    Schema schema = histories.schema();
    return schema.structs().stream()
        .filter(struct -> !JavaRecords.isPossible(struct))
        .filter(struct -> JavaRecords.isPossible(schema, struct, before.version()))
        .flatMap(struct -> before.find(FactKind.STRUCT.spelling() + " " + struct.name()).stream())
        .flatMap(struct -> now.find(struct.id()).stream())
        .map(
            struct ->
                Change.came(
                    DiagnosticCode.VALUE_RECORD_LOST,
                    struct,
                    struct + " has no record Value in Java any more"));
  }

  private Diagnostic diagnostic(Change change, Contract before, Advice advice) {
    Diagnostic diagnostic =
        Diagnostic.of(change.code(), change.subject().span(), change.message())
            .withHelp(advice.on(change));
    if (change.breaks(Breaks.NOTHING) || change.breaks(Breaks.SOME_SOURCE)) {
      return diagnostic;
    }
    if (change.after().isPresent()) {
      return diagnostic.withRelated(
          change.before().orElse(before.header()).span(), consequence(change, before));
    }
    // What is gone stands in the earlier contract alone; this is where it was.
    Fact place = now.findOwner(change.subject().owner()).orElse(now.header());
    return diagnostic.withRelated(place.span(), consequence(change, before));
  }

  private static String consequence(Change change, Contract before) {
    String version =
        "version %d %s".formatted(before.version(), before.isFrozen() ? "is frozen" : "was this");
    String what =
        switch (change.code().breaks().orElse(Breaks.NOTHING)) {
          case LAYOUT -> "programs built with it use another layout";
          case ABI -> "programs and libraries built with it use another ABI";
          case SOURCE -> "source code written for it needs changes";
          case SOME_SOURCE, NOTHING -> "";
        };
    return what.isEmpty() ? version : version + "; " + what;
  }
}
