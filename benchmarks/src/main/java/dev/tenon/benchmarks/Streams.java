// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.List;

/**
 * Queues with two producers, broadcasts, latest values and work within one JVM, each against a peer
 * of its own in the same rounds.
 */
final class Streams {
  /** A row: what is measured, and the names of both sides' tasks. */
  private record Pair(String label, String task, String peer, String peerTask) {}

  private static final String MANY_TO_ONE = "Agrona, `ManyToOneRingBuffer`";
  private static final String TRANSMITTER = "Agrona, `BroadcastTransmitter`";
  private static final String WORDS = "copy by words";
  private static final String LANES = "Tenon, queue of two lanes";
  private static final String TRANSFER = "`LinkedTransferQueue`";

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("queue, one producer", "lanes-1", MANY_TO_ONE, "many-to-one-1"),
          new Pair("queue, two producers", "lanes-2", MANY_TO_ONE, "many-to-one-2"),
          new Pair("queue, four producers", "lanes-4", MANY_TO_ONE, "many-to-one-4"),
          new Pair(
              "queue, two producers, one thread",
              "lanes-in-turn",
              MANY_TO_ONE,
              "many-to-one-in-turn"),
          new Pair("broadcast", "news", TRANSMITTER, "transmitter"),
          new Pair("broadcast, one thread", "news-in-turn", TRANSMITTER, "transmitter-in-turn"),
          new Pair("latest value, read again", "newest", WORDS, "words"),
          new Pair("latest value of 256 bytes, read again", "newest-large", WORDS, "words-large"),
          new Pair("latest value, published and read", "newest-each", WORDS, "words-each"),
          new Pair("work, two workers", "tasks", TRANSFER, "transfer"),
          new Pair("work, two workers, one thread", "tasks-in-turn", TRANSFER, "transfer-in-turn"),
          new Pair("work, two workers, one thread", "tasks-in-turn", LANES, "lanes-in-turn"));

  private Streams() {}

  static String run(Settings settings) throws IOException, InterruptedException {
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
      for (Pair pair : PAIRS) {
        row(table, settings, scratch, pair);
      }
    }
    return table.toString();
  }

  private static void row(MarkdownTable table, Settings settings, Scratch scratch, Pair pair)
      throws IOException, InterruptedException {
    List<Samples> both =
        settings
            .rounds()
            .measure(
                List.of(
                    Settings.alone(
                        "Tenon", Settings.java("stream-" + pair.task, scratch.region(pair.task))),
                    Settings.alone(
                        pair.peer,
                        Settings.java("stream-" + pair.peerTask, scratch.region(pair.peerTask)))));
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
