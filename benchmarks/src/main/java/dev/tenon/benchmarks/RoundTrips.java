// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.List;

/** A message there and one back, one at a time: while both sides spin, and while one sleeps. */
final class RoundTrips {
  /** As bare_worker.c and BareLines map it, in whole pages. */
  private static final int BARE_BYTES = 1 << 12;

  private RoundTrips() {}

  static String run(Settings settings) throws IOException, InterruptedException {
    try (Scratch scratch = new Scratch()) {
      return spinning(settings, scratch) + "\n" + sleeping(settings, scratch);
    }
  }

  private static String spinning(Settings settings, Scratch scratch)
      throws IOException, InterruptedException {
    String bareC = scratch.file("bare-c", BARE_BYTES);
    String bareJava = scratch.file("bare-java", BARE_BYTES);
    String cAndC = scratch.region("c-c");
    String javaAndC = scratch.region("java-c");
    String javaAndJava = scratch.region("java-java");
    List<Contender> contenders =
        List.of(
            Settings.pair(
                "bare words, C and C",
                settings.program("bare_worker", "echo", bareC),
                settings.program("bare_worker", "drive", bareC)),
            Settings.pair(
                "bare words, Java and Java",
                Settings.java("bare-echo", bareJava),
                Settings.java("bare-drive", bareJava)),
            Settings.pair(
                "Tenon, C and C",
                settings.program("tenon_worker", "echo", cAndC),
                settings.program("tenon_worker", "drive", cAndC)),
            Settings.pair(
                "Tenon, Java and C",
                settings.program("tenon_worker", "echo", javaAndC),
                Settings.java("drive", javaAndC)),
            Settings.pair(
                "Tenon, Java and Java",
                Settings.java("echo", javaAndJava),
                Settings.java("drive", javaAndJava)),
            Settings.alone(
                "Tenon, two threads of one JVM",
                Settings.java("round-trip", scratch.region("threads"))),
            Settings.alone("Agrona, two threads of one JVM", Settings.java("agrona-round-trip")));
    List<Samples> all = settings.rounds().measure(contenders);
    Samples bare = all.getFirst();
    Samples agrona = all.getLast();
    MarkdownTable table =
        new MarkdownTable(
            "both sides spin", "ns a round trip", "times bare C and C", "times Agrona");
    for (Samples samples : all) {
      table.row(
          samples.name(),
          MarkdownTable.spread(samples, 0),
          MarkdownTable.spread(samples.dividedBy(bare), 2),
          MarkdownTable.spread(samples.dividedBy(agrona), 2));
    }
    return table.toString();
  }

  private static String sleeping(Settings settings, Scratch scratch)
      throws IOException, InterruptedException {
    String bare = scratch.file("wake-bare", BARE_BYTES);
    String cAndC = scratch.region("wake-c-c");
    String javaAndC = scratch.region("wake-java-c");
    String cAndJava = scratch.region("wake-c-java");
    List<Contender> contenders =
        List.of(
            Settings.pair(
                "bare futex, C wakes C",
                settings.program("bare_worker", "wake-echo", bare),
                settings.program("bare_worker", "wake-drive", bare)),
            Settings.pair(
                "Tenon, C wakes C",
                settings.program("tenon_worker", "wake-echo", cAndC),
                settings.program("tenon_worker", "wake-drive", cAndC)),
            Settings.pair(
                "Tenon, Java wakes C",
                settings.program("tenon_worker", "wake-echo", javaAndC),
                Settings.java("wake-drive", javaAndC)),
            Settings.pair(
                "Tenon, C wakes Java",
                Settings.java("wake-echo", cAndJava),
                settings.program("tenon_worker", "wake-drive", cAndJava)));
    List<Samples> all = settings.rounds().measure(contenders);
    MarkdownTable table =
        new MarkdownTable("one side sleeps", "µs a round trip", "times bare futex");
    for (Samples samples : all) {
      Samples micros =
          new Samples(samples.name(), samples.values().stream().map(v -> v / 1000).toList());
      table.row(
          samples.name(),
          MarkdownTable.spread(micros, 1),
          MarkdownTable.spread(samples.dividedBy(all.getFirst()), 2));
    }
    return table.toString();
  }
}
