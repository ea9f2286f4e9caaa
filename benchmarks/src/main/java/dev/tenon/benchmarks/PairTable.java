// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.List;

/** A table of operations within one JVM, each against a peer of its own in the same rounds. */
final class PairTable {
  private PairTable() {}

  /** A row: what is measured, and the names of both sides' tasks. */
  record Pair(String label, String task, String peer, String peerTask) {}

  /**
   * Measures all rows.
   *
   * @param prefix of the names of tasks
   */
  static String measure(Settings settings, String prefix, List<Pair> pairs)
      throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "what",
            "Tenon, ns",
            "peer",
            "peer, ns",
            "Tenon / peer",
            "times the peer's rate",
            "Tenon, % missed",
            "peer, % missed",
            "Tenon, bytes allocated");
    try (Scratch scratch = new Scratch()) {
      for (Pair pair : pairs) {
        row(table, settings, scratch, prefix, pair);
      }
    }
    return table.toString();
  }

  private static void row(
      MarkdownTable table, Settings settings, Scratch scratch, String prefix, Pair pair)
      throws IOException, InterruptedException {
    List<Samples> both =
        settings
            .rounds()
            .measure(
                List.of(
                    Settings.alone(
                        "Tenon", Settings.java(prefix + pair.task, scratch.region(pair.task))),
                    Settings.alone(
                        pair.peer,
                        Settings.java(prefix + pair.peerTask, scratch.region(pair.peerTask)))));
    Samples tenon = both.getFirst();
    Samples peer = both.getLast();
    table.row(
        pair.label,
        MarkdownTable.spread(tenon, 1),
        pair.peer,
        MarkdownTable.spread(peer, 1),
        MarkdownTable.spread(tenon.dividedBy(peer), 2),
        MarkdownTable.spread(peer.dividedBy(tenon), 2),
        percent(tenon),
        percent(peer),
        MarkdownTable.number(tenon.allocated(), 2));
  }

  private static String percent(Samples samples) {
    Samples missed = samples.missed();
    return missed.max() == 0 ? "none" : MarkdownTable.spread(missed.dividedBy(0.01), 1);
  }
}
