// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.SchemaMutations.Mutation;
import dev.tenon.generator.contract.UserSources.Outcome;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.FragileSource;
import dev.tenon.generator.diagnostic.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sources that were written against a schema with every construct are compiled after each single
 * change of it: what does not compile any more was told, and what was told to break nothing
 * compiles.
 */
class SourceMutationTest {

  private static final int VERSION = 3;
  private static final boolean LONG = Boolean.getBoolean("tenon.long");

  @TempDir private Path folder;

  @BeforeEach
  void writeWhatTheSchemaNeeds() throws IOException {
    Files.writeString(
        folder.resolve("foreign.h"),
        """
        #include <stdint.h>
        struct foreign { uint32_t x; uint32_t y; };
        """);
    Files.writeString(
        folder.resolve("part.h"),
        """
        #include <stdint.h>
        struct part { uint64_t before; uint32_t x; uint32_t gap; uint32_t y; uint32_t rest[11]; };
        """);
  }

  private CompiledSchema compile(String text, String name) throws IOException {
    Path own = Files.createDirectories(folder.resolve(name));
    Files.copy(
        ContractMutationTest.SCHEMAS.resolve("units.tenon.yaml"), own.resolve("units.tenon.yaml"));
    return SchemaCompiler.compile(Files.writeString(own.resolve("language.tenon.yaml"), text));
  }

  @Test
  void everyChangeThatBreaksSourceIsTold() throws IOException {
    SchemaTree tree = ContractMutationTest.language();
    CompiledSchema base = compile(tree.text(), "schema");
    UserSources user = new UserSources(base, folder);
    Contract lock = Contract.of(base.schema(), base.layouts());
    List<Mutation> mutations = selected(SchemaMutations.of(tree, VERSION));
    Tally tally = new Tally();
    IntStream.range(0, mutations.size())
        .parallel()
        .forEach(
            i -> {
              try {
                CompiledSchema changed = compile(mutations.get(i).schema(), "schema" + i);
                tally.add(mutations.get(i), told(lock, changed), user.against(changed, "c" + i));
              } catch (SchemaException e) {
                // Refused by the rules of the schema, so there is nothing to compile.
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    tally.report();
    assertThat(tally.failures).isEmpty();
    assertThat(tally.broken).isGreaterThan(20);
    assertThat(tally.fragile).isGreaterThan(3);
    assertThat(tally.kept).isGreaterThan(20);
  }

  /** The first of each kind; in a long run all. */
  private static List<Mutation> selected(List<Mutation> mutations) {
    Set<String> kinds = new HashSet<>();
    return mutations.stream()
        .filter(mutation -> LONG || kinds.add(mutation.what().split(" ")[0] + mutation.expected()))
        .toList();
  }

  private static List<Diagnostic> told(Contract lock, CompiledSchema changed) {
    return new ChangeReport(changed.schema(), changed.layouts()).against(lock, Breaks.NOTHING);
  }

  private static final class Tally {
    private final List<String> failures = new ArrayList<>();
    private final Map<Breaks, Integer> counts = new TreeMap<>();
    private int broken;
    private int fragile;
    private int kept;

    synchronized void add(Mutation mutation, List<Diagnostic> told, Outcome outcome) {
      Breaks worst =
          told.stream()
              .flatMap(one -> one.code().breaks().stream())
              .max(Breaks::compareTo)
              .orElse(Breaks.NOTHING);
      counts.merge(worst, 1, Integer::sum);
      if (outcome.compiles()) {
        kept++;
      } else {
        broken++;
      }
      // A lowered version is told, and breaks whatever it wants.
      boolean isError = told.stream().anyMatch(Diagnostic::isError);
      if (!isError) {
        boolean java = isTold(told, FragileSource::java);
        boolean c = isTold(told, FragileSource::c);
        boolean isLost =
            told.stream().anyMatch(one -> one.code() == DiagnosticCode.VALIDATION_LOST);
        boolean silent =
            !outcome.lastingJava().isEmpty()
                || !outcome.lastingC().isEmpty() && !isLost
                || !java && !outcome.fragileJava().isEmpty()
                || !c && !outcome.fragileC().isEmpty();
        if (outcome.compiles() && worst == Breaks.SOME_SOURCE) {
          failures.add(mutation + ": a false alarm");
        }
        if (silent) {
          failures.add(mutation + ": it breaks source, which was not told\n" + outcome);
        }
        if (!outcome.compiles()) {
          fragile++;
        }
      }
    }

    private static boolean isTold(List<Diagnostic> told, Function<FragileSource, String> language) {
      return told.stream()
          .flatMap(one -> one.code().fragile().stream())
          .anyMatch(source -> !language.apply(source).isEmpty());
    }

    void report() {
      System.out.printf(
          "%d changes of source: %s; %d of %d that break source were told%n",
          kept + broken, counts, broken - failures.size(), broken);
    }
  }

  @Test
  void anEarlierVersionIsKeptByTheLaterOnes() throws IOException {
    Path versions = Path.of("../runtime/src/test/evolution");
    List<CompiledSchema> all = new ArrayList<>();
    for (int version = 1; version <= 3; version++) {
      all.add(
          SchemaCompiler.compile(
              text(
                  Files.readString(versions.resolve("v" + version).resolve("evolution.tenon.yaml")),
                  version)));
    }
    for (int written = 0; written < 2; written++) {
      Path own = Files.createDirectories(folder.resolve("written" + written));
      UserSources user = new UserSources(all.get(written), own);
      for (int later = written + 1; later < 3; later++) {
        Outcome outcome = user.against(all.get(later), "later" + later);
        assertThat(outcome.isLasting()).as(outcome.toString()).isTrue();
        assertThat(outcome.compiles()).as("what is fragile breaks").isFalse();
      }
    }
  }

  /** In one package, as versions of one schema are. */
  private Path text(String schema, int version) throws IOException {
    Path own = Files.createDirectories(folder.resolve("v" + version));
    return Files.writeString(
        own.resolve("evolution.tenon.yaml"),
        schema.replaceFirst("(?m)^java: .*$", "java: {package: com.example.evolution}"));
  }
}
