// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.TaskSlot;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.format.WorkHeader;
import dev.tenon.runtime.format.WorkerSlot;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.section.queue.RecordFormat;

/**
 * Place of work in its region; offsets are bytes from the region's start.
 *
 * @param label for messages: {@code work 'jobs' of region acme.shop}
 * @param offset start of the header; slots of workers and tasks follow
 * @param dataOffset start of the ring
 * @param capacity bytes of the ring, a power of two
 * @param recordAlignment alignment of the messages in bytes
 * @param workers slots of workers
 */
public record WorkLayout(
    String label, long offset, long dataOffset, long capacity, long recordAlignment, int workers) {

  /** Slots for tasks with a ring of that capacity. */
  private static long taskSlots(long capacity) {
    return Math.clamp(
        capacity / TenonFormatConstants.TASK_SLOT_BYTES,
        TenonFormatConstants.MIN_TASK_SLOTS,
        TenonFormatConstants.MAX_TASK_SLOTS);
  }

  /** Bytes of the header and all slots. */
  public static long headerBytes(long capacity, int workers) {
    return WorkHeader.BYTES + workers * WorkerSlot.BYTES + taskSlots(capacity) * TaskSlot.BYTES;
  }

  long taskSlots() {
    return taskSlots(capacity);
  }

  /** Required alignment of every message, in bytes. */
  long step() {
    return RecordFormat.step(recordAlignment, false);
  }

  /** Bytes of the ring that a message takes. */
  long stride(long size) {
    return Math.max(step(), Alignment.up(size, step()));
  }

  /** Bytes of the largest message. */
  long largestMessage() {
    return Math.min(capacity / 2, TenonFormatConstants.MAX_RECORD_BYTES);
  }

  long index(long position) {
    return position & capacity - 1;
  }

  long producerEnd() {
    return offset + WorkHeader.PRODUCER_OFFSET;
  }

  public long producerRole() {
    return producerEnd() + QueueEnd.ROLE_OFFSET;
  }

  /** The number of the next task, as the producer says. */
  long publishedWord() {
    return producerEnd() + QueueEnd.MESSAGES_OFFSET;
  }

  long positionWord() {
    return producerEnd() + QueueEnd.POSITION_OFFSET;
  }

  long releasedWord() {
    return offset + WorkHeader.RELEASED_OFFSET;
  }

  long awaitedWord() {
    return offset + WorkHeader.AWAITED_OFFSET;
  }

  long returnedWord() {
    return offset + WorkHeader.RETURNED_OFFSET;
  }

  long setAsideWord() {
    return offset + WorkHeader.SET_ASIDE_OFFSET;
  }

  /** The words that workers wait on for tasks. */
  public long tasksWait() {
    return offset + WorkHeader.TASKS_OFFSET;
  }

  /** The words that the producer waits on for room. */
  long spaceWait() {
    return offset + WorkHeader.SPACE_OFFSET;
  }

  /** The slot of a worker. */
  long workerSlot(int worker) {
    return offset + WorkHeader.BYTES + worker * WorkerSlot.BYTES;
  }

  public long workerRole(int worker) {
    return workerSlot(worker) + WorkerSlot.ROLE_OFFSET;
  }

  long workerOwner(int worker) {
    return workerRole(worker) + Role.OWNER_OFFSET;
  }

  public long finishedWord(int worker) {
    return workerSlot(worker) + WorkerSlot.FINISHED_OFFSET;
  }

  long waitsWord(int worker) {
    return workerSlot(worker) + WorkerSlot.WAITS_OFFSET;
  }

  /** The slot of the task of that number. */
  long taskSlot(long number) {
    return workerSlot(workers) + (number & taskSlots() - 1) * TaskSlot.BYTES;
  }

  /**
   * Checks positions between which tasks lie.
   *
   * @throws CorruptRegionException if they cannot be in the ring
   */
  void checkPositions(long end, long begin) {
    long bytes = end - begin;
    if (bytes < 0 || bytes > capacity || ((end | begin) & step() - 1) != 0) {
      throw new CorruptRegionException(
          label
              + " is corrupt: its tasks are from position "
              + Long.toUnsignedString(begin)
              + " to "
              + Long.toUnsignedString(end)
              + ", with capacity "
              + capacity
              + " and alignment "
              + step());
    }
  }

  CorruptRegionException corruptNumbers(long published, long released) {
    return new CorruptRegionException(
        label
            + " is corrupt: "
            + Long.toUnsignedString(published)
            + " tasks are published, "
            + Long.toUnsignedString(released)
            + " released, with "
            + taskSlots()
            + " slots");
  }
}
