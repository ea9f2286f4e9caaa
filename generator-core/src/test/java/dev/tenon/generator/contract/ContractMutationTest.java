// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.SchemaMutations.Mutation;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.schema.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every single change of a schema with every construct is found, and is told as what it is. What
 * moves bytes, or gives them another meaning, is told as breaking the layout, and makes both
 * runtimes refuse to share memory.
 */
class ContractMutationTest {

  private static final Path SCHEMAS = Path.of("src/test/resources/schemas");
  private static final int VERSION = 3;

  /** What the schema of the language does not have: calls, and a few rare things. */
  private static final String MORE =
      """
      structs:
        Foreign: {extern: {c: struct foreign, header: foreign.h}, fields: {x: u32, y: u32}}
        Open: {fields: {text: {type: 'char[8]', terminated: false}, blob: {type: 'u8[3]'}}}
        Unsent: {id: 6, fields: {x: u32}}
      handles:
        Feed: {release: feed_close}
        Session: {release: session_close}
      callbacks:
        OnOrder:
          threads: same
          params: {order: const Order*, sequence: u64, feed: {type: Feed, optional: true}}
          returns: i32
          on_error: -1
        OnPair: {params: {pair: Pair, level: Level}, batch: 16, listeners: 8}
        Decide: {listeners: 0, params: {feed: Feed}, returns: Level, on_error: LOW, since: 2}
      functions:
        feed_open: {params: {name: string}, returns: {type: Feed, optional: true}, errno: true}
        feed_close: {params: {feed: Feed}}
        session_close: {params: {session: Session}}
        session_end: {params: {session: Session}, since: 2}
        feed_wait: {blocking: true, params: {feed: Feed, timeout: i64}}
        total: {critical: true, params: {values: 'const f64[count]', count: u32}, returns: f64}
      exports:
        price_of: {params: {order: const Order*}, returns: f64, on_error: .nan}
        level_of: {params: {order: Order}, returns: Level, on_error: LOW}
      regions:
        Small: {since: 2, contents: {pair: Pair, widths: Widths}}
      reserved: {ids: [10, 12..14]}
      """;

  @TempDir private Path folder;

  private CompiledSchema compile(String text) throws IOException {
    Path file = folder.resolve("language.tenon.yaml");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return SchemaCompiler.compile(file);
  }

  private SchemaTree base() throws IOException {
    Files.copy(SCHEMAS.resolve("units.tenon.yaml"), folder.resolve("units.tenon.yaml"));
    String language = Files.readString(SCHEMAS.resolve("language.tenon.yaml"));
    return SchemaMutations.expanded(SchemaTree.parse(language).merge(SchemaTree.parse(MORE)));
  }

  @Test
  void everySingleChangeIsToldAsWhatItIs() throws IOException {
    SchemaTree tree = base();
    List<Mutation> mutations = SchemaMutations.of(tree, VERSION);
    Mutation none = SchemaMutations.unchanged(tree);
    CompiledSchema base = compile(none.schema());
    List<Contract> locks = new ArrayList<>();
    for (int version = 1; version <= VERSION; version++) {
      locks.add(Contract.at(version, new LayoutHistories(base.schema(), base.layouts())));
    }
    List<String> failures = new ArrayList<>();
    Map<String, Integer> refused = new TreeMap<>();
    Map<Breaks, Integer> told = new TreeMap<>();
    Tally tally = new Tally();
    for (Mutation mutation : mutations) {
      CompiledSchema changed;
      try {
        changed = compile(mutation.schema());
      } catch (SchemaException e) {
        refused.merge(e.diagnostics().get(0).code().id(), 1, Integer::sum);
        continue;
      }
      List<Diagnostic> found = changes(locks, changed);
      Breaks worst = worst(found);
      told.merge(worst, 1, Integer::sum);
      problem(mutation, found)
          .ifPresent(problem -> failures.add(mutation + ": " + problem + "\n" + shown(found)));
      tally.count(mutation, base, changed, found, failures);
    }
    System.out.printf(
        "%d changes: %s; %d refused by the rules of the schema (%s)%n",
        mutations.size(),
        told,
        refused.values().stream().mapToInt(Integer::intValue).sum(),
        refused);
    System.out.printf(
        "%d of %d changes of what bytes mean were told and are refused when a program attaches%n",
        tally.refused, tally.moved);
    assertThat(failures).isEmpty();
    assertThat(tally.refused).isEqualTo(tally.moved).isGreaterThan(200);
  }

  /** Compares what was told with what happens to memory. */
  private static final class Tally {
    private int moved;
    private int refused;

    void count(
        Mutation mutation,
        CompiledSchema base,
        CompiledSchema changed,
        List<Diagnostic> found,
        List<String> failures) {
      boolean meansSomethingElse = false;
      boolean attaches = true;
      for (Region region : base.schema().regions()) {
        String name = region.name();
        for (int version = region.since(); version <= VERSION; version++) {
          meansSomethingElse |=
              !MeaningOfBytes.of(base, name, version)
                  .equals(MeaningOfBytes.of(changed, name, version));
        }
        attaches &= AttachRule.hasRegion(changed, name) && AttachRule.allows(base, changed, name);
      }
      boolean told = found.stream().anyMatch(ContractMutationTest::breaksLayout);
      if (meansSomethingElse) {
        moved++;
        if (told && !attaches) {
          refused++;
        } else {
          failures.add(
              "%s: bytes mean something else, told %s, attaches %s"
                  .formatted(mutation, told, attaches));
        }
      }
      if (!attaches && !told) {
        failures.add(mutation + ": cannot attach, and was not told");
      }
    }
  }

  private static List<Diagnostic> changes(List<Contract> locks, CompiledSchema changed) {
    ChangeReport report = new ChangeReport(changed.schema(), changed.layouts());
    List<Diagnostic> found = new ArrayList<>();
    for (Contract lock : locks) {
      found.addAll(report.against(lock, lock.version() == VERSION));
    }
    return found;
  }

  private static Optional<String> problem(Mutation mutation, List<Diagnostic> found) {
    Set<DiagnosticCode> codes =
        found.stream()
            .map(Diagnostic::code)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(DiagnosticCode.class)));
    Set<DiagnosticCode> hits = new LinkedHashSet<>(mutation.expected());
    hits.retainAll(codes);
    String problem = null;
    if (codes.contains(DiagnosticCode.LAYOUT_HISTORY_DIFFERS)) {
      problem = "only the hash tells";
    } else if (mutation.expected().isEmpty() && !codes.isEmpty()) {
      problem = "nothing should be told";
    } else if (!mutation.expected().isEmpty() && hits.isEmpty()) {
      problem = "expected one of " + mutation.expected();
    } else if (mutation.alone() && worst(found) != Breaks.NOTHING) {
      problem = "should break nothing";
    }
    return Optional.ofNullable(problem);
  }

  private static Breaks worst(List<Diagnostic> found) {
    return found.stream()
        .flatMap(diagnostic -> diagnostic.code().breaks().stream())
        .max(Breaks::compareTo)
        .orElse(Breaks.NOTHING);
  }

  private static boolean breaksLayout(Diagnostic diagnostic) {
    return diagnostic.code().breaks().equals(Optional.of(Breaks.LAYOUT))
        || diagnostic.code() == DiagnosticCode.VERSION_LOWERED;
  }

  private static String shown(List<Diagnostic> found) {
    return found.stream()
        .map(diagnostic -> "    " + diagnostic.code() + " " + diagnostic.message())
        .collect(Collectors.joining("\n"));
  }
}
