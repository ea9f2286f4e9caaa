// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.RegionMapping;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.wait.Condition;
import dev.tenon.runtime.wait.PeerWatch;
import dev.tenon.runtime.wait.Sleeper;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** The sending end of a queue in shared memory. */
final class SharedQueueProducer implements QueueProducer {
  private final SectionHost host;
  private final QueueRole role;
  private final LaneEnd own;
  private final QueueLayout layout;
  private final MemorySegment content;
  private final Ring ring;
  private final long capacity;
  private final long peerPosition;
  private final Sleeper sleeper;
  private final PeerWatch consumer;
  private final Condition roomAwaited = () -> hasRoom(this.awaited);

  /** End of what the consumer can see. */
  private long published;

  /** End of what is claimed. */
  private long claimed;

  /** No claim goes beyond it that has not moved it. */
  private long reached;

  /** Messages ever claimed, by all holders of the role, but for those that were cancelled. */
  private long messages;

  /** Those that are published. */
  private long publishedMessages;

  /** Messages of the last claim. */
  private int taken;

  /** Start of the record claimed last; means nothing when nothing is claimed. */
  private long last;

  /** Header of the first record that is claimed; shown last. */
  private long firstHeader;

  /** The header of the last one, which the ring must not be trusted to still have. */
  private long lastHeader;

  /** Claims may go up to here, as far as the consumer's position was known last. */
  private long limit;

  /** Bytes that {@link #claim} waits for. */
  private long awaited;

  private boolean closed;

  SharedQueueProducer(SectionHost host, RegionMapping mapping, QueueRole role) {
    this.host = host;
    this.role = role;
    this.own = role.end(0);
    this.layout = role.lanes().get(0);
    this.content = mapping.content();
    this.capacity = layout.capacity();
    this.ring = new Ring(layout, content);
    this.peerPosition = layout.consumerEnd() + QueueEnd.POSITION_OFFSET;
    this.consumer = SharedQueue.watch(host, content, layout.consumerRole());
    this.sleeper =
        new Sleeper(
            host::requireWhole,
            layout.label(),
            role.sleep(),
            host.options().waitPolicy(),
            () -> own.count(QueueEnd.WAITS_OFFSET, 1),
            role.sleep()::reset);
    this.published = findEnd();
    this.claimed = published;
    this.messages = own.messages();
    this.publishedMessages = messages;
    own.setPosition(published);
    hasRoom(0);
    long before = own.reached() - published;
    reached = layout.isWithinRing(before) ? published + before : published;
    own.setReached(reached);
  }

  /**
   * Finds where the last producer stopped. Its position word may lag behind what it has shown by
   * the batch in which it was killed, and then the consumer may even be beyond it.
   */
  private long findEnd() {
    long said = Words.getLongAcquire(content, layout.producerEnd() + QueueEnd.POSITION_OFFSET);
    long consumed = Words.getLongAcquire(content, peerPosition);
    layout.checkFoundPositions(said, consumed);
    long position = layout.isWithinRing(said - consumed) ? said : consumed;
    long header = ring.header(position);
    while (header != 0) {
      long stride = ring.strideOf(position, header);
      if (stride == 0 || stride > consumed + capacity - position) {
        throw ring.corrupt(position, header);
      }
      position += stride;
      header = ring.header(position);
    }
    return position;
  }

  @Override
  public MemorySegment data() {
    return ring.bytes();
  }

  @Override
  public long largestMessage() {
    return ring.largestMessage();
  }

  @Override
  public long tryClaim(int messageId, int contractVersion, long size) {
    RecordFormat.checkArguments(
        messageId, contractVersion, size, ring.largestMessage(), layout.label());
    try {
      long offset = claimFirst(messageId, contractVersion, size);
      if (offset < 0) {
        own.count(QueueEnd.REFUSED_OFFSET, 1);
        role.sleep().setWanted(true);
        Words.settle();
      }
      return offset;
    } catch (InternalError | IllegalStateException | CorruptRegionException e) {
      throw host.explained(e);
    }
  }

  @Override
  public long tryClaimMany(int messageId, int contractVersion, long size, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count " + count + " is not 1 or more");
    }
    long offset = tryClaim(messageId, contractVersion, size);
    if (offset < 0) {
      return offset;
    }
    long stride = ring.stride(size);
    try {
      // A position at the start of the ring is behind its end: what comes there is not contiguous.
      while (taken < count
          && ring.index(claimed) != 0
          && stride <= capacity - ring.index(claimed)
          && claimIfRoom(messageId, contractVersion, size) >= 0) {
        taken++;
      }
      Words.settle();
      return offset;
    } catch (InternalError | IllegalStateException | CorruptRegionException e) {
      throw host.explained(e);
    }
  }

  /** Claims a message, the first one of a call, if there is room. */
  private long claimFirst(int messageId, int contractVersion, long size) {
    long offset = claimIfRoom(messageId, contractVersion, size);
    taken = offset < 0 ? 0 : 1;
    if (last != published) {
      // The header of any but the first record was written.
      Words.settle();
    }
    return offset;
  }

  @Override
  public int claimed() {
    return taken;
  }

  @Override
  public long stride(long size) {
    return ring.stride(size);
  }

  private long claimIfRoom(int messageId, int contractVersion, long size) {
    long stride = ring.stride(size);
    long needed = bytesNeeded(stride);
    // Eight more, for the zero behind what is shown.
    if (needed >= limit - claimed && !hasRoom(needed)) {
      return -1;
    }
    long begin = claimed;
    claimed += needed;
    tellLookers();
    if (needed != stride) {
      // Records are contiguous: what does not fit before the end starts over at index 0.
      writeHeader(begin, RecordFormat.padding(needed - stride));
    }
    last = claimed - stride;
    lastHeader = RecordFormat.header(size, messageId, contractVersion);
    writeHeader(last, lastHeader);
    messages++;
    return ring.payloadIndex(last);
  }

  /** Bytes of a record and of the padding before it, where it would cross the end of the ring. */
  private long bytesNeeded(long stride) {
    long rest = capacity - ring.index(claimed);
    return stride <= rest ? stride : rest + stride;
  }

  /**
   * Writes the header of a claimed record. That of the first one makes all of them visible: it is
   * kept until they are published.
   */
  private void writeHeader(long position, long header) {
    if (position == published) {
      firstHeader = header;
    } else {
      ring.prepare(position, header);
    }
  }

  /**
   * Before the first byte is written, so that a looker that copies records knows which of them it
   * may have met half overwritten. What was claimed and cancelled counts: it was written, too. Some
   * room ahead, within the ring: not each claim has to say it.
   */
  private void tellLookers() {
    if (claimed - reached > 0) {
      reached = claimed + Math.min(capacity / TenonFormatConstants.REACH_PARTS, limit - claimed);
      own.setReached(reached);
      Words.storeFence();
      Words.settle();
    }
  }

  @Override
  public long claim(int messageId, int contractVersion, long size, Duration timeout) {
    Sleeper.requireTimeout(timeout);
    long offset = tryClaim(messageId, contractVersion, size);
    if (offset >= 0) {
      return offset;
    }
    awaited = bytesNeeded(ring.stride(size));
    if (awaited >= capacity - (claimed - published)) {
      throw new IllegalStateException(
          "unpublished claims take the room in " + layout.label() + ": publish or cancel them");
    }
    try {
      sleeper.begin(timeout);
      return sleeper.await(roomAwaited, consumer)
          ? claimFirst(messageId, contractVersion, size)
          : -1;
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
      writeHeader(last, lastHeader);
      Words.settle();
    } catch (InternalError | IllegalStateException | CorruptRegionException e) {
      throw host.explained(e);
    }
    claimed = last + ring.stride(size);
  }

  @Override
  public void publish() {
    if (claimed == published) {
      requireOpen();
      return;
    }
    try {
      if (layout.stamped()) {
        ring.stamp(published, claimed, firstHeader, System.nanoTime());
      }
      ring.publish(published, claimed, firstHeader);
      publishedMessages = messages;
      own.setMessages(messages);
      published = claimed;
      own.showPosition(claimed);
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
    messages = publishedMessages;
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

  private boolean hasRoom(long needed) {
    requireOpen();
    // Acquire, because the consumer has finished reading what lies below its position.
    long consumed = Words.getLongAcquire(content, peerPosition);
    Words.settle();
    layout.checkPositions(published, consumed);
    // Claimed bytes count, too: a consumer that goes back must not make claims overlap.
    layout.checkPositions(claimed, consumed);
    limit = consumed + capacity;
    return needed < limit - claimed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the producer of " + layout.label() + " is closed: become its producer again");
    }
    host.requireOpen();
  }
}
