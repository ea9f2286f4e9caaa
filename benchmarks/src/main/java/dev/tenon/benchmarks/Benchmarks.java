// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.generation.GenerationTime;
import dev.tenon.benchmarks.harness.Document;
import dev.tenon.benchmarks.harness.Machine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what it is asked for and prints the tables; started by the script {@code run}. */
public final class Benchmarks {
  /** Options of every measured JVM; the second one is for Agrona only. */
  static final List<String> JVM_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  private Benchmarks() {}

  /** Measures one thing and tells the result in Markdown. */
  @FunctionalInterface
  interface Suite {
    String run(Settings settings) throws Exception;
  }

  /**
   * Runs the named suites, all of them without names.
   *
   * @param arguments see the script {@code run}
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, Suite> suites = new LinkedHashMap<>();
    suites.put("accessors", Accessors::run);
    suites.put("queue", QueueThroughput::run);
    suites.put("streams", Streams::run);
    suites.put("locks", Locks::run);
    suites.put("roundtrip", RoundTrips::means);
    suites.put("percentiles", RoundTrips::percentiles);
    suites.put("wakeups", WakeUps::run);
    suites.put("idle", IdleCost::run);
    suites.put("processes", ProcessThroughput::run);
    suites.put("signal", SignalWords::run);
    suites.put("upcalls", InProcessCalls::upcalls);
    suites.put("functions", InProcessCalls::functions);
    suites.put("exports", InProcessCalls::exports);
    suites.put("batches", InProcessCalls::batches);
    suites.put("generation", settings -> GenerationTime.run(settings.quick() ? 2 : 9));
    Settings settings = Settings.of(arguments, suites.keySet());
    Document document = new Document(settings.document());
    String samples = settings.quick() ? "- few samples (`--quick`): preliminary numbers\n" : "";
    publish(settings, document, "machine", Machine.describe() + samples);
    for (Map.Entry<String, Suite> suite : suites.entrySet()) {
      if (settings.suites().contains(suite.getKey())) {
        publish(settings, document, suite.getKey(), suite.getValue().run(settings));
      }
    }
  }

  private static void publish(Settings settings, Document document, String name, String text)
      throws Exception {
    System.out.println("\n## " + name + "\n\n" + text);
    if (settings.record()) {
      document.replace(name, text);
    }
  }
}
