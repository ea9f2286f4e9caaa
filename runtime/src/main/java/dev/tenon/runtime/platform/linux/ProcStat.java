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
  private static final int STATE_FIELD = 3;
  private static final int THREADS_FIELD = 20;
  private static final int START_FIELD = 22;

  /**
   * Parses one line, or its beginning up to the start time. The name, field 2, may contain blanks
   * and parentheses. A wait does this ten times a second, mostly before it is compiled: no regular
   * expression.
   */
  static ProcStat parse(String line) throws IOException {
    try {
      int open = line.indexOf('(');
      int state = line.lastIndexOf(')') + 2;
      int threads = skip(line, state, THREADS_FIELD - STATE_FIELD);
      int start = skip(line, threads, START_FIELD - THREADS_FIELD);
      return new ProcStat(
          Long.parseLong(line.substring(0, open).trim()),
          line.charAt(state),
          number(line, threads),
          number(line, start));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("unexpected /proc stat line: " + line, e);
    }
  }

  /** Returns where the field begins that comes so many fields behind the one at that index. */
  private static int skip(String line, int index, int fields) {
    int next = index;
    for (int i = 0; i < fields; i++) {
      next = endOf(line, next) + 1;
    }
    return next;
  }

  private static long number(String line, int index) {
    return Long.parseLong(line, index, endOf(line, index), 10);
  }

  private static int endOf(String line, int index) {
    int end = line.indexOf(' ', index);
    if (end < 0) {
      throw new IndexOutOfBoundsException("no field behind index " + index);
    }
    return end;
  }

  /** A zombie leader with other threads still runs; without, only its parent's wait is missing. */
  boolean isRunning() {
    return state != 'X' && state != 'x' && !(state == 'Z' && threads <= 1);
  }

  /** By a signal, or at a debugger's command: proc(5). */
  boolean isStopped() {
    return state == 'T' || state == 't';
  }
}
