// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import dev.tenon.benchmarks.calls.CallWorker;
import dev.tenon.benchmarks.harness.Contender;
import dev.tenon.benchmarks.harness.Idleness;
import dev.tenon.benchmarks.harness.Rounds;
import dev.tenon.benchmarks.worker.JavaWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Settings from the command line.
 *
 * @param nativePrograms folder of the C programs
 * @param document the page that holds the tables
 * @param record whether to put the tables there
 * @param quick whether few samples will do
 * @param suites names of what to measure
 */
record Settings(
    Path nativePrograms, Path document, boolean record, boolean quick, Set<String> suites) {

  static Settings of(String[] arguments, Set<String> known) {
    Path nativePrograms = Path.of("target", "native");
    Path document = Path.of("docs", "benchmarks.md");
    boolean record = false;
    boolean quick = false;
    Set<String> suites = new TreeSet<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--native" -> nativePrograms = Path.of(arguments[++i]);
        case "--document" -> document = Path.of(arguments[++i]);
        case "--record" -> record = true;
        case "--quick" -> quick = true;
        default -> {
          if (!known.contains(arguments[i])) {
            throw new IllegalArgumentException(
                "unknown: " + arguments[i] + "; there are " + String.join(", ", known));
          }
          suites.add(arguments[i]);
        }
      }
    }
    return new Settings(nativePrograms, document, record, quick, suites.isEmpty() ? known : suites);
  }

  /** Number and duration of measurements outside JMH. */
  Rounds rounds() {
    return quick
        ? new Rounds(1, 16, 5, Duration.ofMillis(80))
        : new Rounds(3, 16, 8, Duration.ofMillis(120));
  }

  /** The same for calls within a process: more contenders, less that disturbs them. */
  Rounds callRounds() {
    return quick
        ? new Rounds(1, 16, 5, Duration.ofMillis(50))
        : new Rounds(3, 16, 10, Duration.ofMillis(60));
  }

  /** The same for two rings in C that are nearly alike: many short slices, little warm-up. */
  Rounds signalRounds() {
    return quick
        ? new Rounds(1, 12, 5, Duration.ofMillis(20))
        : new Rounds(3, 12, 40, Duration.ofMillis(20));
  }

  /** The same where the time of every operation is kept: short slices, so that they fit a line. */
  Rounds singleRounds() {
    return quick
        ? new Rounds(1, 16, 5, Duration.ofMillis(25))
        : new Rounds(3, 40, 16, Duration.ofMillis(25));
  }

  /** The same after a silence: slices of few operations. */
  Rounds wakeUpRounds() {
    return quick
        ? new Rounds(1, 8, 3, Duration.ofMillis(80))
        : new Rounds(3, 16, 6, Duration.ofMillis(120));
  }

  /** Number and duration of waits in vain. */
  Idleness idleness() {
    return quick
        ? new Idleness(1, 1, Duration.ofMillis(500))
        : new Idleness(3, 2, Duration.ofSeconds(1));
  }

  /** The command line of a C program of the benchmarks. */
  List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(nativePrograms.resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** The command line of a Java process of the benchmarks. */
  static List<String> java(String... arguments) {
    return java(List.of(), arguments);
  }

  /** The command line of a Java process of the benchmarks with more options for its JVM. */
  static List<String> java(List<String> options, String... arguments) {
    return jvm(options, JavaWorker.class, arguments);
  }

  /** A contender that calls between Java and C within a process of its own. */
  Contender calls(String name, String task) {
    return alone(
        name,
        jvm(
            List.of(),
            CallWorker.class,
            task,
            nativePrograms.resolve(System.mapLibraryName("market_calls")).toString(),
            nativePrograms.resolve(System.mapLibraryName("call_peers")).toString()));
  }

  private static List<String> jvm(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Benchmarks.JVM_OPTIONS);
    command.addAll(options);
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }

  /** A contender that is one process. */
  static Contender alone(String name, List<String> command) {
    return new Contender(name, List.of(command));
  }

  /** A contender that is two processes. */
  static Contender pair(String name, List<String> first, List<String> second) {
    return new Contender(name, List.of(first, second));
  }
}
