// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * Queues with two producers, broadcasts, latest values and work within one JVM, each against a peer
 * of its own in the same rounds.
 */
final class Streams {
  private static final String MANY_TO_ONE = "Agrona, `ManyToOneRingBuffer`";
  private static final String TRANSMITTER = "Agrona, `BroadcastTransmitter`";
  private static final String WORDS = "copy by words";
  private static final String LANES = "Tenon, queue of two lanes";
  private static final String TRANSFER = "`LinkedTransferQueue`";

  private static final List<PairTable.Pair> PAIRS =
      List.of(
          new PairTable.Pair("queue, one producer", "lanes-1", MANY_TO_ONE, "many-to-one-1"),
          new PairTable.Pair("queue, two producers", "lanes-2", MANY_TO_ONE, "many-to-one-2"),
          new PairTable.Pair("queue, four producers", "lanes-4", MANY_TO_ONE, "many-to-one-4"),
          new PairTable.Pair(
              "queue, two producers, one thread",
              "lanes-in-turn",
              MANY_TO_ONE,
              "many-to-one-in-turn"),
          new PairTable.Pair("broadcast", "news", TRANSMITTER, "transmitter"),
          new PairTable.Pair(
              "broadcast, one thread", "news-in-turn", TRANSMITTER, "transmitter-in-turn"),
          new PairTable.Pair("latest value, read again", "newest", WORDS, "words"),
          new PairTable.Pair(
              "latest value of 256 bytes, read again", "newest-large", WORDS, "words-large"),
          new PairTable.Pair(
              "latest value, published and read", "newest-each", WORDS, "words-each"),
          new PairTable.Pair("work, two workers", "tasks", TRANSFER, "transfer"),
          new PairTable.Pair(
              "work, two workers, one thread", "tasks-in-turn", TRANSFER, "transfer-in-turn"),
          new PairTable.Pair(
              "work, two workers, one thread", "tasks-in-turn", LANES, "lanes-in-turn"));

  private Streams() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    return PairTable.measure(settings, "stream-", PAIRS);
  }
}
