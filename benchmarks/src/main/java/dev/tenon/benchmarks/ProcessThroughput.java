// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Messages from process to process as fast as they go. */
final class ProcessThroughput {
  private ProcessThroughput() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "contender", "ns a message", "million a second", "GB a second", "times C to C");
    add(table, settings, "ticks", 32);
    add(table, settings, "blocks", 256);
    return table.toString();
  }

  private static void add(MarkdownTable table, Settings settings, String messages, int bytes)
      throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      List<Samples> all = settings.rounds().measure(contenders(settings, scratch, messages));
      for (Samples samples : all) {
        table.row(
            samples.name() + ", " + bytes + " bytes",
            MarkdownTable.spread(samples, 1),
            MarkdownTable.number(1000 / samples.median(), 1),
            MarkdownTable.number(bytes / samples.median(), 2),
            MarkdownTable.spread(all.getFirst().dividedBy(samples), 2));
      }
    }
  }

  private static List<Contender> contenders(Settings settings, Scratch scratch, String messages) {
    List<Contender> contenders = new ArrayList<>();
    for (String way : List.of("C to C", "C to Java", "Java to C", "Java to Java")) {
      String region = scratch.region(messages + "." + way.replace(" ", ""));
      String send = "send-" + messages;
      String receive = "receive-" + messages;
      contenders.add(
          Settings.pair(
              "Tenon, " + way,
              way.endsWith("C")
                  ? settings.program("tenon_worker", receive, region)
                  : Settings.java(receive, region),
              way.startsWith("C")
                  ? settings.program("tenon_worker", send, region)
                  : Settings.java(send, region)));
    }
    return contenders;
  }
}
