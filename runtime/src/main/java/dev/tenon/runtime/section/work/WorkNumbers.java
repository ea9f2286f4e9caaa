// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.TaskSlot;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;

/** Reads what the producer and the workers tell lookers. */
public final class WorkNumbers {
  private WorkNumbers() {}

  /**
   * Reads the numbers of work, in the order in which none can contradict those before it.
   *
   * @param region memory in which the header and all slots are where the layout says
   */
  public static WorkStatistics read(MemorySegment region, WorkLayout layout) {
    long finished = 0;
    long waits = 0;
    int workers = 0;
    // The workers' first: what they have finished was published before.
    for (int i = 0; i < layout.workers(); i++) {
      finished += Words.getLongAcquire(region, layout.finishedWord(i));
      waits += Words.getLongOpaque(region, layout.waitsWord(i));
      workers += Words.getLongOpaque(region, layout.workerOwner(i)) != 0 ? 1 : 0;
    }
    long setAside = Words.getLongAcquire(region, layout.setAsideWord());
    long returned = Words.getLongAcquire(region, layout.returnedWord());
    long published = Words.getLongAcquire(region, layout.publishedWord());
    long pending = published - finished - setAside;
    long producer = layout.producerEnd();
    return new WorkStatistics(
        published,
        finished,
        setAside,
        returned,
        pending >= 0 && pending <= layout.taskSlots() ? pending : 0,
        usedBytes(region, layout, published),
        layout.capacity(),
        Words.getLongOpaque(region, producer + QueueEnd.REFUSED_OFFSET),
        Words.getLongOpaque(region, producer + QueueEnd.WAITS_OFFSET),
        Words.getLongOpaque(region, producer + QueueEnd.WAKES_OFFSET),
        waits,
        workers);
  }

  /** Bytes from the first task that is not over to the end. */
  private static long usedBytes(MemorySegment region, WorkLayout layout, long published) {
    long number = Words.getLongAcquire(region, layout.releasedWord());
    for (long left = layout.taskSlots(); left > 0 && number != published; left--) {
      long state = Words.getLongAcquire(region, layout.taskSlot(number) + TaskSlot.STATE_OFFSET);
      if (!TaskState.isOf(state, number) || !TaskState.isOver(state)) {
        break;
      }
      number++;
    }
    long end = Words.getLongAcquire(region, layout.positionWord());
    long begin = Words.getLongOpaque(region, layout.taskSlot(number) + TaskSlot.POSITION_OFFSET);
    long bytes = end - begin;
    return number == published || bytes < 0 || bytes > layout.capacity() ? 0 : bytes;
  }
}
