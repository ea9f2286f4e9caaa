// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.List;

/**
 * Messages of 32 bytes from thread to thread in one JVM, against Agrona's ring and the Disruptor.
 */
final class QueueThroughput {
  private QueueThroughput() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    List<String> unchecked = List.of("-Dagrona.disable.bounds.checks=true");
    try (Scratch scratch = new Scratch()) {
      List<Contender> contenders =
          List.of(
              Settings.alone("Agrona, claim and commit", Settings.java("agrona-claim")),
              Settings.alone("Agrona, write (copies)", Settings.java("agrona-write")),
              Settings.alone(
                  "Agrona, claim and commit, its bounds checks off",
                  Settings.java(unchecked, "agrona-claim")),
              Settings.alone("Disruptor, next and publish", Settings.java("disruptor")),
              Settings.alone(
                  "Tenon, claim and publish", Settings.java("ticks", scratch.region("ticks"))),
              Settings.alone(
                  "Tenon, publish after every 16th claim",
                  Settings.java("ticks-batch", scratch.region("batch"))));
      return table(settings.rounds().measure(contenders));
    }
  }

  /** Time a message becomes messages a time: Agrona's time is divided by the contender's. */
  private static String table(List<Samples> all) {
    MarkdownTable table =
        new MarkdownTable("contender", "ns a message", "million a second", "times Agrona's claim");
    for (Samples samples : all) {
      table.row(
          samples.name(),
          MarkdownTable.spread(samples, 1),
          MarkdownTable.number(1000 / samples.median(), 1),
          MarkdownTable.spread(all.getFirst().dividedBy(samples), 2));
    }
    return table.toString();
  }
}
