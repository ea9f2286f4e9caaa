// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the threads of a process have used since they began; those that have ended are missing.
 *
 * @param nanos processor time
 * @param switches how often a thread gave up the processor to wait
 */
record ProcessUse(long nanos, long switches) {
  private static final String SWITCHES = "voluntary_ctxt_switches:";

  /** Reads the counts of a process of ours. */
  static ProcessUse of(long pid) throws IOException {
    ProcessUse sum = new ProcessUse(0, 0);
    for (Path thread : threads(pid)) {
      sum = sum.plus(ofThread(thread));
    }
    return sum;
  }

  private static List<Path> threads(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.toList();
    }
  }

  private static ProcessUse ofThread(Path thread) throws IOException {
    // Three numbers: time on a processor, time of waiting for one, and how often it got one.
    String times = Files.readString(thread.resolve("schedstat"));
    long nanos = Long.parseLong(times.substring(0, times.indexOf(' ')));
    try (Stream<String> lines = Files.lines(thread.resolve("status"))) {
      String switches =
          lines.filter(line -> line.startsWith(SWITCHES)).findFirst().orElseThrow(IOException::new);
      return new ProcessUse(nanos, Long.parseLong(switches.substring(SWITCHES.length()).strip()));
    }
  }

  private ProcessUse plus(ProcessUse other) {
    return new ProcessUse(nanos + other.nanos, switches + other.switches);
  }

  ProcessUse minus(ProcessUse before) {
    return new ProcessUse(nanos - before.nanos, switches - before.switches);
  }
}
