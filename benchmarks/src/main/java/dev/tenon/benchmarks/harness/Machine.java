// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** Says on what was measured. */
public final class Machine {
  private Machine() {}

  /** A Markdown list: processor, system, Java, C compiler, load, day. */
  public static String describe() throws IOException {
    return String.join(
        "\n",
        "- " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors",
        "- " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "- Java "
            + System.getProperty("java.vm.version")
            + ", "
            + System.getProperty("java.vendor"),
        "- " + compiler() + ", `-O2`",
        "- load of the last minute when the run began: " + load(),
        "- " + LocalDate.now(ZoneOffset.UTC),
        "");
  }

  private static String processor() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    }
  }

  private static String load() throws IOException {
    String line = Files.readString(Path.of("/proc/loadavg"));
    return line.substring(0, line.indexOf(' '));
  }

  private static String compiler() throws IOException {
    Process process =
        new ProcessBuilder("cc", "--version")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      String first = output.readLine();
      return first == null ? "cc" : first;
    }
  }
}
