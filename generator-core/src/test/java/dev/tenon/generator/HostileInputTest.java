// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes are: an answer in bounded time, never an exception of another kind. */
class HostileInputTest {

  /** Far above what it takes on a busy machine; a test of growth, not of speed. */
  private static final Duration BOUND = Duration.ofMinutes(10);

  private static final String HEADER =
      """
      tenon: 1
      schema: hostile
      version: 1
      java: {package: com.example}
      c: {prefix: ex}
      """;

  private static final int LARGE = SourceFile.MAX_BYTES - 1024;
  private static final int MANY = 100_000;

  @ParameterizedTest(name = "{0}")
  @MethodSource("textsThatAreRefused")
  void isRefusedWithAPosition(String name, String text, DiagnosticCode expected) {
    List<Diagnostic> found = diagnostics(text.getBytes(StandardCharsets.UTF_8));

    assertThat(found).extracting(Diagnostic::code).contains(expected);
    assertThat(found)
        .allSatisfy(
            diagnostic -> {
              assertThat(diagnostic.span().line()).isPositive();
              assertThat(diagnostic.span().column()).isPositive();
              assertThat(diagnostic.toString().length()).isLessThan(2000);
            });
  }

  static Stream<Arguments> textsThatAreRefused() {
    return Stream.of(
        refused("empty file", "", DiagnosticCode.NO_SCHEMA),
        refused("only a comment", "# nothing\n", DiagnosticCode.NO_SCHEMA),
        refused("only a document mark", "---\n", DiagnosticCode.NO_SCHEMA),
        refused("a scalar", "tenon\n", DiagnosticCode.NO_SCHEMA),
        refused("NUL", HEADER + "doc: \0\n", DiagnosticCode.FORBIDDEN_CHARACTER),
        refused(
            "array type of many dimensions without quotes",
            HEADER + "structs: {S: {fields: {x: {type: u8" + "[1]".repeat(20_000) + "}}}}\n",
            DiagnosticCode.BRACKET_IN_FLOW),
        refused(
            "byte order mark inside", HEADER + "doc: \uFEFF\n", DiagnosticCode.FORBIDDEN_CHARACTER),
        refused("line separator", HEADER + "doc: a\u2028b\n", DiagnosticCode.FORBIDDEN_CHARACTER),
        refused(
            "escape sequence", HEADER + "doc: \u001b[31m\n", DiagnosticCode.FORBIDDEN_CHARACTER),
        refused("second document", HEADER + "---\na: b\n", DiagnosticCode.SECOND_DOCUMENT),
        refused("text after the end", HEADER + "...\nfoo\n", DiagnosticCode.YAML_SYNTAX),
        refused("open bracket", HEADER + "structs: {Point: [\n", DiagnosticCode.YAML_SYNTAX),
        refused("open quote", HEADER + "doc: 'never\n", DiagnosticCode.YAML_SYNTAX),
        refused("list as key", HEADER + "? [a]\n: b\n", DiagnosticCode.YAML_SYNTAX),
        refused("alias as key", HEADER + "*a : b\n", DiagnosticCode.ANCHOR_OR_ALIAS),
        refused("binary", HEADER + "doc: !!binary x\n", DiagnosticCode.TAG),
        refused(
            "billion laughs",
            "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
            DiagnosticCode.ANCHOR_OR_ALIAS),
        refused(
            "many brackets",
            HEADER + "structs:\n" + "  [\n".repeat(MANY),
            DiagnosticCode.NESTED_TOO_DEEP),
        refused(
            "many braces",
            HEADER + "structs:\n" + "  {\n".repeat(MANY),
            DiagnosticCode.YAML_SYNTAX),
        refused(
            "long line of brackets",
            HEADER + "a: " + "[".repeat(60_000),
            DiagnosticCode.NESTED_TOO_DEEP),
        refused(
            "deep block",
            IntStream.range(0, 1000)
                .mapToObj(i -> " ".repeat(i) + "a:\n")
                .collect(Collectors.joining()),
            DiagnosticCode.NESTED_TOO_DEEP),
        refused("long line", HEADER + "doc: " + "x".repeat(LARGE), DiagnosticCode.LINE_TOO_LONG),
        refused(
            "long lines",
            HEADER + lines(60, "k%d: '" + "x".repeat(60_000) + "'\n"),
            DiagnosticCode.UNKNOWN_KEY),
        refused(
            "long plain text",
            HEADER + "doc: x\n" + "  x\n".repeat(MANY),
            DiagnosticCode.SCALAR_TOO_LONG),
        refused(
            "long quoted text",
            HEADER + "doc: 'x\n" + "  x\n".repeat(MANY) + "'\n",
            DiagnosticCode.SCALAR_TOO_LONG),
        refused(
            "long block text",
            HEADER + "doc: |\n" + "  x\n".repeat(MANY),
            DiagnosticCode.SCALAR_TOO_LONG),
        refused(
            "many comments", HEADER + "# \n".repeat(MANY) + "a: b\n", DiagnosticCode.UNKNOWN_KEY),
        refused("long key", HEADER + "x".repeat(900) + ": 1\n", DiagnosticCode.UNKNOWN_KEY),
        refused(
            "long number",
            HEADER + "constants: {A: {type: u64, value: " + "9".repeat(60_000) + "}}\n",
            DiagnosticCode.INVALID_NUMBER),
        refused(
            "long exponent",
            HEADER + "constants: {A: {type: f64, value: 1e999999999}}\n",
            DiagnosticCode.VALUE_OUT_OF_RANGE),
        refused(
            "long type",
            HEADER + "structs: {A: {fields: {a: '" + "u8[1]".repeat(10_000) + "'}}}\n",
            DiagnosticCode.INVALID_TYPE),
        refused("many errors", HEADER + lines(MANY, "k%d: 1\n"), DiagnosticCode.UNKNOWN_KEY),
        refused(
            "many unknown names among many",
            HEADER
                + "structs:\n"
                + lines(20_000, "  Name%d: {fields: {x: i32}}\n")
                + lines(20_000, "  Other%d: {fields: {x: Nmae}}\n"),
            DiagnosticCode.UNKNOWN_TYPE),
        refused("many equal keys", HEADER + lines(MANY, "doc: %d\n"), DiagnosticCode.DUPLICATE_KEY),
        refused(
            "chain of structs",
            HEADER + "structs:\n" + chain(20_000),
            DiagnosticCode.STRUCTS_NESTED_TOO_DEEP),
        refused(
            "cycle of structs",
            HEADER + "structs:\n" + chain(20) + "  S20: {fields: {next: S0}}\n",
            DiagnosticCode.RECURSIVE_STRUCT),
        refused(
            "struct that doubles with every level",
            HEADER
                + "structs:\n  S0: {fields: {a: 'u8[1000]', b: u8}}\n"
                + IntStream.range(1, 32)
                    .mapToObj(
                        i ->
                            "  S%d: {fields: {a: 'S%d[1000]', b: S%d}}\n"
                                .formatted(i, i - 1, i - 1))
                    .collect(Collectors.joining()),
            DiagnosticCode.STRUCT_TOO_LARGE),
        refused(
            "chain of callbacks",
            HEADER + "callbacks:\n" + callbacks(IntStream.range(0, 20_000)),
            DiagnosticCode.CALLBACKS_NESTED_TOO_DEEP),
        refused(
            "chain of callbacks, the last one first",
            HEADER
                + "callbacks:\n  C2000: {}\n"
                + callbacks(IntStream.iterate(1999, i -> i >= 0, i -> i - 1)),
            DiagnosticCode.CALLBACKS_NESTED_TOO_DEEP),
        refused(
            "cycle of callbacks",
            HEADER
                + "callbacks:\n"
                + callbacks(IntStream.range(0, 20))
                + "  C20: {params: {next: C0}}\n",
            DiagnosticCode.RECURSIVE_CALLBACK),
        refused(
            "many parameters",
            HEADER + "functions:\n  f:\n    params:\n" + lines(50_000, "      p%d: u8\n"),
            DiagnosticCode.TOO_MANY_PARAMETERS),
        refused(
            "many arrays without a count",
            HEADER
                + "functions:\n  f:\n    params:\n"
                + lines(50_000, "      array%d: 'u8[aray]'\n"),
            DiagnosticCode.INVALID_COUNT),
        refused(
            "many arrays of one count",
            HEADER
                + "functions:\n  f:\n    params:\n      count: u8\n"
                + lines(50_000, "      array%d: 'u8[count]'\n"),
            DiagnosticCode.TOO_MANY_PARAMETERS),
        refused(
            "many stars",
            HEADER + "functions: {f: {params: {p: 'u8" + "*".repeat(10_000) + "'}}}\n",
            DiagnosticCode.INVALID_PARAMETER_TYPE),
        refused(
            "many blanks",
            HEADER + "functions: {f: {params: {p: 'const" + " ".repeat(10_000) + "u8!'}}}\n",
            DiagnosticCode.INVALID_PARAMETER_TYPE),
        refused(
            "long expression",
            HEADER + "constants: {A: {type: u64, value: '1" + "+1".repeat(20_000) + "'}}\n",
            DiagnosticCode.INVALID_EXPRESSION),
        refused(
            "deep expression",
            HEADER + "constants: {A: {type: u64, value: '" + "(".repeat(20_000) + "1'}}\n",
            DiagnosticCode.INVALID_EXPRESSION),
        refused(
            "constants that square the one before",
            HEADER
                + "constants:\n  C0: {type: u64, value: 3}\n"
                + IntStream.range(1, 5_000)
                    .mapToObj(
                        i -> "  C%d: {type: u64, value: C%d * C%d}\n".formatted(i, i - 1, i - 1))
                    .collect(Collectors.joining()),
            DiagnosticCode.VALUE_OUT_OF_RANGE),
        refused(
            "decimal with a long exponent",
            HEADER
                + "structs: {A: {fields: {a: {type: decimal, exponent: 18, default:"
                + " 1e-2147483648}}}}\n",
            DiagnosticCode.INVALID_NUMBER),
        refused(
            "decimal with an exponent of nine digits",
            HEADER
                + "structs: {A: {fields: {a: {type: decimal, exponent: 18, default:"
                + " 1e-999999999}}}}\n",
            DiagnosticCode.VALUE_OUT_OF_RANGE),
        refused(
            "struct where an enum belongs, inside itself",
            HEADER + "structs: {A: {fields: {a: {type: u8, enum: A}}}}\n",
            DiagnosticCode.NOT_AN_ENUM),
        refused(
            "union that tells its arms apart by what it lies in",
            HEADER
                + "unions: {U: {tag: S, arms: {A: u8}}}\n"
                + "structs: {S: {fields: {k: u8, u: {type: U, tag: k}}}}\n",
            DiagnosticCode.NOT_AN_ENUM),
        refused(
            "structs and unions in one another",
            HEADER + "unions: {U: {arms: {s: S}}}\n" + "structs: {S: {fields: {u: 'U[2]'}}}\n",
            DiagnosticCode.RECURSIVE_STRUCT),
        refused(
            "many values that are reserved",
            HEADER
                + "enums:\n  E:\n    type: u32\n    values:\n"
                + numbered(50_000, "      V%d: %d\n")
                + "    reserved:\n"
                + lines(50_000, "    - %d\n"),
            DiagnosticCode.RESERVED_NUMBER),
        refused(
            "many aliases of nothing",
            HEADER
                + "enums:\n  E:\n    type: u32\n    values:\n"
                + numbered(30_000, "      V%d: %d\n")
                + lines(30_000, "      A%d: {alias_of: W}\n"),
            DiagnosticCode.UNKNOWN_VALUE),
        refused(
            "many masks of nothing",
            HEADER
                + "flags:\n  F:\n    type: u64\n    bits:\n"
                + numbered(30_000, "      B%d: %d\n")
                + "    masks:\n"
                + lines(30_000, "      M%d: [C]\n"),
            DiagnosticCode.UNKNOWN_VALUE),
        refused(
            "many arms of no value",
            HEADER
                + "enums:\n  E:\n    type: u32\n    values:\n"
                + numbered(30_000, "      V%d: %d\n")
                + "unions:\n  U:\n    tag: E\n    arms:\n"
                + lines(30_000, "      W%d: u8\n"),
            DiagnosticCode.UNKNOWN_VALUE),
        refused(
            "many unions with one tag",
            HEADER
                + "enums: {E: {type: u8, values: {A: 1}}}\n"
                + "unions: {U: {tag: E, arms: {A: u8}}}\n"
                + "structs:\n  S:\n    fields:\n      e: E\n"
                + lines(30_000, "      u%d: {type: U, tag: e}\n"),
            DiagnosticCode.INVALID_TAG),
        refused(
            "many names of one bit",
            HEADER
                + "structs:\n  S:\n    fields:\n      f:\n        type: u8\n        bits:\n"
                + lines(30_000, "          b%d: 0\n"),
            DiagnosticCode.OVERLAPPING_BITS),
        refused(
            "many imports of nothing",
            HEADER + "imports:\n" + lines(20_000, "- nowhere%d.tenon.yaml\n"),
            DiagnosticCode.UNREADABLE_FILE),
        refused(
            "many versions",
            HEADER.replace("version: 1", "version: 65535")
                + "structs:\n  S:\n    fields:\n"
                + IntStream.rangeClosed(1, 20_000)
                    .mapToObj(i -> "      f%d: {type: u8, since: %d}\n".formatted(i, i))
                    .collect(Collectors.joining()),
            DiagnosticCode.TOO_MANY_VERSIONS),
        refused(
            "union with many arms in many structs",
            HEADER
                + "enums:\n  E:\n    type: u32\n    values:\n"
                + numbered(10_000, "      V%d: %d\n")
                + "unions:\n  U:\n    tag: E\n    arms:\n"
                + lines(10_000, "      V%d: u8\n")
                + "structs:\n"
                + lines(10_000, "  S%d: {fields: {e: E, u: {type: U, tag: e}}}\n"),
            DiagnosticCode.TOO_MANY_ARMS),
        refused(
            "many handles without their release",
            HEADER
                + "handles:\n"
                + lines(20_000, "  Handle%d: {release: relaese}\n")
                + "functions:\n"
                + lines(20_000, "  release%d: {}\n"),
            DiagnosticCode.INVALID_RELEASE));
  }

  @Test
  void invalidUtf8IsRefusedWithItsPlace() {
    byte[] text = (HEADER + "doc: x\n").getBytes(StandardCharsets.ISO_8859_1);
    text[text.length - 2] = (byte) 0xC3;

    assertThat(diagnostics(text))
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.INVALID_UTF8);
              assertThat(diagnostic.span().position()).endsWith(":6:6");
            });
  }

  @Test
  void fileThatEndsInsideACharacterIsRefused() {
    byte[] text = (HEADER + "doc: é").getBytes(StandardCharsets.UTF_8);

    assertThat(diagnostics(Arrays.copyOf(text, text.length - 1)))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.INVALID_UTF8);
  }

  @Test
  void errorsAreShownUpToALimitAndCounted() {
    byte[] text = (HEADER + lines(1000, "k%d: 1\n")).getBytes(StandardCharsets.UTF_8);

    assertThat(diagnostics(text)).hasSize(Diagnostics.LIMIT);
    assertThat(message(text)).endsWith("… and 900 more\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("textsThatAreRead")
  void isReadToItsEnd(String name, String text) {
    assertTimeoutPreemptively(BOUND, () -> assertReadToItsEnd(text));
  }

  private static void assertReadToItsEnd(String text) {
    try {
      SchemaCompiler.compile("hostile.tenon.yaml", text);
    } catch (SchemaException e) {
      // Only of what was read can be told that it is too much for a class of Java.
      assertThat(e.diagnostics())
          .extracting(Diagnostic::code)
          .containsOnly(DiagnosticCode.TOO_MANY_FOR_JAVA);
    }
  }

  static Stream<Arguments> textsThatAreRead() {
    String struct = "structs: {Point: {fields: {x: i32}}}\n";
    return Stream.of(
        Arguments.of("byte order mark at the start", "\uFEFF" + HEADER + struct),
        Arguments.of("CR LF", (HEADER + struct).replace("\n", "\r\n")),
        Arguments.of("CR", (HEADER + struct).replace("\n", "\r")),
        Arguments.of("document marks", "---\n" + HEADER + struct + "...\n"),
        Arguments.of("no line end at the end", HEADER + struct.strip()),
        Arguments.of("tabs in comments and texts", HEADER + "#\t\ndoc: 'a\tb'\n" + struct),
        Arguments.of("names beyond the BMP", HEADER + "doc: '\uD83D\uDE00'\n" + struct),
        Arguments.of(
            "many structs",
            HEADER + "structs:\n" + lines(20_000, "  S%d: {fields: {a: u8, b: u64}}\n")),
        Arguments.of(
            "one struct with many fields",
            HEADER + "structs:\n  S:\n    fields:\n" + lines(50_000, "      f%d: u8\n")),
        Arguments.of(
            "many regions",
            HEADER
                + "structs:\n"
                + lines(10_000, "  S%d: {fields: {a: u8}}\n")
                + "regions:\n"
                + lines(10_000, "  R%d: {contents: {s: S0}}\n")),
        Arguments.of(
            "one enum with many values and many defaults",
            HEADER
                + "enums:\n  E:\n    type: u32\n    values:\n"
                + IntStream.range(0, 50_000)
                    .mapToObj(i -> "      V%d: %d\n".formatted(i, i))
                    .collect(Collectors.joining())
                + "structs:\n  S:\n    fields:\n"
                + lines(20_000, "      f%d: {type: E, default: V49999}\n")),
        Arguments.of(
            "one enum with many aliases and many reserved numbers",
            HEADER
                + "enums:\n  E:\n    type: u32\n    values:\n"
                + numbered(30_000, "      V%d: %d\n")
                + lines(30_000, "      A%d: {alias_of: V29999}\n")
                + "    reserved: [100000..4294967295]\n"),
        Arguments.of(
            "callbacks that double with every level",
            HEADER
                + "callbacks:\n  C0: {}\n"
                + IntStream.range(1, 32)
                    .mapToObj(i -> "  C%d: {params: {a: C%d, b: C%d}}\n".formatted(i, i - 1, i - 1))
                    .collect(Collectors.joining())
                + "functions: {f: {params: {a: C31, b: C31}}}\n"),
        Arguments.of(
            "structs by value that double with every level",
            HEADER
                + "structs:\n  S0: {fields: {x: u8}}\n"
                + IntStream.range(1, 30)
                    .mapToObj(i -> "  S%d: {fields: {a: S%d, b: S%d}}\n".formatted(i, i - 1, i - 1))
                    .collect(Collectors.joining())
                + "functions: {f: {returns: S29}}\n"),
        Arguments.of(
            "C types of many words and of many stars",
            HEADER
                + "functions:\n  f:\n    extern: f.h\n    params:\n      a: {type: u64, c_type: 'a"
                + " b".repeat(30_000)
                + "'}\n      b: {type: void*, c_type: 'a"
                + " *".repeat(30_000)
                + "'}\n"),
        Arguments.of(
            "many foreign values and structs",
            HEADER
                + "constants:\n"
                + lines(10_000, "  K%d: {type: u32, value: 1, extern: a.h}\n")
                + "structs:\n"
                + lines(
                    5_000,
                    "  S%d: {extern: {c: s, header: s.h, size: 1GiB}, fields: {x: {type: u8,"
                        + " offset: 536870912}, y: u8}}\n")),
        Arguments.of(
            "many callbacks, functions and exports",
            HEADER
                + "structs: {Point: {fields: {x: i32}}}\ncallbacks:\n"
                + lines(10_000, "  C%d: {params: {p: Point, n: u64}, batch: 2}\n")
                + "functions:\n"
                + lines(10_000, "  call%d: {params: {p: 'Point[n]', n: u64}, returns: Point}\n")
                + "exports:\n"
                + lines(10_000, "  export%d: {params: {p: string}, returns: i8, on_error: 0}\n")));
  }

  @Test
  void characterBeyondTheBmpDoesNotShiftTheCaret() {
    byte[] text =
        (HEADER + "constants: {A: {doc: '\uD83D\uDE00', type: u9, value: 1}}\n")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(message(text))
        .contains("hostile.tenon.yaml:6:34: error TN2004: unknown type 'u9'")
        .contains("      | " + " ".repeat(32) + "^^\n");
  }

  private static Arguments refused(String name, String text, DiagnosticCode code) {
    return Arguments.of(name, text, code);
  }

  private static String lines(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.formatted(i))
        .collect(Collectors.joining());
  }

  /** Lines with the same number in two places. */
  private static String numbered(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.formatted(i, i))
        .collect(Collectors.joining());
  }

  private static String chain(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> "  S%d: {fields: {next: S%d}}\n".formatted(i, i + 1))
        .collect(Collectors.joining());
  }

  private static String callbacks(IntStream numbers) {
    return numbers
        .mapToObj(i -> "  C%d: {params: {next: C%d}}\n".formatted(i, i + 1))
        .collect(Collectors.joining());
  }

  private static List<Diagnostic> diagnostics(byte[] text) {
    return refusal(text).diagnostics();
  }

  private static String message(byte[] text) {
    return refusal(text).getMessage();
  }

  private static SchemaException refusal(byte[] text) {
    return assertTimeoutPreemptively(
        BOUND,
        () -> {
          try {
            SchemaCompiler.compile("hostile.tenon.yaml", text);
          } catch (SchemaException e) {
            return e;
          }
          throw new AssertionError("was not refused");
        });
  }
}
