// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.queue.RecordFormat;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** A worker of work in shared memory. */
final class SharedWorker implements Worker {
  private static final long SLICE = TenonFormatConstants.SLICE_NANOSECONDS;

  private final SectionHost host;
  private final MemorySegment content;
  private final MemorySegment ring;
  private final WorkLayout layout;
  private final SharedWork work;
  private final WorkerRole role;
  private final TaskCursor cursor;
  private final Tasks tasks;
  private final PeerWatch producer;
  private final Condition changed;
  private boolean closed;

  SharedWorker(
      SectionHost host,
      RegionMapping mapping,
      WorkLayout layout,
      SharedWork work,
      WorkerRole role) {
    this.host = host;
    this.content = mapping.content();
    this.ring = content.asSlice(layout.dataOffset(), layout.capacity());
    this.layout = layout;
    this.work = work;
    this.role = role;
    this.tasks = role.tasks();
    this.cursor = new TaskCursor(content, layout, tasks, role.index());
    this.changed = cursor::hasChanged;
    this.producer =
        new PeerWatch(content, layout.producerRole(), "the producer", host.platform(), host::label);
  }

  @Override
  public int poll(RecordHandler handler, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + " is negative");
    }
    requireUsable();
    try {
      return drain(handler, limit);
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /** Hands over what is there, at most as many tasks as there are slots. */
  private int drain(RecordHandler handler, int limit) {
    int most = (int) Math.min(limit, layout.taskSlots());
    int count = 0;
    try {
      while (count < most && cursor.take()) {
        handOver(handler);
        count++;
      }
    } finally {
      // Here, so that who handles the error of a first access does not meet that of another one.
      Words.settle();
    }
    return count;
  }

  private void handOver(RecordHandler handler) {
    long header = cursor.header();
    role.beginHandling();
    try {
      handler.onRecord(
          RecordFormat.messageId(header),
          RecordFormat.contractVersion(header),
          ring,
          cursor.index(),
          RecordFormat.size(header));
    } catch (Throwable e) {
      role.endHandling();
      giveBack(e);
      throw e;
    }
    role.endHandling();
    cursor.finish();
    long word = layout.finishedWord(role.index());
    Words.setLongOpaque(content, word, Words.getLongOpaque(content, word) + 1);
  }

  /** Gives the task back. That the region was closed meanwhile says less than what was thrown. */
  private void giveBack(Throwable thrown) {
    try {
      cursor.giveBack(thrown instanceof CorruptRegionException);
    } catch (RuntimeException e) {
      thrown.addSuppressed(e);
    }
  }

  @Override
  public int take(RecordHandler handler, int limit, Duration timeout) {
    long nanos = Sleeper.nanos(timeout);
    int count = poll(handler, limit);
    if (count != 0 || limit == 0) {
      return count;
    }
    try {
      return awaitAndPoll(handler, limit, nanos);
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /** Waits in slices, after which a poll looks whether other workers live. */
  private int awaitAndPoll(RecordHandler handler, int limit, long nanos) {
    long waits = layout.waitsWord(role.index());
    Words.setLongOpaque(content, waits, Words.getLongOpaque(content, waits) + 1);
    long begin = System.nanoTime();
    long left = nanos;
    int count;
    do {
      work.waits().await(changed, producer, Math.clamp(left, 0, SLICE));
      count = poll(handler, limit);
      left = nanos - (System.nanoTime() - begin);
    } while (count == 0 && left > 0);
    return count;
  }

  @Override
  public void close() {
    role.requireNotInHandler();
    if (!closed) {
      closed = true;
      host.giveUp(role);
    }
  }

  private void requireUsable() {
    role.requireNotInHandler();
    if (closed) {
      throw new IllegalStateException(
          "a worker of " + layout.label() + " is closed: become another one");
    }
  }
}
