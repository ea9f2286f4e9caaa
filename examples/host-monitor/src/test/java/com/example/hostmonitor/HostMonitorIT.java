// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Monitor and agent together: how a run goes, and every way in which it can end. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostMonitorIT {
  private static final String[] ENDLESS = {"--seconds", "600", "--rate", "100"};

  @Test
  void boundedRunEndsWithSummaryOfWhatEverySensorSaw() throws Exception {
    try (MonitorRun run = MonitorRun.start("--seconds", "2", "--rate", "100")) {
      assertThat(run.awaitExit()).as(run.output()).isZero();

      long samples = 0;
      for (String sensor : new String[] {"cpu", "memory", "network", "scheduling"}) {
        long count = number(run, sensor + " +(\\d+) samples");
        assertThat(count).as(sensor).isPositive();
        samples += count;
      }
      assertThat(number(run, "messages +(\\d+) received")).isEqualTo(samples);
      assertThat(number(run, "(\\d+) missing")).isEqualTo(number(run, "(\\d+) dropped"));
      assertThat(run.output())
          .containsPattern("one-way +p50 [0-9.]+  p99 [0-9.]+  p99.9 [0-9.]+  max [0-9.]+ us")
          .contains("3 sent, 3 acknowledged")
          .contains("clean: the agent stopped when told to");
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void killedAgentIsToldAndWhatItPublishedIsCounted() throws Exception {
    try (MonitorRun run = MonitorRun.start(ENDLESS)) {
      run.awaitOutput("messages/s");
      MonitorRun.signal("KILL", run.agent());

      assertThat(run.awaitExit()).isEqualTo(3);
      assertThat(run.output()).contains("the agent left: killed by signal 9", "0 missing");
      assertThat(number(run, "messages +(\\d+) received")).isPositive();
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void interruptedAgentEndsInOrderAndMonitorTells() throws Exception {
    try (MonitorRun run = MonitorRun.start(ENDLESS)) {
      run.awaitOutput("messages/s");
      MonitorRun.signal("INT", run.agent());

      assertThat(run.awaitExit()).isEqualTo(3);
      assertThat(run.output()).contains("the agent left with status 0");
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void agentOfKilledMonitorEndsAndRemovesTheRegion() throws Exception {
    try (MonitorRun run = MonitorRun.start(ENDLESS)) {
      run.awaitOutput("messages/s");
      ProcessHandle agent = run.agent();
      assertThat(run.leftovers()).hasSize(1);
      MonitorRun.signal("KILL", run.monitor());

      MonitorRun.awaitEnd(agent);
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void interruptStopsTheAgentAndStillPrintsTheSummary() throws Exception {
    try (MonitorRun run = MonitorRun.start(ENDLESS)) {
      run.awaitOutput("messages/s");
      ProcessHandle agent = run.agent();
      MonitorRun.signal("INT", run.monitor());

      assertThat(run.awaitExit()).isEqualTo(128 + 2);
      assertThat(run.output()).contains("clean: the agent stopped when told to");
      assertThat(agent.isAlive()).isFalse();
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void stoppedAgentThatDoesNotListenIsKilledInTheEnd() throws Exception {
    try (MonitorRun run = MonitorRun.start(ENDLESS)) {
      run.awaitOutput("messages/s");
      MonitorRun.signal("STOP", run.agent());
      MonitorRun.signal("INT", run.monitor());

      assertThat(run.awaitExit()).isEqualTo(128 + 2);
      assertThat(run.output()).contains("did not end when told to, and was killed");
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void secondMonitorOfARegionIsRefusedAndTheFirstGoesOn() throws Exception {
    try (MonitorRun first = MonitorRun.start(ENDLESS)) {
      first.awaitOutput("messages/s");
      try (MonitorRun second = MonitorRun.startIn(first.region(), "--seconds", "1")) {
        assertThat(second.awaitExit()).isEqualTo(1);
        assertThat(second.output()).contains("is in use").contains("--region");
      }
      first.awaitOutput("messages/s");
      MonitorRun.signal("INT", first.monitor());
      assertThat(first.awaitExit()).isEqualTo(128 + 2);
      assertThat(first.output()).contains("clean: the agent stopped when told to");
    }
  }

  @Test
  void keysSteerTheAgentAndTheTerminalIsGivenBack() throws Exception {
    assumeTrue(Files.isExecutable(MonitorRun.TERMINAL_MAKER), "no script(1)");
    try (MonitorRun run = MonitorRun.startInTerminal("--rate", "100")) {
      run.awaitOutput("messages");
      run.press("+");
      run.awaitOutput("200 Hz");
      run.press("m");
      run.awaitOutput("memory");
      run.press("q");

      assertThat(run.awaitExit()).as(run.output()).isZero();
      assertThat(run.output())
          .contains("\033[?1049h", "\033[?25h\033[?1049l")
          .contains("5 sent, 5 acknowledged", "clean: the agent stopped when told to");
      assertThat(run.leftovers()).isEmpty();
    }
  }

  @Test
  void missingAgentIsToldAndLeavesNothing() throws Exception {
    try (MonitorRun run = MonitorRun.start("--seconds", "1", "--agent", "target/no-such-agent")) {
      assertThat(run.awaitExit()).isEqualTo(1);
      assertThat(run.output()).contains("no-such-agent");
      assertThat(run.leftovers()).isEmpty();
    }
  }

  private static long number(MonitorRun run, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(run.output());
    assertThat(matcher.find()).as("%s in:%n%s", pattern, run.output()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
