// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.harness;

import java.util.List;

/**
 * One way of doing the measured work.
 *
 * @param name as it stands in the table
 * @param commands the processes that do it together, each a command line; exactly one of them
 *     answers with a time
 */
public record Contender(String name, List<List<String>> commands) {
  /** Copies the lists. */
  public Contender {
    commands = commands.stream().map(List::copyOf).toList();
  }
}
