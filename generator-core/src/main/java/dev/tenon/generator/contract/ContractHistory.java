// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SchemaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** History of a schema as its locks record it. */
public final class ContractHistory {

  private ContractHistory() {}

  /**
   * Returns the frozen versions of a schema, the earliest first, each with what is different from
   * the frozen one before it; of the first there is nothing to tell.
   *
   * @param schema name of the schema
   * @throws SchemaException when a lock cannot be used
   */
  public static List<FrozenVersion> of(Path schemaFile, String schema) {
    Diagnostics diagnostics = new Diagnostics();
    List<Contract> contracts = new ArrayList<>();
    for (LockFile lock : LockFile.find(schemaFile, schema)) {
      lock.read(diagnostics).ifPresent(contracts::add);
    }
    diagnostics.throwIfErrors();
    List<FrozenVersion> history = new ArrayList<>();
    Optional<Contract> before = Optional.empty();
    for (Contract contract : contracts) {
      List<String> changes = before.map(earlier -> changes(earlier, contract)).orElse(List.of());
      history.add(new FrozenVersion(contract.version(), changes));
      before = Optional.of(contract);
    }
    return history;
  }

  /** Says how one contract differs from an earlier one, a sentence for each difference. */
  static List<String> changes(Contract before, Contract after) {
    List<String> sentences = new ArrayList<>();
    for (Fact fact : after.facts()) {
      Optional<Fact> old = before.find(fact.id());
      if (old.isPresent()) {
        changed(old.get(), fact, sentences);
      } else if (isWorthTelling(fact, after, before)) {
        sentences.add(capitalised(fact + " was added."));
      }
    }
    for (Fact fact : before.facts()) {
      if (after.find(fact.id()).isEmpty() && isWorthTelling(fact, before, after)) {
        sentences.add(capitalised(fact + " was removed."));
      }
    }
    return sentences;
  }

  /** Whether something is not just a part of what came or went with it. */
  private static boolean isWorthTelling(Fact fact, Contract own, Contract other) {
    boolean withItsOwner =
        fact.kind().isPart()
            && own.findOwner(fact.owner())
                .filter(owner -> other.find(owner.id()).isEmpty())
                .isPresent();
    return !withItsOwner && !fact.kind().isReservation() && fact.kind() != FactKind.SCHEMA;
  }

  /** Sizes and hashes follow from what else is told. */
  private static void changed(Fact old, Fact fact, List<String> sentences) {
    for (Property property : fact.kind().properties()) {
      boolean follows =
          property == Property.SIZE
              || fact.kind().judge(property) == Judge.SILENT
              || fact.kind() == FactKind.SCHEMA && property == Property.VERSION;
      if (!follows && !old.get(property).equals(fact.get(property))) {
        sentences.add(
            capitalised(
                "%s of %s was %s and became %s."
                    .formatted(
                        fact.kind().label(property),
                        fact,
                        old.get(property).orElse("not set"),
                        fact.get(property).orElse("not set"))));
      }
    }
  }

  private static String capitalised(String sentence) {
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
