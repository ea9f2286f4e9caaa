// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.format.TaskSlot;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Answer;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Signal;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The slots of tasks, as the producer or one worker sees them: states, and giving tasks back. For
 * one thread at a time.
 */
final class Tasks {
  private final Platform platform;
  private final MemorySegment region;
  private final WorkLayout layout;
  private final Signal workers;
  private final Signal producer;

  /**
   * Opens the words.
   *
   * @param region a mapping of it
   */
  Tasks(SectionHost host, MemorySegment region, WorkLayout layout) {
    this.platform = host.platform();
    this.region = region;
    this.layout = layout;
    this.workers = host.openSignal(region, layout.tasksWait());
    this.producer = host.openSignal(region, layout.spaceWait());
  }

  /** Signal that workers sleep on. */
  Signal workers() {
    return workers;
  }

  /** Signal that the producer sleeps on. */
  Signal producer() {
    return producer;
  }

  void close() {
    List.of(workers, producer).forEach(Signal::close);
  }

  /**
   * State of the task that is in the slot of this number. Pairs with the stores and swaps by which
   * others change it: who sees that a task is ready sees its message, and who sees that it is over
   * has the worker's accesses to it behind them.
   */
  long state(long number) {
    return Words.getLongAcquire(region, layout.taskSlot(number) + TaskSlot.STATE_OFFSET);
  }

  /** Makes a task ready that nobody sees yet. */
  void show(long number) {
    // Pairs with state(): who sees a task sees its message, and the tasks behind it.
    Words.setLongRelease(
        region,
        layout.taskSlot(number) + TaskSlot.STATE_OFFSET,
        TaskState.of(number, 0, 0, TaskState.READY));
  }

  /** Takes a task away that nobody has seen. */
  void hide(long number) {
    Words.setLongOpaque(region, layout.taskSlot(number) + TaskSlot.STATE_OFFSET, 0);
  }

  /** Changes a state from what was seen. */
  boolean swap(long number, long seen, long state) {
    return Words.compareAndSetLong(
        region, layout.taskSlot(number) + TaskSlot.STATE_OFFSET, seen, state);
  }

  /** Start of the message of a task. */
  long position(long number) {
    return Words.getLongOpaque(region, layout.taskSlot(number) + TaskSlot.POSITION_OFFSET);
  }

  /** The header of the message of a task. */
  long header(long number) {
    return Words.getLongOpaque(region, layout.taskSlot(number) + TaskSlot.HEADER_OFFSET);
  }

  /** Says where the message of a task is that nobody sees yet. */
  void place(long number, long position, long header) {
    long slot = layout.taskSlot(number);
    Words.setLongOpaque(region, slot + TaskSlot.POSITION_OFFSET, position);
    Words.setLongOpaque(region, slot + TaskSlot.HEADER_OFFSET, header);
  }

  /** Number of the first task whose room is not given back. */
  long released() {
    return Words.getLongAcquire(region, layout.releasedWord());
  }

  /** Times that a task was given back. Pairs with {@link #giveBack}: those tasks are ready. */
  long returned() {
    return Words.getLongAcquire(region, layout.returnedWord());
  }

  /** Wakes the producer if it waits for this task to be over, behind the swap that made it so. */
  void wakeProducer(long number) {
    // Pairs with the fence of Signal.announce() by the producer: either it sees that the task is
    // over when it looks once more, or we see that it is about to sleep, and for which task.
    Words.fullFence();
    if (producer.isAwaited() && Words.getLongOpaque(region, layout.awaitedWord()) == number) {
      producer.raise();
    }
  }

  /** Wakes the workers that sleep. */
  private void wakeWorkers() {
    // Pairs with the fence of Signal.announce() by a worker.
    Words.fullFence();
    if (workers.isAwaited()) {
      workers.raise();
    }
  }

  /**
   * Ends a task that was seen taken, and wakes who waits for that: makes it ready again, or sets it
   * aside when that was its last time or it is damaged.
   *
   * @return false when its state has changed
   */
  boolean giveBack(long number, long state, boolean isDamaged) {
    int tries = TaskState.tries(state);
    boolean isOver = isDamaged || tries >= TaskState.TRIES;
    int phase = isOver ? TaskState.SET_ASIDE : TaskState.READY;
    // Pairs with the swap by which a worker takes it, or with the producer's load.
    if (!swap(number, state, TaskState.of(number, 0, tries, phase))) {
      return false;
    }
    if (!isDamaged) {
      // Behind the state: pairs with the load by which a worker begins to look for tasks.
      Words.addLong(region, layout.returnedWord(), 1);
    }
    if (isOver) {
      Words.addLong(region, layout.setAsideWord(), 1);
      wakeProducer(number);
    } else {
      wakeWorkers();
    }
    return true;
  }

  /**
   * Whether nobody who lives has this worker's slot. Whoever has it has given back all that was
   * taken by it before, or is about to.
   */
  private boolean isGone(int worker) {
    if (worker >= layout.workers()) {
      return true;
    }
    // Behind the load of the state: the owner that had taken the task, or a later one.
    long owner = Words.getLongAcquire(region, layout.workerOwner(worker));
    Words.settle();
    return owner == 0 || owner != platform.processIdentity() && platform.alive(owner) == Answer.NO;
  }

  /**
   * Gives back what dead workers have of the tasks from begin to end, which are at most as many as
   * there are slots. Asks the system: not on hot paths.
   *
   * @return the first of them that is ready, or end
   */
  long giveBackOfDead(long begin, long end) {
    long first = end;
    for (long number = begin; number != end; number++) {
      long state = state(number);
      if (!TaskState.isOf(state, number)) {
        continue;
      }
      boolean ready = TaskState.phase(state) == TaskState.READY;
      if (TaskState.phase(state) == TaskState.TAKEN && isGone(TaskState.worker(state))) {
        ready = giveBack(number, state, false);
      }
      if (ready && first == end) {
        first = number;
      }
    }
    return first;
  }

  /** Gives back what is taken by that worker's slot. */
  void giveBackOf(int worker) {
    long number = released();
    for (long left = 2 * layout.taskSlots(); left > 0; left--) {
      long state = state(number);
      if (TaskState.isOf(state, number)) {
        if (TaskState.phase(state) == TaskState.TAKEN && TaskState.worker(state) == worker) {
          giveBack(number, state, false);
        }
        number++;
        continue;
      }
      // The end of what is published; or the room was given back, and not beyond a task that
      // somebody has.
      long released = released();
      if (released - number <= 0) {
        return;
      }
      number = released;
    }
  }
}
