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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every single change of a schema with every construct is found, and is told as what it is. What
 * moves bytes, or gives them another meaning, is told as breaking the layout, and makes both
 * runtimes refuse to share memory.
 */
class ContractMutationTest {

  static final Path SCHEMAS = Path.of("src/test/resources/schemas");
  private static final int VERSION = 3;
  private static final boolean LONG = Boolean.getBoolean("tenon.long");

  /** Of changes that are alike, every one of so many is made in a short run. */
  private static final int STEP = 4;

  /** What the schema of the language does not have: calls, and a few rare things. */
  private static final String MORE =
      """
      structs:
        Foreign: {extern: {c: struct foreign, header: foreign.h}, fields: {x: u32, y: u32}}
        Part:
          extern: {c: struct part, header: part.h, size: 64, align: 8}
          fields: {x: {type: u32, offset: 8}, y: {type: u32, offset: 16}}
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
        Appended:
          contents:
            pair: Pair
            widths: {struct: Widths, since: 2}
            orders: {queue: [Unsent], capacity: 1KiB, since: 3}
        Shared: {contents: {bits: Bits, big: Big, limited: Limited, imported: Imported, open: Open}}
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
    return language();
  }

  /** A schema with every construct, which imports {@code units.tenon.yaml}. */
  static SchemaTree language() throws IOException {
    String language = Files.readString(SCHEMAS.resolve("language.tenon.yaml"));
    return SchemaMutations.expanded(SchemaTree.parse(language).merge(SchemaTree.parse(MORE)));
  }

  @Test
  void everySingleChangeIsToldAsWhatItIs() throws IOException {
    SchemaTree tree = base();
    CompiledSchema base = compile(tree.text());
    List<Contract> locks = locks(base);
    Tally tally = new Tally(base);
    for (Mutation mutation : selected(SchemaMutations.of(tree, VERSION))) {
      try {
        CompiledSchema changed = compile(mutation.schema());
        List<Diagnostic> found = changes(locks, changed);
        problem(mutation, found).ifPresent(problem -> tally.fail(mutation, found, problem));
        tally.count(mutation, changed, found);
      } catch (SchemaException e) {
        tally.refuse(e);
      }
    }
    tally.report();
    assertThat(tally.failures).isEmpty();
    assertThat(tally.refused).isEqualTo(tally.moved).isGreaterThan(100);
  }

  @Test
  void everyChangeOfWhatIsImportedIsToldWhenItMovesBytes() throws IOException {
    CompiledSchema base = compile(base().text());
    List<Contract> locks = locks(base);
    Path units = folder.resolve("units.tenon.yaml");
    SchemaTree tree = SchemaMutations.expanded(SchemaTree.parse(Files.readString(units)));
    String importer = Files.readString(folder.resolve("language.tenon.yaml"));
    Tally tally = new Tally(base);
    for (Mutation mutation : selected(SchemaMutations.ofTypes(tree, 2))) {
      Files.writeString(units, mutation.schema());
      try {
        CompiledSchema changed = compile(importer);
        tally.count(mutation, changed, changes(locks, changed));
      } catch (SchemaException e) {
        tally.refuse(e);
      }
    }
    tally.report();
    assertThat(tally.failures).isEmpty();
    assertThat(tally.refused).isEqualTo(tally.moved).isGreaterThan(10);
  }

  private static List<Contract> locks(CompiledSchema base) {
    LayoutHistories histories = new LayoutHistories(base.schema(), base.layouts());
    List<Contract> locks = new ArrayList<>();
    for (int version = 1; version <= VERSION; version++) {
      locks.add(Contract.at(version, histories));
    }
    return locks;
  }

  /** The first of each kind, and some more of them; in a long run all. */
  private static List<Mutation> selected(List<Mutation> mutations) {
    Set<String> kinds = new HashSet<>();
    List<Mutation> selected = new ArrayList<>();
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      String kind = mutation.what().split(" ")[0] + mutation.expected();
      if (LONG || kinds.add(kind) || i % STEP == 0) {
        selected.add(mutation);
      }
    }
    return selected;
  }

  /** Compares what was told with what happens to memory. */
  private static final class Tally {
    private final CompiledSchema base;
    private final LayoutHistories histories;
    private final Map<String, Map<String, String>> meanings = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<Breaks, Integer> told = new TreeMap<>();
    private final Map<String, Integer> invalid = new TreeMap<>();
    private int moved;
    private int refused;

    Tally(CompiledSchema base) {
      this.base = base;
      this.histories = new LayoutHistories(base.schema(), base.layouts());
    }

    void fail(Mutation mutation, List<Diagnostic> found, String problem) {
      failures.add(mutation + ": " + problem + "\n" + shown(found));
    }

    void refuse(SchemaException e) {
      invalid.merge(e.diagnostics().get(0).code().id(), 1, Integer::sum);
    }

    void count(Mutation mutation, CompiledSchema changed, List<Diagnostic> found) {
      told.merge(worst(found), 1, Integer::sum);
      boolean isTold = found.stream().anyMatch(ContractMutationTest::breaksLayout);
      boolean attaches =
          base.schema().regions().stream()
              .map(Region::name)
              .allMatch(
                  name ->
                      AttachRule.hasRegion(changed, name)
                          && AttachRule.allows(base, changed, name));
      if (meansSomethingElse(changed)) {
        moved++;
        if (isTold && !attaches) {
          refused++;
        } else {
          fail(mutation, found, "bytes mean something else, and it attaches: " + attaches);
        }
      } else if (!attaches && !isTold) {
        fail(mutation, found, "it cannot attach, and that was not told");
      } else if (isTold && attaches && !isAboutNames(found) && !layoutDiffers(changed)) {
        fail(mutation, found, "a false alarm");
      }
    }

    private boolean meansSomethingElse(CompiledSchema changed) {
      boolean different = false;
      for (Region region : base.schema().regions()) {
        for (int version = region.since(); version <= VERSION; version++) {
          int at = version;
          Map<String, String> meaning =
              meanings.computeIfAbsent(
                  region.name() + at, key -> MeaningOfBytes.of(base, region.name(), at));
          different |= !meaning.equals(MeaningOfBytes.of(changed, region.name(), at));
        }
      }
      return different;
    }

    /** What is told before any byte moves: a wrong 'since' may be one that nobody asks. */
    private static boolean isAboutNames(List<Diagnostic> found) {
      return found.stream()
          .anyMatch(
              diagnostic ->
                  diagnostic.code() == DiagnosticCode.NUMBER_REUSED
                      || diagnostic.code() == DiagnosticCode.DATA_SINCE_CHANGED
                      || diagnostic.code() == DiagnosticCode.VERSION_LOWERED
                      || diagnostic.code() == DiagnosticCode.SCHEMA_RENAMED);
    }

    /** Whether a type that is in no region has another text. */
    private boolean layoutDiffers(CompiledSchema changed) {
      LayoutHistories others = new LayoutHistories(changed.schema(), changed.layouts());
      return IntStream.rangeClosed(1, VERSION)
          .anyMatch(version -> !histories.hashOfAll(version).equals(others.hashOfAll(version)));
    }

    void report() {
      System.out.printf(
          "%d changes: %s; %d more refused by the rules of the schema%n",
          told.values().stream().mapToInt(Integer::intValue).sum(),
          told,
          invalid.values().stream().mapToInt(Integer::intValue).sum());
      System.out.printf(
          "%d of %d changes of what bytes mean were told, and are refused by whoever attaches%n",
          refused, moved);
    }
  }

  private static List<Diagnostic> changes(List<Contract> locks, CompiledSchema changed) {
    ChangeReport report = new ChangeReport(changed.schema(), changed.layouts());
    List<Diagnostic> found = new ArrayList<>();
    for (Contract lock : locks) {
      found.addAll(
          report.against(lock, lock.version() == VERSION ? Breaks.NOTHING : Breaks.SOURCE));
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
    } else if (mutation.alone() && worst(found).compareTo(Breaks.SOME_SOURCE) > 0) {
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
