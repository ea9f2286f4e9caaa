// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenonCommandTest {

  private static final Path MARKET = Path.of("src/test/resources/schemas/market.tenon.yaml");
  private static final Path LANGUAGE = Path.of("src/test/resources/schemas/language.tenon.yaml");
  private static final Path SYSTEM = Path.of("src/test/resources/schemas/system.tenon.yaml");
  private static final Path EVOLVING = Path.of("src/test/resources/schemas/evolving.tenon.yaml");
  private static final Path CALLBACKS = Path.of("src/test/resources/schemas/callbacks.tenon.yaml");
  private static final Path LAYOUTS = Path.of("src/test/resources/layouts");
  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void layoutShowsOffsetsAndPadding() throws IOException {
    assertThat(run("layout", MARKET)).isZero();

    assertMatches(LAYOUTS.resolve("market.txt"), out.toString());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void layoutAsJsonHoldsTheSame() throws IOException {
    assertThat(run("layout", "--format", "json", MARKET)).isZero();

    assertMatches(LAYOUTS.resolve("market.json"), out.toString());
  }

  @Test
  void layoutShowsEveryConstruct() throws IOException {
    assertThat(run("layout", LANGUAGE)).isZero();
    assertMatches(LAYOUTS.resolve("language.txt"), out.toString());

    out.getBuffer().setLength(0);
    assertThat(run("layout", "--format", "json", LANGUAGE)).isZero();
    assertMatches(LAYOUTS.resolve("language.json"), out.toString());
  }

  @Test
  void layoutSaysWithWhichVersionSectionsCame() throws IOException {
    assertThat(run("layout", EVOLVING)).isZero();
    assertThat(out.toString())
        .contains(
            "  plain   struct Plain  size 4  align 4\n",
            "  replies queue of Plain, Newcomer, Batch  capacity 4096  align 8  since 2\n",
            "  newest  latest Device  size 168  align 8\n",
            "  limits  struct Part  size 16  align 8  since 3\n");

    out.getBuffer().setLength(0);
    assertThat(run("layout", "--format", "json", EVOLVING)).isZero();
    JsonNode region = new ObjectMapper().readTree(out.toString()).path("regions").get(0);
    assertThat(region.path("contents").findValuesAsText("since"))
        .containsExactly("2", "2", "3", "3", "3");
  }

  @Test
  void layoutShowsWhatIsNotDescribedOfForeignStructs() throws IOException {
    assertThat(run("layout", SYSTEM)).isZero();
    assertMatches(LAYOUTS.resolve("system.txt"), out.toString());

    out.getBuffer().setLength(0);
    assertThat(run("layout", "--format", "json", SYSTEM)).isZero();
    assertMatches(LAYOUTS.resolve("system.json"), out.toString());
  }

  @Test
  void generateWritesJavaAndCWhereAskedFor() throws IOException {
    assertThat(run("generate", "--java-out", folder.resolve("j"), "--c-out", folder, MARKET))
        .isZero();

    assertThat(folder.resolve("j/com/example/market/Quote.java")).exists();
    assertThat(folder.resolve("include/market/market.h")).exists();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void resourcesGoWhereAskedForAndNowhereElse() throws IOException {
    assertThat(run("generate", "--resources-out", folder.resolve("r"), CALLBACKS)).isZero();

    assertThat(files()).anyMatch(file -> file.endsWith("reachability-metadata.json"));
    assertThat(files()).noneMatch(file -> file.endsWith(".java") || file.endsWith(".h"));

    assertThat(run("generate", "--java-out", folder.resolve("j"), CALLBACKS)).isZero();
    assertThat(folder.resolve("j/META-INF")).doesNotExist();
  }

  @Test
  void resourcesAreKnownAsOursWithoutTheirManifest() throws IOException {
    Path output = folder.resolve("r");
    run("generate", "--resources-out", output, CALLBACKS);
    try (Stream<Path> manifests = Files.list(output.resolve(".tenon"))) {
      for (Path manifest : manifests.toList()) {
        Files.delete(manifest);
      }
    }
    Path other = Files.createDirectories(folder.resolve("other")).resolve("callbacks.tenon.yaml");
    Files.writeString(other, Files.readString(CALLBACKS).replace("OnQuote", "OnPrice"));

    assertThat(run("generate", "--resources-out", output, other)).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void generateWithoutFolderForALanguageLeavesItOut() throws IOException {
    assertThat(run("generate", "--c-out", folder, MARKET)).isZero();

    assertThat(files()).anyMatch(file -> file.endsWith("market.h"));
    assertThat(files()).noneMatch(file -> file.endsWith(".java"));
  }

  @Test
  void secondRunTouchesNothing() throws IOException {
    run("generate", "--c-out", folder, MARKET);
    Path header = folder.resolve("include/market/market.h");
    FileTime longAgo = FileTime.fromMillis(1_000_000_000);
    Files.setLastModifiedTime(header, longAgo);

    assertThat(run("generate", "--c-out", folder, MARKET)).isZero();

    assertThat(Files.getLastModifiedTime(header)).isEqualTo(longAgo);
  }

  @Test
  void schemasOfSeveralRunsShareAFolder() throws IOException {
    Path other = schema("other", "structs: {Point: {fields: {x: i32}}}");
    run("generate", "--c-out", folder.resolve("out"), MARKET);
    run("generate", "--c-out", folder.resolve("out"), other);

    assertThat(folder.resolve("out/include/market/market.h")).exists();
    assertThat(folder.resolve("out/include/other/other.h")).exists();
  }

  @Test
  void docsWritesAPageForEachSchema() throws IOException {
    assertThat(run("docs", "--out", folder.resolve("docs"), MARKET, CALLBACKS)).isZero();

    assertThat(files()).filteredOn(file -> file.endsWith(".html")).hasSize(2);
    assertThat(folder.resolve("docs/callbacks.html")).exists();
    assertThat(Files.readString(folder.resolve("docs/market.html"))).contains("MarketFeed");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void docsLeavesAloneWhatGenerateWroteIntoItsFolder() throws IOException {
    run("generate", "--c-out", folder, MARKET);
    assertThat(run("docs", "--out", folder, MARKET)).isZero();

    assertThat(folder.resolve("include/market/market.h")).exists();
    assertThat(folder.resolve("market.html")).exists();
  }

  @Test
  void docsNeedsAFolder() {
    assertThat(run("docs", MARKET)).isEqualTo(2);
    assertThat(err.toString()).contains("--out");
  }

  @Test
  void oneWrongSchemaKeepsAllFromBeingWritten() throws IOException {
    Path wrong = schema("wrong", "structs: {Point: {fields: {x: i23}}}");

    assertThat(run("generate", "--c-out", folder.resolve("out"), MARKET, wrong)).isEqualTo(1);

    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(err.toString())
        .contains("wrong.tenon.yaml:6:31: error TN2004: unknown type 'i23'")
        .contains("did you mean 'i32'?")
        .endsWith("1 error%n".formatted());
  }

  @Test
  void fileThatIsNotOursKeepsAllFromBeingWritten() throws IOException {
    Path other = schema("aaa", "structs: {Point: {fields: {x: i32}}}");
    Path output = folder.resolve("out");
    Path foreign = output.resolve("include/market/market.h");
    Files.createDirectories(foreign.getParent());
    Files.writeString(foreign, "/* by hand */\n");

    assertThat(run("generate", "--c-out", output, other, MARKET)).isEqualTo(1);

    assertThat(foreign).hasContent("/* by hand */");
    assertThat(output.resolve("include/aaa")).doesNotExist();
    assertThat(err.toString()).contains("market.h was not generated by Tenon");
  }

  @Test
  void differentSchemasOfOneNameAreRefused() throws IOException {
    Path first = schema("a/same", "structs: {Point: {fields: {x: i32}}}");
    Path second = schema("b/same", "structs: {Point: {fields: {x: i64}}}");

    assertThat(run("generate", "--c-out", folder.resolve("out"), first, second)).isEqualTo(1);

    assertThat(err.toString()).contains("two schemas generate different files");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void checkShowsErrorsOfAllSchemas() throws IOException {
    Path first = schema("first", "structs: {Point: {fields: {x: i23}}}");
    Path second = schema("second", "structs: {Point: {fields: {y: u23}}}");

    assertThat(run("check", first, second, MARKET)).isEqualTo(1);

    assertThat(err.toString())
        .contains("unknown type 'i23'")
        .contains("unknown type 'u23'")
        .contains("2 errors");
  }

  @Test
  void checkNamesTheLayoutOfARightSchema() {
    assertThat(run("check", MARKET)).isZero();

    assertThat(out.toString()).startsWith("market.tenon.yaml: ok, version 1, layout ");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void warningsDoNotFail() throws IOException {
    Path renamed = folder.resolve("renamed.tenon.yaml");
    Files.copy(MARKET, renamed);

    assertThat(run("check", renamed)).isZero();

    assertThat(err.toString()).contains("warning TN2026");
  }

  @Test
  void jsonSchemaIsPrintedOrWrittenAsItIsPublished() throws IOException {
    Path file = folder.resolve("tenon-1.schema.json");

    assertThat(run("json-schema")).isZero();
    assertThat(run("json-schema", "--output", file)).isZero();

    assertThat(Path.of("../docs/tenon-1.schema.json")).content().isEqualTo(out.toString());
    assertThat(file).content().isEqualTo(out.toString());
  }

  @Test
  void wrongCommandLinesAreToldApartFromWrongSchemas() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("generate", MARKET)).isEqualTo(2);
    assertThat(run("check")).isEqualTo(2);
    assertThat(run("chekc", MARKET)).isEqualTo(2);
    assertThat(run("layout", "--format", "xml", MARKET)).isEqualTo(2);
  }

  @Test
  void missingFilesAndFoldersAreSaidInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(run("check", folder.resolve("absent.tenon.yaml"))).isEqualTo(1);
    assertThat(run("check", folder)).isEqualTo(1);
    assertThat(run("generate", "--c-out", file, MARKET)).isEqualTo(1);
    assertThat(run("generate", "--c-out", folder, "--templates", file, MARKET)).isEqualTo(1);
    assertThat(err.toString())
        .contains("no such file")
        .contains("is a directory")
        .contains("tenon: cannot")
        .doesNotContain("\tat ");
  }

  private int run(Object... arguments) {
    return TenonCommand.run(
        Stream.of(arguments).map(Object::toString).toArray(String[]::new),
        new PrintWriter(out),
        new PrintWriter(err));
  }

  private Path schema(String name, String body) throws IOException {
    Path file = folder.resolve(name + ".tenon.yaml");
    String stem = name.substring(name.lastIndexOf('/') + 1);
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "tenon: 1\nschema: %s\nversion: 1\njava: {package: p.%s}\nc: {prefix: %s}\n%s\n"
            .formatted(stem, stem, stem, body));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.map(Path::toString).toList();
    }
  }

  private static void assertMatches(Path golden, String actual) throws IOException {
    if (UPDATE) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, actual);
    }
    assertThat(golden).content(StandardCharsets.UTF_8).isEqualTo(actual);
  }
}
