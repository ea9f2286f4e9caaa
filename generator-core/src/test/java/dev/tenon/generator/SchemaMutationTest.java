// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tenon.generator.contract.CanonicalAbi;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.java.JavaEmitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damages valid schemas at random. Whatever comes out is either refused with a position or can be
 * generated from.
 */
class SchemaMutationTest {

  private static final boolean LONG = Boolean.getBoolean("tenon.long");
  private static final int ROUNDS = LONG ? 100_000 : 800;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.]+|[^A-Za-z0-9_.\\s]|\\s+");

  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "'",
          "\"",
          "#",
          "&a ",
          "*a",
          "!!str ",
          "---\n",
          "\n",
          "\t",
          "  ",
          "\0",
          "\uFEFF",
          "é",
          "\uD83D\uDE00",
          "|\n",
          ">-\n",
          "? ",
          "- ",
          "<<",
          "~",
          "-1",
          "0",
          "1",
          "00",
          "0x",
          "0xFFFFFFFFFFFFFFFF",
          "18446744073709551616",
          "1_0",
          "1e999",
          ".nan",
          "-.inf",
          "4096",
          "1MiB",
          "8GiB",
          "true",
          "yes",
          "null",
          "u8",
          "i64",
          "f32",
          "f64",
          "bool",
          "char",
          "char[4]",
          "u8[0]",
          "u8[99999999999]",
          "u64[2][3]",
          "Level",
          "Quote",
          "Side",
          "QuoteFlags",
          "DEPTH",
          "align",
          "atomic",
          "default",
          "terminated",
          "id",
          "type",
          "value",
          "bit",
          "queue",
          "capacity",
          "struct",
          "java_name",
          "c_name",
          "wait",
          "class",
          "doc",
          "structs",
          "enums",
          "regions",
          "constants",
          "const ",
          "*",
          "const Quote*",
          "Quote*",
          "Level[count]",
          "void",
          "void*",
          "string",
          "OnQuote",
          "Decide",
          "Feed",
          "feed_close",
          "callbacks",
          "functions",
          "exports",
          "handles",
          "params",
          "returns",
          "on_error",
          "keep",
          "threads",
          "same",
          "listeners",
          "batch",
          "critical",
          "blocking",
          "errno",
          "release",
          "count");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/resources/schemas/market.tenon.yaml",
        "src/test/resources/schemas/callbacks.tenon.yaml",
        "../runtime/src/main/tenon/tenon_format.tenon.yaml"
      })
  void damagedSchemaIsRefusedWithAPositionOrIsWhole(String file) throws IOException {
    String original = Files.readString(Path.of(file));
    int refused = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      refused += isRefused(seed, mutate(original, new SplittableRandom(seed))) ? 1 : 0;
    }
    // Both must happen, or the mutations prove nothing.
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 100);
  }

  private static boolean isRefused(int seed, byte[] text) {
    try {
      CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", text);
      assertThat(CanonicalLayout.of(compiled.schema(), compiled.layouts()).text()).isNotEmpty();
      assertThat(CanonicalAbi.of(compiled.schema(), compiled.layouts()).text()).isNotEmpty();
      if (seed % 10 == 0) {
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
      return fail("seed %d:%n%s".formatted(seed, new String(text, StandardCharsets.UTF_8)), e);
    }
  }

  private static byte[] mutate(String original, RandomGenerator random) {
    String text = original;
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) {
      text = random.nextBoolean() ? mutateToken(text, random) : mutateCharacter(text, random);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String mutateCharacter(String text, RandomGenerator random) {
    int start = random.nextInt(text.length());
    int end = Math.min(text.length(), start + random.nextInt(4));
    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, start) + text.substring(end);
      case 1 -> text.substring(0, start) + fragment + text.substring(start);
      case 2 -> text.substring(0, end) + text.substring(start);
      default -> text.substring(0, start) + fragment + text.substring(end);
    };
  }

  /** Replaces a token by a fragment or by another token of the text. */
  private static String mutateToken(String text, RandomGenerator random) {
    Matcher target = tokenAfter(text, random.nextInt(text.length()));
    Matcher source = tokenAfter(text, random.nextInt(text.length()));
    String replacement =
        random.nextBoolean() ? source.group() : FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
    return text.substring(0, target.start()) + replacement + text.substring(target.end());
  }

  private static Matcher tokenAfter(String text, int position) {
    Matcher matcher = TOKEN.matcher(text);
    return matcher.find(position) ? matcher : tokenAfter(text, 0);
  }
}
