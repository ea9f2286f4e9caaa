// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.format.TenonFormatConstants;

/**
 * The word that says all that is decided about a task: whether it is ready, taken, by which worker
 * and for which time, or over. It is only ever changed from the value that was seen, and holds the
 * task's number: so whoever was late changes nothing of a later task.
 */
final class TaskState {
  static final int READY = (int) TenonFormatConstants.TASK_READY;
  static final int TAKEN = (int) TenonFormatConstants.TASK_TAKEN;
  static final int DONE = (int) TenonFormatConstants.TASK_DONE;
  static final int SET_ASIDE = (int) TenonFormatConstants.TASK_SET_ASIDE;

  /** Times that a task is handed over. */
  static final int TRIES = (int) TenonFormatConstants.WORK_TRIES;

  private static final int NONE = (int) TenonFormatConstants.TASK_NONE;
  private static final int TRIES_SHIFT = (int) TenonFormatConstants.TASK_PHASE_BITS;
  private static final int WORKER_SHIFT = TRIES_SHIFT + (int) TenonFormatConstants.TASK_TRIES_BITS;
  private static final int NUMBER_SHIFT =
      WORKER_SHIFT + (int) TenonFormatConstants.TASK_WORKER_BITS;
  private static final int PHASES = (1 << TRIES_SHIFT) - 1;
  private static final int MOST_TRIES = (1 << TenonFormatConstants.TASK_TRIES_BITS) - 1;
  private static final int MOST_WORKERS = (1 << TenonFormatConstants.TASK_WORKER_BITS) - 1;

  private TaskState() {}

  static long of(long number, int worker, int tries, int phase) {
    return number << NUMBER_SHIFT
        | (long) worker << WORKER_SHIFT
        | (long) tries << TRIES_SHIFT
        | phase;
  }

  static int phase(long state) {
    return (int) state & PHASES;
  }

  static int tries(long state) {
    return (int) (state >>> TRIES_SHIFT) & MOST_TRIES;
  }

  static int worker(long state) {
    return (int) (state >>> WORKER_SHIFT) & MOST_WORKERS;
  }

  /** Whether it is that of this task, and not of an earlier or later one in the same slot. */
  static boolean isOf(long state, long number) {
    return (state >>> NUMBER_SHIFT ^ number) << NUMBER_SHIFT == 0 && phase(state) != NONE;
  }

  /** Whether no worker gets the task any more, so that its room may be given back. */
  static boolean isOver(long state) {
    int phase = phase(state);
    return phase == DONE || phase == SET_ASIDE;
  }
}
