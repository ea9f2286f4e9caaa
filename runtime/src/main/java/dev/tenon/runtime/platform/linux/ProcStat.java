// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform.linux;

import java.io.IOException;

/**
 * The fields of {@code /proc/<pid>/stat} that tell whether a process runs; numbering as in proc(5).
 *
 * @param state field 3
 * @param threads field 20
 * @param startTicks field 22, clock ticks since the machine started
 */
record ProcStat(long processId, char state, long threads, long startTicks) {
  private static final int FIRST_FIELD_AFTER_NAME = 3;

  /** Parses one line. The name, field 2, may contain blanks and parentheses. */
  static ProcStat parse(String line) throws IOException {
    try {
      int open = line.indexOf('(');
      int close = line.lastIndexOf(')');
      String[] fields = line.substring(close + 1).trim().split("\\s+");
      return new ProcStat(
          Long.parseLong(line.substring(0, open).trim()),
          fields[3 - FIRST_FIELD_AFTER_NAME].charAt(0),
          Long.parseLong(fields[20 - FIRST_FIELD_AFTER_NAME]),
          Long.parseLong(fields[22 - FIRST_FIELD_AFTER_NAME]));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("unexpected /proc stat line: " + line, e);
    }
  }

  /** A zombie leader with other threads still runs; without, only its parent's wait is missing. */
  boolean isRunning() {
    return state != 'X' && state != 'x' && !(state == 'Z' && threads <= 1);
  }
}
