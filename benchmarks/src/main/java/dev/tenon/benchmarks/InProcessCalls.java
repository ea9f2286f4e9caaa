// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Calls between C and Java in one process. */
final class InProcessCalls {
  private InProcessCalls() {}

  /** C calls a listener in Java. */
  static String upcalls(Settings settings) throws IOException, InterruptedException {
    return table(
        settings,
        List.of("contender", "ns a call", "times bare stub", "times JNI", "bytes allocated"),
        List.of(
            settings.calls("bare upcall stub by hand", "ffm-upcall"),
            settings.calls("JNI, `CallIntMethod`", "jni-upcall"),
            settings.calls("Tenon, by the pointer `call`", "tenon-call"),
            settings.calls("Tenon, by `_emit`", "tenon-emit")));
  }

  /** C calls a function that Java implements. */
  static String exports(Settings settings) throws IOException, InterruptedException {
    return table(
        settings,
        List.of("contender", "ns a call", "times bare stub", "bytes allocated"),
        List.of(
            settings.calls("bare upcall stub by hand", "ffm-export"),
            settings.calls("Tenon, exported function", "tenon-export")));
  }

  /** C hands over events, one by one or many at once. */
  static String batches(Settings settings) throws IOException, InterruptedException {
    return table(
        settings,
        List.of("Tenon", "ns an event", "times an upcall for each", "bytes allocated"),
        List.of(
            settings.calls("an upcall for each event", "tenon-ticks"),
            settings.calls("batches of 1", "tenon-batches-1"),
            settings.calls("batches of 8", "tenon-batches-8"),
            settings.calls("batches of 64", "tenon-batches-64")));
  }

  /** Java calls a function in C. */
  static String functions(Settings settings) throws IOException, InterruptedException {
    MarkdownTable table =
        new MarkdownTable(
            "function", "Tenon, ns", "by hand, ns", "Tenon / by hand", "Tenon, bytes allocated");
    row(table, settings, "two scalars", "value", "value");
    row(table, settings, "two scalars, `critical`", "value-critical", "value-critical");
    row(table, settings, "pointer to a struct", "value-of", "value-of");
    row(table, settings, "text, by hand in an arena", "number-of", "number-of");
    row(table, settings, "text, by hand in one buffer", "number-of", "number-of-reusing");
    return table.toString();
  }

  private static void row(
      MarkdownTable table, Settings settings, String label, String task, String byHandTask)
      throws IOException, InterruptedException {
    List<Samples> pair =
        settings
            .callRounds()
            .measure(
                List.of(
                    settings.calls("Tenon", "tenon-" + task),
                    settings.calls("by hand", "ffm-" + byHandTask)));
    Samples tenon = pair.getFirst();
    Samples byHand = pair.getLast();
    table.row(
        label,
        MarkdownTable.spread(tenon, 1),
        MarkdownTable.spread(byHand, 1),
        MarkdownTable.spread(tenon.dividedBy(byHand), 2),
        MarkdownTable.number(tenon.allocated(), 2));
  }

  /** A row for each contender; a heading that begins with "times" compares with the next peer. */
  private static String table(Settings settings, List<String> headings, List<Contender> contenders)
      throws IOException, InterruptedException {
    List<Samples> all = settings.callRounds().measure(contenders);
    long peers = headings.stream().filter(heading -> heading.startsWith("times ")).count();
    MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
    for (Samples samples : all) {
      List<String> cells = new ArrayList<>();
      cells.add(samples.name());
      cells.add(MarkdownTable.spread(samples, 1));
      for (int peer = 0; peer < peers; peer++) {
        cells.add(MarkdownTable.spread(samples.dividedBy(all.get(peer)), 2));
      }
      cells.add(MarkdownTable.number(samples.allocated(), 2));
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }
}
