// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tenon-region.jar} in a process of its own. */
final class Tool {
  private Tool() {}

  /**
   * The end of a process.
   *
   * @param out standard output
   * @param err standard error
   */
  record Result(int exitCode, String out, String err) {

    /** Requires success without complaints, and returns the output. */
    String fine() {
      assertThat(err).isEmpty();
      assertThat(exitCode).isZero();
      return out;
    }
  }

  static Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-jar", System.getProperty("tenon.region.jar")));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("tenon-region", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      return new Result(process.exitValue(), out, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  /**
   * Returns an output in which what differs from run to run has words instead, and columns are two
   * blanks apart.
   */
  static String stable(String output, Peer... peers) {
    String stable = output;
    for (Peer peer : peers) {
      stable = stable.replaceAll("\\b" + peer.processId() + "\\b", peer.name());
    }
    return stable
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "TIME")
        .replaceAll("[0-9a-f]{64}", "HASH")
        .replaceAll("(?<=\\S)  +", "  ");
  }
}
