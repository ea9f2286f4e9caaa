// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

/**
 * What the harness asks of a task.
 *
 * @param count operations to do
 * @param silence nanoseconds to be idle before each of them, which are not counted
 * @param times room for the nanoseconds of each operation, or null when nobody asks
 */
public record Request(long count, long silence, long[] times) {
  /** Reads {@code COUNT SILENCE EACH}, where EACH is 1 if the time of each operation is wanted. */
  static Request parse(String line) {
    String[] words = line.split(" ");
    long count = Long.parseLong(words[0]);
    long[] times = words[2].equals("1") ? new long[Math.toIntExact(count)] : null;
    return new Request(count, Long.parseLong(words[1]), times);
  }
}
