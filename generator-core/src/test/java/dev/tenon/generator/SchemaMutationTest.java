// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.tenon.generator.contract.CanonicalAbi;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.java.JavaEmitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages valid schemas at random. Whatever comes out is either refused with a position or can be
 * generated from.
 *
 * <p>With {@code -Plong} the campaign goes on for {@code -Dtenon.fuzz.minutes}, 10 unless given. It
 * prints its seed; what it finds is repeated with {@code -Dtenon.fuzz.seed} and the seed of the
 * failure.
 */
class SchemaMutationTest {

  private static final int ROUNDS = 500;
  private static final boolean LONG = Boolean.getBoolean("tenon.long");
  private static final Duration CAMPAIGN =
      Duration.ofMinutes(LONG ? Integer.getInteger("tenon.fuzz.minutes", 10) : 0);

  /** Far above what any of these texts takes. */
  private static final long MAX_SECONDS = 600;

  private static final long MAX_ALLOCATED = 1L << 30;

  private static final String SCHEMAS = "src/test/resources/schemas/";
  private static final String LANGUAGE = SCHEMAS + "language.tenon.yaml";
  private static final List<String> FILES =
      List.of(
          SCHEMAS + "market.tenon.yaml",
          SCHEMAS + "callbacks.tenon.yaml",
          SCHEMAS + "everything.tenon.yaml",
          SCHEMAS + "libc.tenon.yaml",
          SCHEMAS + "system.tenon.yaml",
          LANGUAGE,
          "../runtime/src/main/tenon/tenon_format.tenon.yaml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        SCHEMAS + "market.tenon.yaml",
        SCHEMAS + "callbacks.tenon.yaml",
        SCHEMAS + "libc.tenon.yaml",
        LANGUAGE,
        "../runtime/src/main/tenon/tenon_format.tenon.yaml"
      })
  void damagedSchemaIsRefusedWithAPositionOrIsWhole(String file) {
    String original = read(file);
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      byte[] text = SchemaMutations.mutate(original, new SplittableRandom(seed));
      refused += isRefused(seed, text, seed % 10 == 0) ? 1 : 0;
    }
    // Both must happen, or the mutations prove nothing.
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 100);
  }

  @Test
  void damagedSchemaIsAnsweredInBoundedTimeAndMemory() throws Exception {
    List<String> originals = FILES.stream().map(SchemaMutationTest::read).toList();
    long first = Long.getLong("tenon.fuzz.seed", LONG ? System.nanoTime() : 0);
    System.out.printf("schemas damaged from -Dtenon.fuzz.seed=%d on%n", first);
    long end = System.nanoTime() + CAMPAIGN.toNanos();
    long seed = first;
    do {
      byte[] text = SchemaMutations.mutateMore(originals, new SplittableRandom(seed));
      answerInBounds(seed, text);
      seed++;
    } while (seed < first + ROUNDS || System.nanoTime() < end);
    System.out.printf("%d damaged schemas answered%n", seed - first);
  }

  private static void answerInBounds(long seed, byte[] text) throws InterruptedException {
    CompletableFuture<Long> allocated = new CompletableFuture<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    long before = allocatedByThisThread();
                    isRefused(seed, text, seed % 10 == 0);
                    allocated.complete(allocatedByThisThread() - before);
                  } catch (Throwable e) {
                    allocated.completeExceptionally(e);
                  }
                });
    try {
      assertThat(allocated.get(MAX_SECONDS, TimeUnit.SECONDS))
          .as(() -> found(seed, text))
          .isLessThan(MAX_ALLOCATED);
    } catch (TimeoutException e) {
      String stack =
          Stream.of(thread.getStackTrace()).map(Object::toString).collect(Collectors.joining("\n"));
      fail(found(seed, text) + "is not answered:\n" + stack);
    } catch (ExecutionException e) {
      fail(found(seed, text), e.getCause());
    }
  }

  private static long allocatedByThisThread() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static boolean isRefused(long seed, byte[] text, boolean emitted) {
    try {
      CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", text);
      assertThat(CanonicalLayout.of(compiled.schema(), compiled.layouts()).text()).isNotEmpty();
      assertThat(CanonicalAbi.of(compiled.schema(), compiled.layouts()).text()).isNotEmpty();
      if (emitted) {
        new JavaEmitter().emit(compiled.schema(), compiled.layouts());
        new CEmitter(Optional.empty()).emit(compiled.schema(), compiled.layouts());
      }
      return false;
    } catch (SchemaException e) {
      assertThat(e.diagnostics())
          .as("seed %d", seed)
          .isNotEmpty()
          .allSatisfy(
              diagnostic -> {
                assertThat(diagnostic.span().line()).isPositive();
                assertThat(diagnostic.span().column()).isPositive();
                assertThat(diagnostic.message()).isNotBlank();
              });
      return true;
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return fail(found(seed, text), e);
    }
  }

  private static String found(long seed, byte[] text) {
    return "-Dtenon.fuzz.seed=%d:%n%s".formatted(seed, new String(text, StandardCharsets.UTF_8));
  }

  /** Reads a schema so that what it imports is found from the folder in which tests run. */
  private static String read(String file) {
    try {
      return Files.readString(Path.of(file))
          .replace("[units.tenon.yaml]", "[" + SCHEMAS + "units.tenon.yaml]");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
