// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.BroadcastConsumer;
import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RecordHandler;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.RegionBusyException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.queue.RecordFormat;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** One that consumes a broadcast in shared memory. */
final class SharedBroadcastConsumer implements BroadcastConsumer {
  private static final int TRIES = (int) TenonFormatConstants.BROADCAST_TRIES;
  private static final long PAGE = TenonFormatConstants.PAGE_BYTES;

  private final SectionHost host;
  private final MemorySegment content;
  private final BroadcastLayout layout;
  private final SharedBroadcast broadcast;
  private final ConsumerHold hold;
  private final BroadcastRing ring;
  private final PeerWatch producer;
  private final Condition news = this::hasNews;

  /** The private copy of a message; replaced when a larger one comes. */
  private MemorySegment message = allocate(1);

  private long position;

  /** Number of the next message that is neither handed over nor missed. */
  private long expected;

  private long missed;

  /** Whether the record at the position may be of a later number than expected. */
  private boolean overrun;

  private boolean closed;

  /** The record that was found last: header, bytes to the next one, number. */
  private long header;

  private long stride;
  private long sequence;

  SharedBroadcastConsumer(
      SectionHost host,
      MemorySegment content,
      BroadcastLayout layout,
      SharedBroadcast broadcast,
      ConsumerHold hold,
      long last) {
    this.host = host;
    this.content = content;
    this.layout = layout;
    this.broadcast = broadcast;
    this.hold = hold;
    this.ring = new BroadcastRing(layout, content);
    this.producer =
        new PeerWatch(content, layout.producer(), "the producer", host.platform(), host::label);
    begin(last);
    Words.settle();
  }

  private static MemorySegment allocate(long bytes) {
    return Arena.ofAuto().allocate(Alignment.up(bytes, PAGE), PAGE);
  }

  /** Finds where to begin. Each attempt in vain begins with newer messages than the one before. */
  private void begin(long last) {
    long parts = BroadcastLayout.MARKS - 1;
    for (int i = 0; i < TRIES; i++) {
      if (isFound(last, parts)) {
        return;
      }
      parts = Math.max(parts - 2, TenonFormatConstants.BROADCAST_WALK_MARKS);
      Thread.onSpinWait();
    }
    throw new RegionBusyException(
        "the records of " + layout.label() + " were overwritten each time that they were read");
  }

  private boolean isFound(long last, long parts) {
    long published = ring.published();
    long next = ring.next(published);
    if (next == 0) {
      return false;
    }
    position = published;
    expected = next;
    if (last == 0 || next == 1) {
      return true;
    }
    long first = Long.compareUnsigned(last, next) < 0 ? next - last : 1;
    BroadcastRing.Walk walk = ring.find(published, first, parts);
    if (walk == null) {
      return false;
    }
    position = walk.position();
    expected = walk.number();
    return true;
  }

  @Override
  public int poll(RecordHandler handler, int limit) {
    requireLimit(limit);
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

  private int awaitAndPoll(RecordHandler handler, int limit, long nanos) {
    long deadline = System.nanoTime() + nanos;
    long left = nanos;
    while (broadcast.waits().await(news, producer, left)) {
      int count = poll(handler, limit);
      if (count != 0) {
        return count;
      }
      // Nothing again when the producer came round before we could look.
      left = deadline - System.nanoTime();
      if (left <= 0) {
        return 0;
      }
    }
    return 0;
  }

  private boolean hasNews() {
    return Words.getLongAcquire(content, layout.publishedWord()) != position;
  }

  /** Hands over what is there. */
  private int drain(RecordHandler handler, int limit) {
    int count = 0;
    hold.beginHandling();
    try {
      producer.look();
      long published = ring.published();
      while (count < limit && (published = next(published, true)) != position) {
        long found = header;
        // Before the call: when an exception leaves the handler, the message is consumed.
        pass();
        count++;
        handler.onRecord(
            RecordFormat.messageId(found),
            RecordFormat.contractVersion(found),
            message,
            0,
            RecordFormat.size(found));
      }
    } finally {
      hold.endHandling();
      // Here, so that who handles the error of a first access does not meet that of another one.
      Words.settle();
    }
    return count;
  }

  /**
   * Finds the next message, and copies it if that is wanted. Steps over padding.
   *
   * @param end of what is published
   * @return that end, or a newer one; the own position if there is no message
   */
  private long next(long end, boolean withMessage) {
    long published = end;
    int tries = 0;
    while (position != published) {
      if (!copy(published, withMessage)) {
        published = ring.published();
        tries++;
        // When the producer comes round again and again, nothing is lost by waiting for what comes
        // next, whose number tells what was.
        position = tries == TRIES ? published : ring.resumption(published);
        overrun = true;
      } else if (RecordFormat.messageId(header) != RecordFormat.PADDING) {
        return published;
      } else {
        position += stride;
      }
    }
    return published;
  }

  /** Looks at the record at the own position and copies its message; false if it is overwritten. */
  private boolean copy(long published, boolean withMessage) {
    // One load: the header that is checked is the header that is used.
    header = ring.header(position);
    stride = ring.strideOf(position, header);
    sequence = expected;
    if (stride != 0 && RecordFormat.messageId(header) != RecordFormat.PADDING) {
      sequence = ring.sequence(position);
      if (withMessage) {
        load(ring.at(position) + BroadcastRing.RECORD_BYTES, RecordFormat.size(header));
      }
    }
    if (!ring.isWhole(position)) {
      return false;
    }
    if (stride == 0
        || Long.compareUnsigned(stride, published - position) > 0
        || !isExpected(sequence)) {
      throw ring.corrupt(position, header, sequence);
    }
    return true;
  }

  private void load(long words, long size) {
    if (size > message.byteSize()) {
      message = allocate(Math.max(size, 2 * message.byteSize()));
    }
    Words.copy(content, words, message, 0, size);
  }

  /** Whether a message may have this number at the own position. */
  private boolean isExpected(long number) {
    return number == expected || overrun && number - expected > 0;
  }

  /** Counts a message as handed over or skipped, and those before it that were overwritten. */
  private void pass() {
    if (overrun) {
      overrun = false;
      missed += sequence - expected;
    }
    position += stride;
    expected = sequence + 1;
  }

  @Override
  public int skipToNewest() {
    requireUsable();
    try {
      int skipped = skip();
      Words.settle();
      return skipped;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  private int skip() {
    long newest = position;
    long messages = 0;
    CorruptRegionException damage = null;
    try {
      long published = ring.published();
      while ((published = next(published, false)) != position) {
        newest = position;
        messages++;
        pass();
      }
    } catch (CorruptRegionException e) {
      damage = e;
    }
    if (messages != 0 && !overrun) {
      // Damage behind the newest message is met by who polls behind it.
      position = newest;
      expected--;
      messages--;
    } else if (damage != null) {
      throw damage;
    }
    return (int) Math.min(messages, Integer.MAX_VALUE);
  }

  @Override
  public long missed() {
    return missed;
  }

  @Override
  public void close() {
    hold.requireNotInHandler();
    if (!closed) {
      closed = true;
      host.giveUp(hold);
    }
  }

  private static void requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit + " is negative");
    }
  }

  private void requireUsable() {
    hold.requireNotInHandler();
    if (closed) {
      throw new IllegalStateException(
          "the consumer of " + layout.label() + " is closed: make another one");
    }
  }
}
