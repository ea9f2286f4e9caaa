// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model that SPIN verifies; its user's test is skipped where SPIN is not installed. */
final class SpinModel {
  static final String NO_ERRORS = "errors: 0";
  static final String AN_ERROR = "errors: 1";

  private static final Path MODELS = Path.of("src/test/model").toAbsolutePath();

  private final Path model;
  private final Path directory;

  /**
   * Takes a model.
   *
   * @param name of its file
   * @param directory for what SPIN generates
   */
  SpinModel(String name, Path directory) {
    this.model = MODELS.resolve(name);
    this.directory = directory;
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "spin"))),
        "SPIN is not installed");
  }

  /**
   * Walks through all interleavings, or up to the first error.
   *
   * @param settings macros, separated by blanks
   * @return report of the verifier
   */
  String verify(String settings) throws IOException, InterruptedException {
    return report(settings, "-O1");
  }

  /** Looks for an error, which takes less time than a compiler that makes the search fast. */
  String refute(String settings) throws IOException, InterruptedException {
    return report(settings, "-O0");
  }

  private String report(String settings, String optimization)
      throws IOException, InterruptedException {
    List<String> spin = new ArrayList<>(List.of("spin", "-a"));
    for (String setting : settings.split(" ")) {
      if (!setting.isEmpty()) {
        spin.add("-D" + setting);
      }
    }
    spin.add(model.toString());
    run(spin);
    run(List.of("cc", optimization, "-w", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c"));
    String found = run(List.of("./pan", "-m100000", "-w22"));
    assertThat(found).doesNotContain("max search depth too small").doesNotContain("out of memory");
    return found;
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
    return output;
  }
}
