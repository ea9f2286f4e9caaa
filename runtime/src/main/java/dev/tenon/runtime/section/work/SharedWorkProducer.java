// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.work;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.queue.RecordFormat;
import dev.tenon.runtime.wait.AllParticipants;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** The sending end of work in shared memory. Numbers are those of tasks, positions count bytes. */
final class SharedWorkProducer implements WorkProducer {
  private static final long SLICE = TenonFormatConstants.SLICE_NANOSECONDS;

  private final SectionHost host;
  private final ProducerRole role;
  private final WorkLayout layout;
  private final MemorySegment content;
  private final MemorySegment ring;
  private final Tasks tasks;
  private final long capacity;
  private final long slots;
  private final Sleeper sleeper;

  /** Workers have a fence each between a task's end and their look at who waits. */
  private final AllParticipants workers;

  private final Condition firstIsOver = this::isFirstOver;

  /** Number of the task to claim next. */
  private long next;

  /** Number of the first task that is not published. */
  private long published;

  /** Number of the first task whose room is not given back. */
  private long released;

  /** End of what is claimed. */
  private long position;

  /** End of what is published. */
  private long shownPosition;

  /** Start of what is not given back: room ends a ring's length behind it. */
  private long base;

  /** Start and header of the message claimed last. */
  private long lastPosition;

  private long lastHeader;

  /** Time at which to look again whether workers live. */
  private long nextLook = System.nanoTime();

  private boolean closed;

  SharedWorkProducer(
      SectionHost host, RegionMapping mapping, WorkLayout layout, ProducerRole role) {
    this.host = host;
    this.role = role;
    this.layout = layout;
    this.content = mapping.content();
    this.ring = content.asSlice(layout.dataOffset(), layout.capacity());
    this.tasks = role.tasks();
    this.capacity = layout.capacity();
    this.slots = layout.taskSlots();
    this.workers = new AllParticipants(content);
    this.sleeper =
        new Sleeper(
            host::requireWhole,
            layout.label(),
            tasks.producer(),
            host.options().waitPolicy(),
            () -> role.count(QueueEnd.WAITS_OFFSET),
            tasks.producer()::reset);
    resume();
  }

  /**
   * Goes on behind the last task that a producer has published. Tasks behind one that is not
   * published are those of a batch that nobody has seen: its producer was killed before it stored
   * the first.
   */
  private void resume() {
    released = tasks.released();
    next = Words.getLongAcquire(content, layout.publishedWord());
    if (next - released < 0 || next - released > slots) {
      throw layout.corruptNumbers(next, released);
    }
    while (next - released < slots && TaskState.isOf(tasks.state(next), next)) {
      next++;
    }
    position = Words.getLongAcquire(content, layout.positionWord());
    base = position;
    if (next != released) {
      base = tasks.position(released);
      long size = RecordFormat.size(tasks.header(next - 1));
      position = tasks.position(next - 1) + layout.stride(size);
    }
    layout.checkPositions(position, base);
    for (long number = next; number != released + slots; number++) {
      if (TaskState.isOf(tasks.state(number), number)) {
        tasks.hide(number);
      }
    }
    published = next;
    shownPosition = position;
    Words.setLongOpaque(content, layout.publishedWord(), published);
    Words.setLongRelease(content, layout.positionWord(), position);
    release();
  }

  /** Looks which tasks are over, and gives their room back. */
  private void release() {
    long number = released;
    while (number != published && isOver(number)) {
      number++;
    }
    if (number != released) {
      long begin = number == published ? shownPosition : tasks.position(number);
      layout.checkPositions(position, begin);
      released = number;
      base = begin;
      // Before the tasks that come into these slots are ready: a worker that sees one of those
      // where it looks for an earlier task finds this number behind that.
      Words.setLongRelease(content, layout.releasedWord(), number);
    }
  }

  private boolean isOver(long number) {
    long state = tasks.state(number);
    return TaskState.isOf(state, number) && TaskState.isOver(state);
  }

  private boolean isFirstOver() {
    return isOver(released);
  }

  @Override
  public MemorySegment data() {
    return ring;
  }

  @Override
  public long largestMessage() {
    return layout.largestMessage();
  }

  @Override
  public long tryClaim(int messageId, int contractVersion, long size) {
    RecordFormat.checkArguments(
        messageId, contractVersion, size, layout.largestMessage(), layout.label());
    requireOpen();
    try {
      long offset = claimIfRoom(messageId, contractVersion, size);
      if (offset < 0) {
        role.count(QueueEnd.REFUSED_OFFSET);
      }
      Words.settle();
      return offset;
    } catch (InternalError | IllegalStateException | CorruptRegionException e) {
      throw host.explained(e);
    }
  }

  private long claimIfRoom(int messageId, int contractVersion, long size) {
    long stride = layout.stride(size);
    long needed = bytesNeeded(stride);
    if (!hasRoom(needed, base, released)) {
      release();
      if (!hasRoom(needed, base, released)) {
        return -1;
      }
    }
    position += needed;
    lastPosition = position - stride;
    lastHeader = RecordFormat.header(size, messageId, contractVersion);
    // Nobody looks at these before the task is ready.
    tasks.place(next, lastPosition, lastHeader);
    next++;
    return layout.index(lastPosition);
  }

  /**
   * Bytes of the ring for a message. One that would cross its end begins behind what is left there,
   * and nothing is written to that.
   */
  private long bytesNeeded(long stride) {
    long rest = capacity - layout.index(position);
    return stride <= rest ? stride : rest + stride;
  }

  /** Whether there is room for so many bytes and a slot, when what is before these is released. */
  private boolean hasRoom(long needed, long begin, long first) {
    return needed <= capacity - (position - begin) && next - first < slots;
  }

  @Override
  public long claim(int messageId, int contractVersion, long size, Duration timeout) {
    long nanos = Sleeper.nanos(timeout);
    long offset = tryClaim(messageId, contractVersion, size);
    if (offset >= 0) {
      return offset;
    }
    if (!hasRoom(bytesNeeded(layout.stride(size)), shownPosition, published)) {
      throw new IllegalStateException(
          "unpublished claims take the room in " + layout.label() + ": publish or cancel them");
    }
    try {
      offset = awaitRoom(messageId, contractVersion, size, nanos);
      Words.settle();
      return offset;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /** Waits in slices, after which it looks whether workers live. */
  private long awaitRoom(int messageId, int contractVersion, long size, long nanos) {
    long begin = System.nanoTime();
    long left = nanos;
    long offset;
    do {
      lookAfterWorkers();
      // Before the announcement: who sees that we wait sees for which task.
      Words.setLongOpaque(content, layout.awaitedWord(), released);
      sleeper.begin(Math.clamp(left, 0, SLICE));
      sleeper.await(firstIsOver, workers);
      requireOpen();
      offset = claimIfRoom(messageId, contractVersion, size);
      left = nanos - (System.nanoTime() - begin);
    } while (offset < 0 && left > 0);
    return offset;
  }

  /** Takes what dead workers have, at most once a slice. */
  private void lookAfterWorkers() {
    long now = System.nanoTime();
    if (now - nextLook >= 0) {
      nextLook = now + SLICE;
      tasks.giveBackOfDead(released, published);
    }
  }

  @Override
  public void trim(long size) {
    requireOpen();
    if (next == published) {
      throw new IllegalStateException("nothing is claimed in " + layout.label());
    }
    if (size < 0 || size > RecordFormat.size(lastHeader)) {
      throw new IllegalArgumentException(
          "a message of "
              + RecordFormat.size(lastHeader)
              + " bytes in "
              + layout.label()
              + " cannot be trimmed to "
              + size);
    }
    lastHeader = RecordFormat.withSize(lastHeader, size);
    position = lastPosition + layout.stride(size);
    try {
      tasks.place(next - 1, lastPosition, lastHeader);
      Words.settle();
    } catch (InternalError | IllegalStateException e) {
      throw host.explained(e);
    }
  }

  @Override
  public void publish() {
    if (next == published) {
      requireOpen();
      return;
    }
    try {
      // From the last to the first, behind which no worker looks before it: all are seen at once.
      for (long number = next - 1; number - published >= 0; number--) {
        tasks.show(number);
      }
      published = next;
      shownPosition = position;
      role.show(published, position);
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public void cancel() {
    position = shownPosition;
    next = published;
  }

  @Override
  public void requireWhole() {
    requireOpen();
    host.requireWhole();
  }

  @Override
  public void close() {
    closed = true;
    cancel();
    host.giveUp(role);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the producer of " + layout.label() + " is closed: become its producer again");
    }
    host.requireOpen();
  }
}
