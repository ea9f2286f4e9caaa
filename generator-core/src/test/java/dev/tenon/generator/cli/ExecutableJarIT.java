// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code tenon.jar} as a user does, in the Java that runs the build: 17 is enough. */
class ExecutableJarIT {

  private static final Path MARKET = Path.of("src/test/resources/schemas/market.tenon.yaml");

  @TempDir private Path folder;

  @Test
  void generatesFromTheCommandLine() throws Exception {
    Result result =
        tenon("generate", "--java-out", folder + "/j", "--c-out", folder + "/c", MARKET.toString());

    assertThat(result.output()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(folder.resolve("j/com/example/market/Quote.java")).exists();
    assertThat(folder.resolve("c/include/market/market.h")).exists();
  }

  @Test
  void tellsWrongSchemasAndWrongCommandLinesByExitCode() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.tenon.yaml"), "tenon: 1\nschema: größe\n");

    Result schema = tenon("check", wrong.toString());
    Result commandLine = tenon("check");

    assertThat(schema.exitCode()).isEqualTo(1);
    assertThat(schema.output())
        .contains("wrong.tenon.yaml:2:9: error TN2001: 'größe' is not a valid name");
    assertThat(commandLine.exitCode()).isEqualTo(2);
    assertThat(commandLine.output()).contains("Usage: tenon check");
  }

  @Test
  void knowsItsVersion() throws Exception {
    Result result = tenon("--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).matches("tenon \\d+\\.\\d+\\.\\d+\\R");
  }

  private record Result(int exitCode, String output) {}

  private static Result tenon(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("tenon.java.home") + "/bin/java");
    command.add("-jar");
    command.add(System.getProperty("tenon.jar"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    return new Result(process.exitValue(), output);
  }
}
