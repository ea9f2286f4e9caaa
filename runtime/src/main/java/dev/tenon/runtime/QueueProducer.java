// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.platform.Platform;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * The sending end of a queue: claim room, write the message in place, publish. For one thread at a
 * time. Claiming and publishing allocate nothing.
 *
 * <p>What is claimed is invisible to the consumer until {@link #publish}; a producer killed before
 * leaves no trace of it.
 */
public final class QueueProducer implements AutoCloseable {
  private final Region region;
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
  private final Sleeper.Condition roomAwaited = () -> hasRoom(this.awaited);

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

  QueueProducer(
      Region region, RegionMapping mapping, QueueLayout layout, QueueRole role, Platform platform) {
    this.region = region;
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
    this.data = new Signal(content, layout.dataWait(), platform);
    Signal space = new Signal(content, layout.spaceWait(), platform);
    PeerWatch consumer = new PeerWatch(content, layout.consumerEnd(), platform);
    this.sleeper = new Sleeper(region, layout.label(), space, consumer, region.idle());
    hasRoom(0);
  }

  /** The ring that {@link #tryClaim} gives offsets in; the same object for the producer's life. */
  public MemorySegment data() {
    return ring;
  }

  /** Bytes of the largest message that can be claimed. */
  public long largestMessage() {
    return largestMessage;
  }

  /**
   * Claims room for one message, if there is any now. Several claims may precede one {@link
   * #publish}. The bytes are what former messages left: write all of them.
   *
   * @param messageId 1 to 65535
   * @param contractVersion version of the writer's schema, 0 to 65535
   * @param size bytes of the message, 0 to {@link #largestMessage()}
   * @return where the message starts in {@link #data()}, aligned for every message of the queue, or
   *     -1 when there is no room
   * @throws CorruptRegionException if the consumer's position is impossible
   * @throws IllegalStateException if this producer or the region is closed
   */
  public long tryClaim(int messageId, int contractVersion, long size) {
    checkArguments(messageId, contractVersion, size);
    long stride = RegionLayout.alignUp(payloadOffset + size, step);
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

  /**
   * Claims room for one message, waiting for it if need be. Arguments and result as {@link
   * #tryClaim}.
   *
   * @param timeout how long to wait, zero or more; noticed within a scheduling delay
   * @return where the message starts, or -1 when there was no room in time
   * @throws PeerLeftException if the consumer has gone; once for each consumer
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set
   * @throws IllegalStateException if this producer or the region is closed, also meanwhile; or if
   *     messages that are claimed but not published take the room
   */
  public long claim(int messageId, int contractVersion, long size, Duration timeout) {
    long offset = tryClaim(messageId, contractVersion, size);
    if (offset >= 0) {
      return offset;
    }
    long stride = RegionLayout.alignUp(payloadOffset + size, step);
    long rest = capacity - (claimed & mask);
    awaited = stride <= rest ? stride : rest + stride;
    if (awaited > capacity - (claimed - published)) {
      throw new IllegalStateException(
          "claimed messages take the room in " + layout.label() + ": publish before waiting");
    }
    return sleeper.await(roomAwaited, timeout) ? tryClaim(messageId, contractVersion, size) : -1;
  }

  /**
   * Shortens the message claimed last to the bytes that were needed, and takes the room behind them
   * back. Where the message starts does not change. Possible again and again until the next claim
   * or {@link #publish}. Allocates nothing.
   *
   * @param size bytes of the message, 0 to what it has now
   * @throws IllegalArgumentException if the message has fewer bytes
   * @throws IllegalStateException if nothing is claimed, or this producer or the region is closed
   */
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
    ring.set(ValueLayout.JAVA_LONG, last & mask, lastHeader);
    claimed = last + RegionLayout.alignUp(payloadOffset + size, step);
  }

  /**
   * Makes everything claimed visible to the consumer, in one step, and wakes it if it sleeps.
   *
   * @throws IllegalStateException if this producer or the region is closed
   */
  public void publish() {
    if (claimed == published) {
      requireOpen();
      return;
    }
    // Pairs with the acquire load in QueueConsumer.poll: who sees this position sees every byte of
    // the records below it.
    Words.setLongRelease(content, ownPosition, claimed);
    published = claimed;
    data.raiseIfAwaited();
  }

  /** Forgets everything claimed since the last {@link #publish}. */
  public void cancel() {
    claimed = published;
  }

  /**
   * Gives up the role; what is claimed but not published is forgotten. The consumer gets everything
   * published, then learns that the producer has left. Call it from the thread that uses this
   * object; closing the region does the same from any thread. A second call does nothing.
   */
  @Override
  public void close() {
    closed = true;
    claimed = published;
    limit = claimed;
    region.giveUp(role);
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
              + " bytes does not fit "
              + layout.label()
              + ": at most "
              + largestMessage);
    }
  }

  private boolean hasRoom(long needed) {
    requireOpen();
    // Acquire, because the consumer has finished reading what lies below its position.
    long consumed = Words.getLongAcquire(content, peerPosition);
    layout.checkPositions(published, consumed);
    limit = consumed + capacity;
    return needed <= limit - claimed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the producer of " + layout.label() + " is closed");
    }
    region.requireOpen();
  }
}
