// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import java.util.List;
import java.util.stream.Stream;

/**
 * A control group of a process: a line of cgroups(7) {@code /proc/<pid>/cgroup}.
 *
 * @param controllers of version 1; none for version 2, which has one tree
 * @param path from the root of its tree
 */
record ControlGroup(List<String> controllers, String path) {

  /** Parses the lines {@code <number>:<controllers>:<path>}; others say nothing. */
  static List<ControlGroup> parse(Stream<String> lines) {
    return lines
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .map(
            parts ->
                new ControlGroup(
                    parts[1].isEmpty() ? List.of() : List.of(parts[1].split(",")), parts[2]))
        .toList();
  }

  /** Whether it is one of version 2. */
  boolean isUnified() {
    return controllers.isEmpty();
  }
}
