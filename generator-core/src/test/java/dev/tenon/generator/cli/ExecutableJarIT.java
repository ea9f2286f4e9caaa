// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code tenon.jar} as a user does, in the Java that runs the build: 17 is enough. */
class ExecutableJarIT {

  private static final Path MARKET = Path.of("src/test/resources/schemas/market.tenon.yaml");

  @TempDir private Path folder;

  @Test
  void generatesFromTheCommandLine() throws Exception {
    TenonJar.Result result =
        TenonJar.run(
            "generate", "--java-out", folder + "/j", "--c-out", folder + "/c", MARKET.toString());

    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(folder.resolve("j/com/example/market/Quote.java")).exists();
    assertThat(folder.resolve("c/include/market/market.h")).exists();
  }

  @Test
  void tellsWrongSchemasAndWrongCommandLinesByExitCode() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.tenon.yaml"), "tenon: 1\nschema: größe\n");

    TenonJar.Result schema = TenonJar.run("check", wrong.toString());
    TenonJar.Result commandLine = TenonJar.run("check");

    assertThat(schema.exitCode()).isEqualTo(1);
    assertThat(schema.output())
        .contains("wrong.tenon.yaml:2:9: error TN2001: 'größe' is not a valid name");
    assertThat(commandLine.exitCode()).isEqualTo(2);
    assertThat(commandLine.output()).contains("Usage: tenon check");
  }

  @Test
  void knowsItsVersion() throws Exception {
    TenonJar.Result result = TenonJar.run("--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).matches("tenon \\d+\\.\\d+\\.\\d+\\R");
  }
}
