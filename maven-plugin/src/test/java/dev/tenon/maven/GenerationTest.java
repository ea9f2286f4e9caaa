// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.Generator;
import dev.tenon.generator.output.OutputFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerationTest {

  private final RecordingLog log = new RecordingLog();
  @TempDir private Path folder;

  @Test
  void errorsOfAllSchemasAreShownInOneRunAndNothingIsWritten() throws IOException {
    Path good = schema("good", "com.example.good", "Good", "u8");
    Path bad = schema("bad", "com.example.bad", "Bad", "u9");
    Path worse = schema("worse", "com.example.worse", "Worse", "u10");

    assertThatThrownBy(() -> generate(false, bad, good, worse))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("2 errors in Tenon schemas: see above");

    assertThat(log.errors).hasSize(2);
    assertThat(log.errors.get(0)).startsWith(bad + ":9:14: error TN2004: ").contains("^^");
    assertThat(log.errors.get(1)).startsWith(worse + ":9:14: error TN2004: ");
    assertThat(javaFolder()).doesNotExist();
  }

  @Test
  void warningsFailTheBuildOnlyWhenAsked() throws Exception {
    Path odd = folder.resolve("other.tenon.yaml");
    Files.move(schema("market", "com.example", "Quote", "u8"), odd);

    assertThatThrownBy(() -> generate(true, odd))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("1 warning in Tenon schemas");
    assertThat(javaFolder()).doesNotExist();

    generate(false, odd);
    assertThat(javaFolder().resolve("com/example/Quote.java")).exists();
    assertThat(log.warnings).hasSize(2).allMatch(text -> text.startsWith(odd + ":"));
  }

  @Test
  void errorsThatAreNotShownAreCounted() throws IOException {
    Path bad = schema("bad", "com.example", "Bad", "u9");
    for (int i = 0; i < 130; i++) {
      Files.writeString(bad, "      f%d: u9\n".formatted(i), StandardOpenOption.APPEND);
    }

    assertThatThrownBy(() -> generate(false, bad)).isInstanceOf(MojoFailureException.class);

    assertThat(log.errors).hasSize(100);
    assertThat(log.warnings).containsExactly("… and 31 more");
  }

  @Test
  void schemasThatGenerateTheSameFileAreRefusedByName() throws IOException {
    Path one = schema("one", "com.example", "Quote", "u8");
    Path two = schema("two", "com.example", "Quote", "u16");

    assertThatThrownBy(() -> generate(false, one, two))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContainingAll(one.toString(), two.toString(), "com/example/Quote.java");
  }

  @Test
  void schemasOfOnePackageShareItsSupportClass() throws Exception {
    generate(
        false,
        schema("one", "com.example", "Quote", "u8"),
        schema("two", "com.example", "Trade", "u16"));

    assertThat(javaFolder().resolve("com/example"))
        .isDirectoryContaining(file -> file.endsWith("Quote.java"))
        .isDirectoryContaining(file -> file.endsWith("Trade.java"));
  }

  @Test
  void handWrittenFileInTheWayIsAnErrorOfTheUser() throws IOException {
    Path mine = javaFolder().resolve("com/example/Quote.java");
    Files.createDirectories(mine.getParent());
    Files.writeString(mine, "class Quote {}");
    Path schema = schema("market", "com.example", "Quote", "u8");

    assertThatThrownBy(() -> generate(false, schema))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining(mine.toString());
    assertThat(mine).hasContent("class Quote {}");
  }

  private void generate(boolean failOnWarnings, Path... schemas)
      throws IOException, MojoFailureException {
    new Generation(Generator.builder().build(), new DiagnosticLog(log, failOnWarnings), log)
        .run(
            List.of(schemas), Map.of(Kind.JAVA, javaFolder(), Kind.C, folder.resolve("c")), "test");
  }

  private Path javaFolder() {
    return folder.resolve("java");
  }

  private Path schema(String name, String javaPackage, String struct, String type)
      throws IOException {
    return Files.writeString(
        folder.resolve(name + ".tenon.yaml"),
        """
        tenon: 1
        schema: %s
        version: 1
        java: {package: %s}
        c: {prefix: %s}
        structs:
          %s:
            fields:
              value: %s
        """
            .formatted(name, javaPackage, name, struct, type));
  }

  private static final class RecordingLog extends SystemStreamLog {
    final List<String> errors = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    @Override
    public void error(CharSequence text) {
      errors.add(text.toString());
    }

    @Override
    public void warn(CharSequence text) {
      warnings.add(text.toString());
    }
  }
}
