// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.Peers.Channel;
import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.Delays;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** From a message after some silence until its answer, when the answering side sleeps meanwhile. */
final class WakeUps {
  private WakeUps() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "after a silence", "p50, µs", "p99, µs", "p50, times bare futex", "measured");
    add(table, settings, "10 µs", Duration.ofNanos(10_000));
    add(table, settings, "1 ms", Duration.ofMillis(1));
    add(table, settings, "100 ms", Duration.ofMillis(100));
    return table.toString();
  }

  private static void add(MarkdownTable table, Settings settings, String label, Duration silence)
      throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      Peers peers = new Peers(settings, scratch);
      List<Contender> contenders =
          List.of(
              peers.wakingFutex(),
              peers.tenonWakeUp(Language.C, Language.C),
              peers.tenonWakeUp(Language.JAVA, Language.C),
              peers.tenonWakeUp(Language.C, Language.JAVA),
              peers.tenonFieldWakeUp(Language.C, Language.C),
              peers.tenonFieldWakeUp(Language.JAVA, Language.C),
              peers.tenonFieldWakeUp(Language.C, Language.JAVA),
              peers.channelWakeUp(Channel.PIPE),
              peers.channelWakeUp(Channel.SOCKET));
      List<Delays> all = settings.wakeUpRounds().measureEach(contenders, silence);
      Samples futex = all.getFirst().percentile(50);
      for (Delays delays : all) {
        Samples median = delays.percentile(50);
        table.row(
            label + ": " + delays.name(),
            MarkdownTable.spread(median.dividedBy(1000), 1),
            MarkdownTable.number(delays.all().getValueAtPercentile(99) / 1000.0, 1),
            MarkdownTable.spread(median.dividedBy(futex), 2),
            Long.toString(delays.all().getTotalCount()));
      }
    }
  }
}
