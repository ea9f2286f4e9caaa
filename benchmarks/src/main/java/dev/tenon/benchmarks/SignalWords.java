// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a reader learns of a message: by the writer's position, or by the header of the message. Two
 * rings in C that differ in nothing else, both in the same rounds.
 */
final class SignalWords {
  /** As signal_worker.c maps it: a ring of 1 MiB, or two of 64 KiB. */
  private static final int FILE_BYTES = 1 << 21;

  /** Work with one way of waiting; the tasks are those of signal_worker.c. */
  private record Work(String label, String measuring, String other) {}

  private static final List<Work> WORKS =
      List.of(
          new Work("stream, reader looks at once", "receive", "send"),
          new Work("stream, reader lags after short waits", "receive-lag", "send"),
          new Work(
              "stream, reader lags while looks bring several", "receive-lag-if-several", "send"),
          new Work("round trip, both look at once", "drive", "echo"),
          new Work("round trip, both lag after short waits", "drive-lag", "echo-lag"),
          new Work(
              "round trip, both lag while looks bring several",
              "drive-lag-if-several",
              "echo-lag-if-several"));

  private SignalWords() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      List<Contender> contenders = new ArrayList<>();
      for (Work work : WORKS) {
        contenders.add(contender(settings, scratch, "position", work));
        contenders.add(contender(settings, scratch, "header", work));
      }
      List<Samples> all = settings.signalRounds().measure(contenders);
      MarkdownTable table =
          new MarkdownTable("", "position, ns", "header, ns", "header / position");
      for (int i = 0; i < WORKS.size(); i++) {
        Samples position = all.get(2 * i);
        Samples header = all.get(2 * i + 1);
        table.row(
            WORKS.get(i).label(),
            MarkdownTable.spread(position, 1),
            MarkdownTable.spread(header, 1),
            MarkdownTable.spread(header.dividedBy(position), 2));
      }
      return table.toString();
    }
  }

  private static Contender contender(Settings settings, Scratch scratch, String signal, Work work)
      throws IOException {
    String file = scratch.file(signal + "-" + work.measuring(), FILE_BYTES);
    return Settings.pair(
        signal + ", " + work.label(),
        settings.program("signal_worker", signal, work.measuring(), file),
        settings.program("signal_worker", signal, work.other(), file));
  }
}
