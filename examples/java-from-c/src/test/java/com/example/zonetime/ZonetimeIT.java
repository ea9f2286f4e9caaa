// SPDX-License-Identifier: Apache-2.0
package com.example.zonetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The C program as its user starts it, with the jar that was built. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ZonetimeIT {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));
  private static final Path FOLDER = Path.of("target", "native");

  /** Result of a run. */
  private record Run(int status, String output) {}

  @Test
  void timeIsConvertedIntoEveryZone() throws Exception {
    Run run = zonetime("2026-07-01T09:00", "Europe/Berlin", "America/New_York", "Asia/Kolkata");

    assertThat(run.output)
        .containsPattern("Europe/Berlin +2026-07-01 09:00:00 \\+02:00 CEST, summer time")
        .containsPattern("America/New_York +2026-07-01 03:00:00 -04:00 EDT, summer time")
        .containsPattern("Asia/Kolkata +2026-07-01 12:30:00 \\+05:30 IST\n");
    assertThat(run.status).isZero();
  }

  @Test
  void skippedAndRepeatedTimesAreTold() throws Exception {
    assertThat(zonetime("2026-03-29T02:30", "Europe/Berlin").output)
        .contains("forward by 60 minutes", "03:30:00");
    assertThat(zonetime("2026-10-25T02:30", "Europe/Berlin").output)
        .contains("back by 60 minutes", "+02:00");
  }

  @Test
  void changesOfSomeYearsAreListed() throws Exception {
    Run run = zonetime("changes", "Europe/Berlin", "2026", "2027");

    assertThat(run.output.lines())
        .hasSize(4)
        .first()
        .asString()
        .contains("2026-03-29 02:00:00 -> 2026-03-29 03:00:00");
    assertThat(run.status).isZero();
  }

  @Test
  void zonesAreListedByCallingBackIntoC() throws Exception {
    assertThat(zonetime("zones", "Europe/Berlin").output).isEqualTo("Europe/Berlin\n");
  }

  @Test
  void javaExceptionIsAnErrorOfTheProgramAndItsMessageIsShown() throws Exception {
    Run run = zonetime("2026-07-01T09:00", "Europe/Atlantis");

    assertThat(run.status).isEqualTo(1);
    assertThat(run.output.strip())
        .startsWith("zonetime: ")
        .contains("Europe/Atlantis")
        .hasLineCount(1);
  }

  @Test
  void manyThreadsGetTheAnswersThatOneGets() throws Exception {
    Run run = zonetime("check", "--threads", "8");

    assertThat(run.output).contains("8 threads", " 0 disagreements");
    assertThat(run.status).isZero();
  }

  @Test
  void functionsFailBeforeTheStartAndAfterTheStopAndWorkInBetween() throws Exception {
    Run run =
        run(Map.of("JAVA_HOME", JAVA_HOME.toString()), "start-test", "target/java-from-c.jar");

    assertThat(run.status).as(run.output).isZero();
  }

  @Test
  void withoutJavaItSaysWhereItLooked() throws Exception {
    Run run = run(Map.of("JAVA_HOME", "/nowhere", "PATH", "/nothing"), "zonetime", "zones");

    assertThat(run.status).isEqualTo(3);
    assertThat(run.output).contains("zonetime: ", "/nowhere");
  }

  @Test
  void withoutItsJarItSaysWhatIsMissing() throws Exception {
    Run run =
        run(
            Map.of("JAVA_HOME", JAVA_HOME.toString(), "ZONETIME_JAR", "nowhere.jar"),
            "zonetime",
            "zones");

    assertThat(run.status).isEqualTo(3);
    assertThat(run.output).contains("nowhere.jar");
  }

  @Test
  void wrongArgumentsAreRefused() throws Exception {
    assertThat(zonetime("tomorrow", "UTC").status).isEqualTo(2);
    assertThat(zonetime("check", "--threads", "0").status).isEqualTo(2);
    assertThat(zonetime().output).contains("usage:");
  }

  private static Run zonetime(String... arguments) throws Exception {
    return run(Map.of("JAVA_HOME", JAVA_HOME.toString()), "zonetime", arguments);
  }

  private static Run run(Map<String, String> environment, String program, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(FOLDER.resolve(program).toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }
}
