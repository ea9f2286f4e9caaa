// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tenon.jar} in a process of its own. */
final class TenonJar {

  private TenonJar() {}

  /**
   * The end of a process.
   *
   * @param output both of its streams
   */
  record Result(int exitCode, String output) {}

  static Result run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(), arguments);
  }

  /** Runs the jar with options of the JVM. */
  static Result run(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("tenon.java.home") + "/bin/java");
    command.addAll(options);
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
