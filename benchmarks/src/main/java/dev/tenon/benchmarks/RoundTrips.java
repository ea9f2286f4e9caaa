// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.Peers.Channel;
import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.Delays;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A message there and one back, one at a time. */
final class RoundTrips {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

  private RoundTrips() {}

  /** Round trips while both sides spin, and what they take in the mean. */
  static String means(Settings settings) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      Peers peers = new Peers(settings, scratch);
      List<Contender> contenders =
          List.of(
              peers.bareWords(),
              peers.bareWordsInJava(),
              peers.ringRoundTrip(),
              peers.tenonRoundTrip(Language.C, Language.C),
              peers.tenonRoundTrip(Language.JAVA, Language.C),
              peers.tenonRoundTrip(Language.JAVA, Language.JAVA),
              peers.aeronRoundTrip(),
              tenonThreads(scratch),
              agronaThreads());
      List<Samples> all = settings.rounds().measure(contenders);
      Samples bare = all.getFirst();
      Samples agrona = all.getLast();
      MarkdownTable table =
          new MarkdownTable(
              "both sides spin",
              "ns a round trip",
              "times bare C and C",
              "times Agrona",
              "bytes allocated");
      for (Samples samples : all) {
        table.row(
            samples.name(),
            MarkdownTable.spread(samples, 0),
            MarkdownTable.spread(samples.dividedBy(bare), 2),
            MarkdownTable.spread(samples.dividedBy(agrona), 2),
            MarkdownTable.number(samples.allocated(), 2));
      }
      return table.toString();
    }
  }

  private static Contender tenonThreads(Scratch scratch) {
    return Settings.alone(
        "Tenon, two threads of one JVM", Settings.java("round-trip", scratch.region("threads")));
  }

  private static Contender agronaThreads() {
    return Settings.alone("Agrona, two threads of one JVM", Settings.java("agrona-round-trip"));
  }

  /** How single round trips are distributed. */
  static String percentiles(Settings settings) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      Peers peers = new Peers(settings, scratch);
      List<Contender> contenders = new ArrayList<>();
      contenders.add(peers.bareWords());
      contenders.add(peers.ringRoundTrip());
      contenders.add(peers.tenonRoundTrip(Language.C, Language.C));
      contenders.add(peers.tenonRoundTrip(Language.JAVA, Language.C));
      contenders.add(peers.tenonRoundTrip(Language.JAVA, Language.JAVA));
      contenders.add(peers.aeronRoundTrip());
      contenders.add(tenonThreads(scratch));
      contenders.add(agronaThreads());
      for (Channel channel : Channel.values()) {
        contenders.add(peers.channelRoundTrip(channel));
      }
      MarkdownTable table =
          new MarkdownTable("ns a round trip", "p50", "p90", "p99", "p99.9", "p99.99", "measured");
      for (Delays delays : settings.singleRounds().measureEach(contenders, Duration.ZERO)) {
        table.row(cells(delays));
      }
      return table.toString();
    }
  }

  private static String[] cells(Delays delays) {
    Histogram all = delays.all();
    List<String> cells = new ArrayList<>();
    cells.add(delays.name());
    for (double percentile : PERCENTILES) {
      cells.add(Long.toString(all.getValueAtPercentile(percentile)));
    }
    cells.add(Long.toString(all.getTotalCount()));
    return cells.toArray(String[]::new);
  }
}
