// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as its user starts it. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LevelMetersIT {
  /** Result of a run. */
  private record Run(int status, String output) {}

  @Test
  void everyMeterMeasuresWhatTheorySays() throws Exception {
    Run run = run("--seconds", "2");

    assertThat(run.status).as(run.output).isZero();
    assertThat(run.output.lines().filter(line -> line.endsWith("  yes"))).hasSize(5);
    assertThat(run.output).contains("ended: STOPPED").doesNotContain("NO:");
  }

  @Test
  void sourceThatThrowsEndsItsMeterAndTheOthersGoOn() throws Exception {
    Run run = run("--seconds", "2", "--break-after", "0.5");

    assertThat(run.status).as(run.output).isEqualTo(1);
    assertThat(run.output)
        .contains("a string of the instrument broke", "ended as SOURCE_FAILED, not CLOSED");
    assertThat(run.output.lines().filter(line -> line.endsWith("  yes"))).hasSize(4);
  }

  @Test
  void missingLibraryIsSaidInOneLine() throws Exception {
    Run run = run("--library", "nowhere.so");

    assertThat(run.status).isEqualTo(3);
    assertThat(run.output.strip())
        .startsWith("level-meters: ")
        .contains("nowhere.so")
        .hasLineCount(1);
  }

  @Test
  void wrongOptionsAreRefused() throws Exception {
    Run run = run("--louder", "1");

    assertThat(run.status).isEqualTo(2);
    assertThat(run.output).contains("--louder", "usage:");
  }

  private static Run run(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", "target/native-library.jar"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
