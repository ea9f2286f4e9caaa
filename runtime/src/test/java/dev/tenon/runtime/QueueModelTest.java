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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All interleavings of a queue's protocol, by SPIN, on the model {@code queue.pml}. Skipped where
 * SPIN is not installed.
 */
class QueueModelTest {
  private static final Path MODEL = Path.of("src/test/model/queue.pml").toAbsolutePath();
  private static final String NO_ERRORS = "errors: 0";

  @TempDir private Path directory;

  @BeforeEach
  void requireSpin() {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "spin"))),
        "SPIN is not installed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HANDOVERS=2",
        "SLOTS=2 HANDOVERS=1",
        "SLOTS=4 MESSAGES=6 HANDOVERS=1",
        "PRODUCER_KILLS=1",
        "CONSUMER_KILLS=1"
      })
  void everyInterleavingDeliversEveryMessageAndEnds(String settings) throws Exception {
    assertThat(verify(settings)).contains(NO_ERRORS);
  }

  @Test
  void everyInterleavingOfSeveralKillsAndHandoversDeliversEveryMessageAndEnds() throws Exception {
    assumeTrue(Boolean.getBoolean("tenon.long"), "takes longer than a build has");
    assertThat(verify("PRODUCER_KILLS=2 HANDOVERS=1")).contains(NO_ERRORS);
    assertThat(verify("CONSUMER_KILLS=1 PRODUCER_KILLS=1 HANDOVERS=1")).contains(NO_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_BARRIER HANDOVERS=1",
        "NO_PUBLISHER_FENCE HANDOVERS=1",
        "NO_SECOND_LOOK",
        "NO_ROLE_FENCE HANDOVERS=1",
        "NO_SEQUENCE",
        "ZERO_LAST",
        "HEADER_FIRST",
        "ROOM_WITHOUT_ZERO",
        "NO_WALK PRODUCER_KILLS=1",
        "NO_RELEASE"
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(verify(settings)).contains("errors: 1");
  }

  private String verify(String settings) throws IOException, InterruptedException {
    List<String> spin = new ArrayList<>(List.of("spin", "-a"));
    for (String setting : settings.split(" ")) {
      if (!setting.isEmpty()) {
        spin.add("-D" + setting);
      }
    }
    spin.add(MODEL.toString());
    run(spin);
    run(List.of("cc", "-O2", "-w", "-DSAFETY", "-DCOLLAPSE", "-o", "pan", "pan.c"));
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
