// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.lang.foreign.MemorySegment;

/**
 * Place of a worker among the tasks: takes the next one that is ready, and ends it. For one thread
 * at a time.
 */
final class TaskCursor {
  /** Tasks that a worker takes between two looks at the clock. */
  private static final int TURNS_A_CLOCK = 256;

  private static final long SLICE = TenonFormatConstants.SLICE_NANOSECONDS;

  private final MemorySegment content;
  private final WorkLayout layout;
  private final Tasks tasks;
  private final long slots;
  private final int worker;

  /** Number of the task to look at next. */
  private long cursor;

  /** Number below which every task is over. */
  private long low;

  /** Times that tasks were given back, as far as it has looked for them. */
  private long returned;

  /** State at the cursor when there was nothing to take. */
  private long seen;

  /** Time at which to look again whether other workers live. */
  private long nextLook = System.nanoTime();

  /** Tasks taken since it last looked at the clock. */
  private int turns;

  /** Number, state, start and header of the task that was taken. */
  private long number;

  private long state;
  private long index;
  private long header;

  /** Begins with the first task whose room is not given back. */
  TaskCursor(MemorySegment content, WorkLayout layout, Tasks tasks, int worker) {
    this.content = content;
    this.layout = layout;
    this.tasks = tasks;
    this.slots = layout.taskSlots();
    this.worker = worker;
    this.returned = tasks.returned();
    this.cursor = tasks.released();
    this.low = cursor;
  }

  /** Start of the message that was taken, in the ring. */
  long index() {
    return index;
  }

  /** Returns the header of the message that was taken. */
  long header() {
    return header;
  }

  /** Whether a look may find a task now. */
  boolean hasChanged() {
    return tasks.state(cursor) != seen || tasks.returned() != returned;
  }

  /**
   * Takes the next task there is.
   *
   * @return whether there was one
   */
  boolean take() {
    long now = tasks.returned();
    if (now != returned) {
      returned = now;
      cursor = low;
    }
    if (turns++ == TURNS_A_CLOCK) {
      turns = 0;
      lookAfterWorkers();
    }
    if (takeReady() || lookAfterWorkers() && takeReady()) {
      open();
      return true;
    }
    return false;
  }

  /** Takes the first task that is ready at or behind the cursor. */
  private boolean takeReady() {
    for (long left = 2 * slots; left > 0; left--) {
      long found = tasks.state(cursor);
      if (!TaskState.isOf(found, cursor)) {
        if (catchUp()) {
          continue;
        }
        seen = found;
        return false;
      }
      switch (TaskState.phase(found)) {
        case TaskState.READY -> {
          if (takes(found)) {
            return true;
          }
        }
        case TaskState.TAKEN -> cursor++;
        case TaskState.DONE, TaskState.SET_ASIDE -> {
          low += low == cursor ? 1 : 0;
          cursor++;
        }
        default -> throw corruptState(found);
      }
    }
    seen = tasks.state(cursor);
    return false;
  }

  /** Takes the task at the cursor: of all that see it ready one succeeds. */
  private boolean takes(long found) {
    int tries = TaskState.tries(found);
    if (tries >= TaskState.TRIES) {
      throw corruptState(found);
    }
    long taken = TaskState.of(cursor, worker, tries + 1, TaskState.TAKEN);
    // Pairs with what made it ready.
    if (!tasks.swap(cursor, found, taken)) {
      return false;
    }
    number = cursor;
    state = taken;
    return true;
  }

  /** Goes on where room was given back beyond the cursor, as it may be; false if it was not. */
  private boolean catchUp() {
    long released = tasks.released();
    if (released - cursor <= 0) {
      return false;
    }
    long published = Words.getLongAcquire(content, layout.publishedWord());
    if (Long.compareUnsigned(published - released + slots, 2 * slots) > 0) {
      // The two are of one moment only if released is the same: a producer may go on.
      if (tasks.released() != released) {
        return true;
      }
      throw layout.corruptNumbers(published, released);
    }
    cursor = released;
    low = released;
    return true;
  }

  /**
   * Looks after other workers, at most once a slice.
   *
   * @return whether a task has come back, or one was met whose giver did not say so
   */
  private boolean lookAfterWorkers() {
    long released = tasks.released();
    if (Long.compareUnsigned(cursor - released, cursor - low) < 0) {
      low = released;
    }
    // One that is not in its slot any more was over.
    while (low != cursor && isOver(tasks.state(low))) {
      low++;
    }
    if (low == cursor) {
      return false;
    }
    long now = System.nanoTime();
    if (now - nextLook < 0) {
      return false;
    }
    nextLook = now + SLICE;
    long first = tasks.giveBackOfDead(low, cursor);
    boolean found = first != cursor;
    cursor = first;
    return found;
  }

  private boolean isOver(long found) {
    return !TaskState.isOf(found, low) || TaskState.isOver(found);
  }

  /** Checks the message of the task that was taken. What is damaged is set aside. */
  private void open() {
    long position = tasks.position(number);
    header = tasks.header(number);
    index = layout.index(position);
    cursor++;
    long size = RecordFormat.size(header);
    if (RecordFormat.messageId(header) == RecordFormat.PADDING
        || size > layout.largestMessage()
        || size > layout.capacity() - index
        || (index & layout.step() - 1) != 0) {
      tasks.giveBack(number, state, true);
      throw new CorruptRegionException(
          layout.label()
              + ": task "
              + Long.toUnsignedString(number)
              + " at position "
              + Long.toUnsignedString(position)
              + " (index "
              + index
              + " of "
              + layout.capacity()
              + ") has message id "
              + RecordFormat.messageId(header)
              + " and size "
              + size);
    }
  }

  /** Ends the task that was taken: its message may be overwritten. */
  void finish() {
    // Pairs with the load of the producer, which then overwrites the message.
    if (!tasks.swap(
        number, state, TaskState.of(number, 0, TaskState.tries(state), TaskState.DONE))) {
      throw lost();
    }
    tasks.wakeProducer(number);
  }

  /** Gives back the task that was taken, or sets it aside when that was its last time. */
  void giveBack(boolean isDamaged) {
    if (!tasks.giveBack(number, state, isDamaged)) {
      throw lost();
    }
  }

  private CorruptRegionException lost() {
    return new CorruptRegionException(
        layout.label() + ": task " + Long.toUnsignedString(number) + " was taken from its worker");
  }

  private CorruptRegionException corruptState(long found) {
    return new CorruptRegionException(
        layout.label()
            + ": task "
            + Long.toUnsignedString(cursor)
            + " has the state 0x"
            + Long.toHexString(found));
  }
}
