// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages of many sizes from process to process as fast as they go. */
final class ProcessThroughput {
  /** Bytes of a message, as in bench.tenon.yaml and messages.h. */
  private static final List<Integer> SIZES = List.of(16, 32, 256, 4096, 65536);

  private ProcessThroughput() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "contender",
            "ns a message",
            "million a second",
            "GB a second",
            "time / least ring",
            "bytes allocated");
    for (int bytes : SIZES) {
      try (Scratch scratch = new Scratch()) {
        List<Contender> contenders = contenders(new Peers(settings, scratch), bytes);
        add(table, bytes, settings.rounds().measure(contenders));
      }
    }
    return table.toString();
  }

  private static List<Contender> contenders(Peers peers, int bytes) throws IOException {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(peers.ringStream(bytes));
    contenders.add(peers.tenonStream(Language.C, Language.C, bytes));
    contenders.add(peers.tenonStream(Language.C, Language.JAVA, bytes));
    contenders.add(peers.tenonStream(Language.JAVA, Language.C, bytes));
    contenders.add(peers.tenonStream(Language.JAVA, Language.JAVA, bytes));
    contenders.add(peers.aeronStream(bytes));
    for (Peers.Channel channel : Peers.Channel.values()) {
      if (channel.takes(bytes)) {
        contenders.add(peers.channelStream(channel, bytes));
      }
    }
    return contenders;
  }

  private static void add(MarkdownTable table, int bytes, List<Samples> all) {
    for (Samples samples : all) {
      table.row(
          samples.name() + ", " + size(bytes),
          MarkdownTable.spread(samples, 1),
          MarkdownTable.number(1000 / samples.median(), 2),
          MarkdownTable.number(bytes / samples.median(), 2),
          MarkdownTable.spread(samples.dividedBy(all.getFirst()), 2),
          MarkdownTable.number(samples.allocated(), 2));
    }
  }

  private static String size(int bytes) {
    return bytes < 1024 ? bytes + " B" : bytes / 1024 + " KiB";
  }
}
