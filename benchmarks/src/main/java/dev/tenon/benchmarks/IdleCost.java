// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.Peers.Channel;
import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.Idleness;
import dev.tenon.benchmarks.harness.MarkdownTable;
import java.io.IOException;
import java.util.List;

/** A consumer that waits while nothing comes. */
final class IdleCost {
  private IdleCost() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      Peers peers = new Peers(settings, scratch);
      List<Contender> contenders =
          List.of(
              peers.idleFutex(),
              peers.channelIdle(Channel.PIPE),
              peers.channelIdle(Channel.SOCKET),
              peers.channelIdle(Channel.MESSAGE_QUEUE),
              peers.tenonIdle(Language.C),
              Peers.idleJvm(),
              peers.tenonIdle(Language.JAVA));
      MarkdownTable table =
          new MarkdownTable("waiting in vain", "% of a processor", "context switches a second");
      for (Idleness.Cost cost : settings.idleness().measure(contenders)) {
        table.row(
            cost.processor().name(),
            MarkdownTable.spread(cost.processor().dividedBy(0.01), 3),
            MarkdownTable.spread(cost.switches(), 1));
      }
      return table.toString();
    }
  }
}
