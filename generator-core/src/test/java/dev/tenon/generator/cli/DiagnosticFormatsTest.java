// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same errors as a person, a tool and a continuous integration server see them. */
class DiagnosticFormatsTest {

  private static final String TWO_ERRORS =
      "structs: {Point: {fields: {x: i23}}, Line: {fields: {x: i32}}}\n"
          + "constants: {Line: {type: u8, value: 1}}";
  private static final String MANY_ERRORS =
      "structs: {Point: {fields: {%s}}}".formatted(many("f%d: u23"));
  private static final String MANY_WARNINGS =
      "structs: {%s}".formatted(many("badly_spelt_%d: {fields: {x: u8}}"));
  private static final String ONE_WARNING = "structs: {Point: {fields: {lastX: i32}}}";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void textGoesToStandardErrorWithASummary() throws IOException {
    assertThat(run("check", schema("shape", TWO_ERRORS))).isEqualTo(1);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("shape.tenon.yaml:6:31: error TN2004: unknown type 'i23'\n")
        .endsWith("2 errors%n".formatted());
  }

  @Test
  void jsonIsOneObjectALineWithEveryKey() throws IOException {
    Path schema = schema("shape", TWO_ERRORS);

    assertThat(run("check", "--error-format", "json", schema)).isEqualTo(1);

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(json.readTree(lines.get(0)))
        .isEqualTo(
            json.readTree(
                """
                {"code": "TN2004", "severity": "error", "message": "unknown type 'i23'",
                 "file": "%s", "line": 6, "column": 31, "endColumn": 34,
                 "related": [], "help": "did you mean 'i32'?", "breaks": null}\
                """
                    .formatted(shown(schema))));
    assertThat(json.readTree(lines.get(1)))
        .isEqualTo(
            json.readTree(
                """
                {"code": "TN2003", "severity": "error", "message": "'Line' is declared twice",
                 "file": "%1$s", "line": 7, "column": 13, "endColumn": 17,
                 "related": [{"message": "first declared as struct",
                   "file": "%1$s", "line": 6, "column": 38, "endColumn": 42}],
                 "help": null, "breaks": null}\
                """
                    .formatted(shown(schema))));
    assertThat(err.toString()).isEqualTo("2 errors%n".formatted());
  }

  @Test
  void jsonIsAsciiWhateverIsQuoted() throws IOException {
    Path schema = schema("größe", "structs: {Point: {fields: {x: 'Zahl \"\\ 😀'}}}");

    run("check", "--error-format", "json", schema);

    assertThat(out.toString()).isASCII();
    JsonNode diagnostic = json.readTree(out.toString());
    assertThat(diagnostic.get("file").asText()).endsWith("größe.tenon.yaml");
    assertThat(out.toString().lines().map(this::read))
        .anyMatch(one -> one.get("message").asText().contains("'Zahl \"\\ 😀' is not a type"));
  }

  @Test
  void githubCommandsAreEscaped() throws IOException {
    Path schema =
        Files.writeString(
            folder.resolve("50%,a:b.tenon.yaml"),
            Files.readString(schema("shape", "structs: {Point: {fields: {x: '50%'}}}")));

    assertThat(run("check", "--error-format", "github", schema)).isEqualTo(1);

    String file = shown(schema).replace("50%,a:b", "50%25%2Ca%3Ab");
    assertThat(out.toString())
        .contains(
            "::error file=%s,line=6,col=31,endColumn=36,title=TN2007::'50%%25' is not a type%%0A"
                    .formatted(file)
                + "help: a type is a name, or an array such as u8[16] or Level[DEPTH]\n");
    assertThat(out.toString().lines()).allMatch(line -> line.matches("::(error|warning) .*"));
  }

  @Test
  void githubCommandsTellNotesAndEveryLineOfHelp() throws IOException {
    Path schema = schema("shape", "structs: {Shape: {fields: {a: u8, b: u64, c: u8}}}");

    assertThat(run("check", "--error-format", "github", schema)).isZero();

    assertThat(out.toString())
        .isEqualTo(
            "::warning file=%1$s,line=6,col=11,endColumn=16,title=TN3101::'Shape' takes 24 bytes, and"
                    .formatted(shown(schema))
                + " another order of its fields saves 8 of them%%0A%1$s:6:35: note: 7 bytes of"
                    .formatted(shown(schema))
                + " padding before this%0Ahelp: 16 bytes suffice in the order b, a, c%0Ahelp: where"
                + " the order is meant, say so with 'align' at a field\n");
    assertThat(err.toString()).contains("1 warning");
  }

  @ParameterizedTest
  @EnumSource(names = {"json", "github"})
  void nothingButDiagnosticsIsOnStandardOutput(DiagnosticFormat format) throws IOException {
    assertThat(run("check", "--error-format", format, schema("shape", ""))).isZero();

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("shape.tenon.yaml: ok, version 1");
  }

  @Test
  void layoutKeepsStandardOutputForTheLayout() throws IOException {
    Path schema = schema("shape", ONE_WARNING);

    assertThat(run("layout", "--format", "json", "--error-format", "json", schema)).isZero();

    assertThat(json.readTree(out.toString()).get("schema").asText()).isEqualTo("shape");
    assertThat(read(err.toString()).get("code").asText()).isEqualTo("TN5101");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "layout"})
  void werrorTurnsWarningsIntoFailure(String command) throws IOException {
    Path schema = schema("shape", ONE_WARNING);

    assertThat(run(command, schema)).isZero();
    assertThat(err.toString()).contains("warning TN5101").endsWith("1 warning%n".formatted());
    out.getBuffer().setLength(0);

    assertThat(run(command, "--werror", schema)).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).endsWith("1 warning, and --werror is set%n".formatted());
  }

  @Test
  void werrorKeepsFilesFromBeingWritten() throws IOException {
    Path schema = schema("shape", ONE_WARNING);
    Path output = folder.resolve("out");

    assertThat(run("generate", "--werror", "--c-out", output, schema)).isEqualTo(1);
    assertThat(output).doesNotExist();

    assertThat(run("generate", "--c-out", output, schema)).isZero();
    assertThat(output.resolve("include/shape/shape.h")).exists();
  }

  @Test
  void controlCharactersOfASchemaDoNotReachTheTerminal() throws IOException {
    run("check", schema("shape", "structs: {Point: {fields: {x: \"\\e[2J\", \"y\\e\": u8}}}"));

    assertThat(err.toString()).contains("is not a type").doesNotContain("\u001b");
  }

  @Test
  void floodIsCountedInEveryFormat() throws IOException {
    Path schema = schema("shape", MANY_ERRORS);

    run("check", schema);
    assertThat(err.toString()).contains("… and 30 more");

    run("check", "--error-format", "json", schema);
    assertThat(out.toString().lines()).hasSize(100);
    assertThat(err.toString().lines().filter("… and 30 more"::equals)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "freeze"})
  void floodOfWarningsIsCounted(String command) throws IOException {
    Path schema = schema("shape", MANY_WARNINGS);

    assertThat(run(command, schema)).isZero();

    assertThat(err.toString().lines().filter("… and 30 more"::equals)).hasSize(1);
  }

  @Test
  void errorsOfAnImportedSchemaAreCounted() throws IOException {
    schema("units", MANY_ERRORS);
    Path schema = schema("shape", "imports: [units.tenon.yaml]");

    assertThat(run("check", schema)).isEqualTo(1);

    assertThat(err.toString().lines().filter("… and 30 more"::equals)).hasSize(1);
  }

  @Test
  void rulesListsEveryCodeForPeople() {
    assertThat(run("rules")).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(DiagnosticCode.values().length);
    assertThat(lines)
        .contains("TN2004  error                 " + DiagnosticCode.UNKNOWN_TYPE.sentence());
    assertThat(lines)
        .contains("TN7017  error    layout       " + DiagnosticCode.FIELD_MOVED.sentence());
    assertThat(lines)
        .contains("TN3101  warning               " + DiagnosticCode.PADDING_HOLES.sentence());
  }

  @Test
  void rulesListsEveryCodeForTools() throws IOException {
    assertThat(run("rules", "--format", "json")).isZero();

    List<String> codes = new ArrayList<>();
    for (JsonNode rule : json.readTree(out.toString())) {
      assertThat(rule.fieldNames())
          .toIterable()
          .containsExactly("code", "severity", "breaks", "sentence");
      assertThat(rule.get("severity").asText()).isIn("error", "warning", "note");
      assertThat(rule.get("sentence").asText()).endsWith(".");
      codes.add(rule.get("code").asText());
    }
    assertThat(codes)
        .isEqualTo(Stream.of(DiagnosticCode.values()).map(DiagnosticCode::id).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "generate", "layout"})
  void helpSaysWhereDiagnosticsGo(String command) {
    assertThat(run(command, "--help")).isZero();

    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("--werror", "--error-format=FORMAT", "one of text, json, github")
        .contains("text is written to standard error");
  }

  @Test
  void unknownFormatIsAWrongCommandLine() throws IOException {
    assertThat(run("check", "--error-format", "xml", schema("shape", ""))).isEqualTo(2);
    assertThat(run("rules", "--format", "xml")).isEqualTo(2);
  }

  private static String many(String item) {
    return IntStream.range(0, 130).mapToObj(item::formatted).collect(Collectors.joining(", "));
  }

  private JsonNode read(String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String shown(Path schema) {
    return schema.toString().replace('\\', '/');
  }

  private int run(Object... arguments) {
    return TenonCommand.run(
        Stream.of(arguments).map(Object::toString).toArray(String[]::new),
        new PrintWriter(out),
        new PrintWriter(err));
  }

  private Path schema(String name, String body) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".tenon.yaml"),
        "tenon: 1\nschema: %1$s\nversion: 1\njava: {package: p}\nc: {prefix: shp}\n%2$s\n"
            .formatted(name, body));
  }
}
