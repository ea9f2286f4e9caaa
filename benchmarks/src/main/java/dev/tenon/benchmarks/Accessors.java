// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.accessors.AgronaAccess;
import dev.tenon.benchmarks.accessors.GeneratedAccess;
import dev.tenon.benchmarks.accessors.HandwrittenAccess;
import dev.tenon.benchmarks.harness.MarkdownTable;
import dev.tenon.benchmarks.harness.Samples;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Field access, with JMH: one fork of every contender in each round, so that the forks that are
 * compared run next to each other.
 */
final class Accessors {
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  /** In this order in {@link #measure}. */
  private static final List<Class<?>> CONTENDERS =
      List.of(GeneratedAccess.class, HandwrittenAccess.class, AgronaAccess.class);

  private final Settings settings;
  private final MarkdownTable table =
      new MarkdownTable(
          "",
          "Tenon, ns a record",
          "FFM by hand, ns",
          "Agrona, ns",
          "Tenon / FFM by hand",
          "Tenon / Agrona",
          "Tenon, bytes allocated");

  private Accessors(Settings settings) {
    this.settings = settings;
  }

  static String run(Settings settings) throws RunnerException {
    Accessors accessors = new Accessors(settings);
    accessors.measure("writePlain", "write 9 fields");
    accessors.measure("readPlain", "read 9 fields");
    accessors.measure("write", "write 9 fields and 15 of an array of structs");
    accessors.measure("read", "read 9 fields and 15 of an array of structs");
    accessors.measure("sum", "add up two fields of 1024 records");
    return accessors.table.toString();
  }

  private void measure(String method, String label) throws RunnerException {
    List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    double allocated = 0;
    int rounds = settings.quick() ? 2 : 6;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < CONTENDERS.size(); i++) {
        int next = (round + i) % CONTENDERS.size();
        RunResult result = fork(CONTENDERS.get(next), method);
        times.get(next).add(result.getPrimaryResult().getScore());
        if (next == 0) {
          double bytes = result.getSecondaryResults().get(ALLOCATION).getScore();
          allocated = Math.max(allocated, bytes);
        }
      }
    }
    Samples tenon = new Samples("Tenon", times.get(0));
    Samples byHand = new Samples("FFM by hand", times.get(1));
    Samples agrona = new Samples("Agrona", times.get(2));
    table.row(
        label,
        MarkdownTable.number(tenon.median(), 2),
        MarkdownTable.number(byHand.median(), 2),
        MarkdownTable.number(agrona.median(), 2),
        MarkdownTable.spread(tenon.dividedBy(byHand), 3),
        MarkdownTable.spread(tenon.dividedBy(agrona), 3),
        MarkdownTable.number(allocated, 2));
  }

  private RunResult fork(Class<?> contender, String method) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + contender.getName() + "\\." + method + "$")
            .forks(1)
            .warmupIterations(4)
            .warmupTime(TimeValue.milliseconds(200))
            .measurementIterations(settings.quick() ? 2 : 4)
            .measurementTime(TimeValue.milliseconds(150))
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .jvmArgsAppend(Benchmarks.JVM_OPTIONS.toArray(String[]::new));
    return new Runner(options.build()).runSingle();
  }
}
