// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Signal;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/** The sending end of a queue in shared memory. */
final class SharedQueueProducer implements QueueProducer {
  private final SectionHost host;
  private final QueueRole role;
  private final QueueLayout layout;
  private final MemorySegment content;
  private final MemorySegment ring;
  private final long capacity;
  private final long mask;
  private final long payloadOffset;
  private final long step;
  private final long largestMessage;
  private final long ownPosition;
  private final long peerPosition;
  private final Signal data;
  private final Sleeper sleeper;
  private final Condition roomAwaited = () -> hasRoom(this.awaited);

  /** End of what the consumer can see. */
  private long published;

  /** End of what is claimed. */
  private long claimed;

  /** Start of the record claimed last; means nothing when nothing is claimed. */
  private long last;

  /** The header of that record, which the ring must not be trusted to still have. */
  private long lastHeader;

  /** Claims may go up to here, as far as the consumer's position was known last. */
  private long limit;

  /** Bytes that {@link #claim} waits for. */
  private long awaited;

  private boolean closed;

  SharedQueueProducer(SectionHost host, RegionMapping mapping, QueueLayout layout, QueueRole role) {
    this.host = host;
    this.role = role;
    this.layout = layout;
    this.content = mapping.content();
    this.capacity = layout.capacity();
    this.mask = capacity - 1;
    this.ring = content.asSlice(layout.dataOffset(), capacity);
    this.payloadOffset = RecordFormat.payloadOffset(layout.recordAlignment());
    this.step = RecordFormat.step(layout.recordAlignment());
    this.largestMessage = Math.min(capacity / 2, RecordFormat.MAX_RECORD) - payloadOffset;
    this.ownPosition = layout.producerEnd() + QueueEnd.POSITION_OFFSET;
    this.peerPosition = layout.consumerEnd() + QueueEnd.POSITION_OFFSET;
    this.published = Words.getLongAcquire(content, ownPosition);
    this.claimed = published;
    this.data = role.wake();
    PeerWatch consumer = new PeerWatch(content, layout.consumerEnd(), host.platform());
    this.sleeper =
        new Sleeper(host::requireWhole, layout.label(), role.sleep(), consumer, host.idle());
    hasRoom(0);
  }

  @Override
  public MemorySegment data() {
    return ring;
  }

  @Override
  public long largestMessage() {
    return largestMessage;
  }

  @Override
  public long tryClaim(int messageId, int contractVersion, long size) {
    checkArguments(messageId, contractVersion, size);
    try {
      long offset = claimIfRoom(messageId, contractVersion, size);
      Words.settle();
      return offset;
    } catch (InternalError | IllegalStateException | CorruptRegionException e) {
      throw host.explained(e);
    }
  }

  private long claimIfRoom(int messageId, int contractVersion, long size) {
    long stride = Alignment.up(payloadOffset + size, step);
    long index = claimed & mask;
    long rest = capacity - index;
    long needed = stride <= rest ? stride : rest + stride;
    if (needed > limit - claimed && !hasRoom(needed)) {
      return -1;
    }
    if (stride > rest) {
      // Records are contiguous: what does not fit before the end starts over at index 0.
      long padding = RecordFormat.header(rest - RecordFormat.HEADER_BYTES, RecordFormat.PADDING, 0);
      ring.set(ValueLayout.JAVA_LONG, index, padding);
      index = 0;
    }
    lastHeader = RecordFormat.header(size, messageId, contractVersion);
    ring.set(ValueLayout.JAVA_LONG, index, lastHeader);
    claimed += needed;
    last = claimed - stride;
    return index + payloadOffset;
  }

  @Override
  public long claim(int messageId, int contractVersion, long size, Duration timeout) {
    Sleeper.requireTimeout(timeout);
    long offset = tryClaim(messageId, contractVersion, size);
    if (offset >= 0) {
      return offset;
    }
    long stride = Alignment.up(payloadOffset + size, step);
    long rest = capacity - (claimed & mask);
    awaited = stride <= rest ? stride : rest + stride;
    if (awaited > capacity - (claimed - published)) {
      throw new IllegalStateException(
          "unpublished claims take the room in " + layout.label() + ": publish or cancel them");
    }
    try {
      return sleeper.await(roomAwaited, timeout) ? tryClaim(messageId, contractVersion, size) : -1;
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public void trim(long size) {
    requireOpen();
    if (claimed == published) {
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
    try {
      ring.set(ValueLayout.JAVA_LONG, last & mask, lastHeader);
      Words.settle();
    } catch (InternalError | IllegalStateException | CorruptRegionException e) {
      throw host.explained(e);
    }
    claimed = last + Alignment.up(payloadOffset + size, step);
  }

  @Override
  public void publish() {
    if (claimed == published) {
      requireOpen();
      return;
    }
    try {
      // Pairs with the acquire load in QueueConsumer.poll: who sees this position sees every byte
      // of the records below it.
      Words.setLongRelease(content, ownPosition, claimed);
      published = claimed;
      data.raiseIfAwaited();
      Words.settle();
    } catch (InternalError
        | IllegalStateException
        | CorruptRegionException
        | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  @Override
  public void cancel() {
    claimed = published;
  }

  @Override
  public void requireWhole() {
    requireOpen();
    host.requireWhole();
  }

  @Override
  public void close() {
    closed = true;
    claimed = published;
    limit = claimed;
    host.giveUp(role);
  }

  private void checkArguments(int messageId, int contractVersion, long size) {
    if (messageId < 1 || messageId > 0xFFFF) {
      throw new IllegalArgumentException("message id " + messageId + " is not 1 to 65535");
    }
    if (contractVersion < 0 || contractVersion > 0xFFFF) {
      throw new IllegalArgumentException(
          "contract version " + contractVersion + " is not 0 to 65535");
    }
    if (size < 0 || size > largestMessage) {
      throw new IllegalArgumentException(
          "a message of "
              + size
              + " bytes does not fit into "
              + layout.label()
              + ", which takes "
              + largestMessage);
    }
  }

  private boolean hasRoom(long needed) {
    requireOpen();
    // Acquire, because the consumer has finished reading what lies below its position.
    long consumed = Words.getLongAcquire(content, peerPosition);
    layout.checkPositions(published, consumed);
    // Claimed bytes count, too: a consumer that goes back must not make claims overlap.
    layout.checkPositions(claimed, consumed);
    limit = consumed + capacity;
    return needed <= limit - claimed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the producer of " + layout.label() + " is closed: become its producer again");
    }
    host.requireOpen();
  }
}
