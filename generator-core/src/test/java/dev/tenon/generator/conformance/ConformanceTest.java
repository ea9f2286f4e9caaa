// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.c.Command;
import dev.tenon.generator.emit.c.ThirtyTwoBits;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated C and generated Java agree on every byte, for the test schemas and for random ones.
 * {@code -Dtenon.conformance.seed} and {@code -Dtenon.conformance.schemas} choose other random
 * schemas and more of them; the profile {@code long} takes 20,000.
 */
class ConformanceTest {

  private static final long SEED = Long.getLong("tenon.conformance.seed", 20261122);
  private static final int SCHEMAS =
      Integer.getInteger(
          "tenon.conformance.schemas", Boolean.getBoolean("tenon.long") ? 20_000 : 300);

  /** So many are compiled together, which is faster than one by one. */
  private static final int BATCH = 100;

  @TempDir private Path folder;
  @TempDir private Path schemas;

  /** As far as this machine has them. */
  static List<List<String>> compilers() {
    return Stream.of(
            new Mode("gcc", "-O2", false),
            new Mode("gcc", "-O1", true),
            new Mode("clang", "-O1", false),
            new Mode("clang", "-O0", true))
        .filter(Mode::isHere)
        .map(Mode::words)
        .toList();
  }

  private record Mode(String command, String optimization, boolean thirtyTwoBits) {

    boolean isHere() {
      return Command.exists(command) && (!thirtyTwoBits || ThirtyTwoBits.compile(command, false));
    }

    List<String> words() {
      return Stream.concat(
              Stream.of(command, optimization),
              thirtyTwoBits ? ThirtyTwoBits.options().stream() : Stream.of())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("compilers")
  void bothLanguagesAgreeOnEveryByteOfTheTestSchemas(List<String> compiler) throws IOException {
    List<GeneratedJava> schemas =
        Stream.of(
                "market.tenon.yaml",
                "everything.tenon.yaml",
                "large.tenon.yaml",
                "units.tenon.yaml",
                "language.tenon.yaml")
            .map(GeneratedJava::ofResource)
            .toList();
    new Conformance(schemas, SEED, folder).bothLanguagesAgreeOnEveryByte(compiler);
  }

  /** Some random schemas with one of the compilers. */
  record Batch(long firstSeed, int schemas, List<String> compiler) {}

  static Stream<Batch> batches() {
    List<List<String>> compilers = compilers();
    return IntStream.range(0, (SCHEMAS + BATCH - 1) / BATCH)
        .mapToObj(
            i ->
                new Batch(
                    SEED + (long) i * BATCH,
                    Math.min(BATCH, SCHEMAS - i * BATCH),
                    compilers.get(i % compilers.size())));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void bothLanguagesAgreeOnEveryByteOfRandomSchemas(Batch batch) throws IOException {
    List<CompiledSchema> compiled = new ArrayList<>();
    for (long seed = batch.firstSeed(); seed < batch.firstSeed() + batch.schemas(); seed++) {
      RandomSchema.write(seed, schemas)
          .forEach(schema -> compiled.add(SchemaCompiler.compile(schema)));
    }
    new Conformance(GeneratedJava.ofAll(compiled), batch.firstSeed(), folder)
        .bothLanguagesAgreeOnEveryByte(batch.compiler());
  }
}
