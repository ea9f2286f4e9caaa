// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.yaml.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * For every code of the catalogue a schema that deserves it, and everything that is said about that
 * schema. {@code -Dtenon.goldens=update} writes what is said now.
 */
class DiagnosticGoldenTest {

  private static final Path FOLDER = Path.of("src/test/resources/diagnostics");
  private static final Path PAGE = Path.of("../docs/diagnostics.md");
  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));

  @ParameterizedTest
  @EnumSource
  void schemaWithThisErrorIsToldSo(DiagnosticCode code) throws IOException {
    String said = say(code);

    assertThat(said).contains(": " + code.severity().label() + " " + code.id() + ": ");
    assertMatches(FOLDER.resolve(code.id() + ".txt"), said);
  }

  @Test
  void pageListsEveryCodeWithAnExample() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!-- SPDX-License-Identifier: Apache-2.0 -->
            # Diagnostics

            Each diagnostic of a schema has a code that never changes its meaning. All errors of a schema
            are reported in one run, in the order of the text. An *error* stops the generator. A *warning*
            does not, unless `--werror` is given (in Maven `<failOnWarnings>true</failOnWarnings>`). Codes
            from 101 on in each thousand are advice: it is given once there are no errors, and its help
            says how to silence it. Codes from TN7010 on report changes since a version was
            [frozen](evolution.md); those that break nothing are notes, which `tenon check --changes`
            shows.

            This page is generated from the catalogue of codes and from the tests of each code.
            `tenon rules` lists all codes, with `--format json` for tools.

            ## For tools

            `tenon check`, `generate` and `layout` take `--error-format`:

            | format | output | stream |
            | --- | --- | --- |
            | `text` | as on this page | standard error |
            | `json` | one JSON object per line | standard output |
            | `github` | one workflow command of GitHub Actions per line | standard output |

            With `json` and `github` all other messages go to standard error. `layout` prints its layout to
            standard output and diagnostics of all formats to standard error. Exit codes are the same for
            all: 0 success, 1 errors (with `--werror` also warnings), 2 an invalid command line.

            A JSON object always has all these keys; later versions may add others.

            | key | value |
            | --- | --- |
            | `code` | such as `"TN2004"` |
            | `severity` | `"error"`, `"warning"` or `"note"` |
            | `message` | description of the error |
            | `file` | as given on the command line, with `/` on every system |
            | `line`, `column` | position, both from 1; columns in UTF-16 units |
            | `endColumn` | column behind the last character, on the same line |
            | `related` | further positions: a list of objects with `message`, `file`, `line`, `column`, `endColumn` |
            | `help` | correction, possibly in several lines; `null` for none |
            | `breaks` | effect of a change of a contract: `"layout"`, `"abi"`, `"source"` or `"nothing"`; otherwise `null` |
            """);
    String area = "";
    for (DiagnosticCode code : DiagnosticCode.values()) {
      if (!area.equals(area(code))) {
        area = area(code);
        page.append("\n## ").append(area).append('\n');
      }
      page.append("\n### ").append(code.id());
      page.append(mark(code)).append("\n\n");
      page.append(code.sentence()).append("\n\n```\n").append(example(code)).append("```\n");
    }
    assertMatches(PAGE, page.toString());
  }

  @Test
  void codesAreUniqueAndInOrder() {
    List<String> ids = List.of(DiagnosticCode.values()).stream().map(DiagnosticCode::id).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  private static String mark(DiagnosticCode code) {
    if (code.severity() == Severity.ERROR) {
      return code.breaks().map(breaks -> " (breaks " + breaks.label() + ")").orElse("");
    }
    return " (" + code.severity().label() + ")";
  }

  private static String area(DiagnosticCode code) {
    return switch (code.id().charAt(2)) {
      case '1' -> "Text and YAML";
      case '2' -> "Names, types and values";
      case '3' -> "Layout";
      case '4' -> "Regions";
      case '5' -> "Names in the target languages";
      case '6' -> "Callbacks, functions, exports and handles";
      default -> "Locks and changes of a contract";
    };
  }

  /** The first thing that is said with this code. */
  private static String example(DiagnosticCode code) throws IOException {
    String marked = ": " + code.severity().label() + " " + code.id() + ": ";
    return saidInTurn(code).stream()
        .filter(diagnostic -> diagnostic.contains(marked))
        .findFirst()
        .orElseThrow();
  }

  private static String say(DiagnosticCode code) throws IOException {
    return String.join("", saidInTurn(code));
  }

  private static List<String> saidInTurn(DiagnosticCode code) throws IOException {
    return ContractDiagnostics.isAbout(code)
        ? ContractDiagnostics.said(code)
        : diagnostics(code).stream().map(DiagnosticGoldenTest::text).toList();
  }

  /** As somebody is told who works in the folder of the schema. */
  private static String text(Diagnostic diagnostic) {
    return diagnostic.toString().replace(FOLDER.toString().replace('\\', '/') + "/", "");
  }

  private static List<Diagnostic> diagnostics(DiagnosticCode code) throws IOException {
    try {
      return compile(code).warnings();
    } catch (SchemaException e) {
      return e.diagnostics();
    }
  }

  private static CompiledSchema compile(DiagnosticCode code) throws IOException {
    String name = code.id() + ".tenon.yaml";
    return switch (code) {
      case UNREADABLE_FILE -> SchemaCompiler.compile(Path.of(name));
      case FILE_TOO_LARGE -> SchemaCompiler.compile(name, "#".repeat(SourceFile.MAX_BYTES + 1));
      case SCALAR_TOO_LONG ->
          SchemaCompiler.compile(name, header(code) + "doc: |\n" + "  long\n".repeat(20_000));
      case LINE_TOO_LONG ->
          SchemaCompiler.compile(name, header(code) + "doc: " + "long ".repeat(20_000) + "\n");
      case TOO_MANY_VERSIONS ->
          SchemaCompiler.compile(
              name, header(code).replace("version: 1", "version: 2000") + manyVersions());
      case TOO_MANY_ARMS -> SchemaCompiler.compile(name, header(code) + manyArms());
      case TOO_MANY_SECTIONS -> SchemaCompiler.compile(name, header(code) + manySections());
      default -> SchemaCompiler.compile(FOLDER.resolve(name));
    };
  }

  private static String manyArms() {
    StringBuilder text = new StringBuilder("enums:\n  Kind: {type: u16, values: {");
    IntStream.range(0, 300).forEach(i -> text.append("V%d: %d, ".formatted(i, i)));
    text.append("LAST: 300}}\nunions:\n  Body:\n    tag: Kind\n    arms: {");
    IntStream.range(0, 300).forEach(i -> text.append("V%d: u32, ".formatted(i)));
    text.append("LAST: u32}\nstructs:\n");
    IntStream.range(0, 220)
        .forEach(
            i ->
                text.append(
                    "  S%d: {fields: {kind: Kind, body: {type: Body, tag: kind}}}\n".formatted(i)));
    return text.toString();
  }

  private static String header(DiagnosticCode code) {
    return """
    tenon: 1
    schema: %s
    version: 1
    java: {package: com.example}
    c: {prefix: ex}
    """
        .formatted(code.id());
  }

  private static String manyVersions() {
    return "structs:\n  Point:\n    fields:\n"
        + IntStream.rangeClosed(1, 1001)
            .mapToObj(i -> String.format(Locale.ROOT, "      x%d: {type: i32, since: %d}\n", i, i))
            .collect(Collectors.joining());
  }

  private static String manySections() {
    return "structs:\n  Point: {fields: {x: i32}}\nregions:\n  Feed:\n    contents:\n"
        + IntStream.rangeClosed(0, 1024)
            .mapToObj(i -> String.format(Locale.ROOT, "      p%d: Point\n", i))
            .collect(Collectors.joining());
  }

  private static void assertMatches(Path golden, String actual) throws IOException {
    if (UPDATE) {
      Files.writeString(golden, actual);
    }
    assertThat(golden).content(StandardCharsets.UTF_8).isEqualTo(actual);
  }
}
