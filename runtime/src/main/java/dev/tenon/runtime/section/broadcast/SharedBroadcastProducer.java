// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.broadcast;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.RegionAccessException;
import dev.tenon.runtime.format.BroadcastRecord;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Alignment;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.PublisherRole;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The sending end: claims in private memory, one copy into the ring when they are published. */
final class SharedBroadcastProducer implements RecordProducer {
  private static final int MOST_CLAIMS = (int) TenonFormatConstants.MAX_BROADCAST_CLAIMS;
  private static final long PAGE = TenonFormatConstants.PAGE_BYTES;

  private final SectionHost host;
  private final MemorySegment content;
  private final BroadcastLayout layout;
  private final PublisherRole role;
  private final BroadcastRing ring;
  private final MemorySegment memory;
  private final long mostBytes;
  private final long largestMessage;

  /** Of the messages that are claimed: header, position of the record, and place in memory. */
  private final long[] headers = new long[MOST_CLAIMS];

  private final long[] positions = new long[MOST_CLAIMS];
  private final long[] places = new long[MOST_CLAIMS];
  private int count;

  /** End of what is published. */
  private long published;

  /** End of what is claimed. */
  private long claimed;

  /** Value of the word of that name: nothing beyond it was ever written. */
  private long reached;

  /** First part of the ring that has no mark in this round. */
  private long unmarked;

  /** Number of the next message to be published. */
  private long sequence;

  /** Bytes of the records that are claimed, without padding. */
  private long bytes;

  /** Bytes of the private memory that are claimed. */
  private long used;

  private boolean closed;

  SharedBroadcastProducer(
      SectionHost host, MemorySegment content, BroadcastLayout layout, PublisherRole role) {
    this.host = host;
    this.content = content;
    this.layout = layout;
    this.role = role;
    this.ring = new BroadcastRing(layout, content);
    this.mostBytes = layout.mostBytes();
    this.largestMessage = mostBytes - BroadcastRing.RECORD_BYTES;
    this.memory = Arena.ofAuto().allocate(Alignment.up(mostBytes, PAGE), PAGE);
    resume();
    Words.settle();
  }

  /** Goes on behind the last record that a producer has shown. */
  private void resume() {
    published = ring.published();
    claimed = published;
    sequence = ring.next(published);
    if (sequence == 0) {
      // Nobody else overwrites anything now.
      throw new CorruptRegionException(
          layout.label()
              + " is corrupt: no mark leads to the records before position "
              + Long.toUnsignedString(published));
    }
    unmarked = ring.part(published) + 1;
    // Kept, because a killed producer may have begun to overwrite up to there.
    reached = Words.getLongOpaque(content, layout.reachedWord());
    if (!ring.isWithinRing(reached - published)) {
      reached = published;
      Words.setLongOpaque(content, layout.reachedWord(), reached);
    }
    Words.setLongOpaque(content, layout.messagesWord(), sequence - 1);
  }

  @Override
  public MemorySegment data() {
    return memory;
  }

  @Override
  public long largestMessage() {
    return largestMessage;
  }

  @Override
  public long tryClaim(int messageId, int contractVersion, long size) {
    checkArguments(messageId, contractVersion, size);
    requireOpen();
    long stride = BroadcastRing.stride(size);
    long place = place(size);
    if (count == MOST_CLAIMS || bytes + stride > mostBytes || place + size > mostBytes) {
      return -1;
    }
    long rest = ring.rest(claimed);
    // A record that would cross the end of the ring begins behind padding that fills the rest.
    long position = stride <= rest ? claimed : claimed + rest;
    headers[count] = RecordFormat.header(size, messageId, contractVersion);
    positions[count] = position;
    places[count] = place;
    count++;
    claimed = position + stride;
    bytes += stride;
    used = place + size;
    return place;
  }

  /** Place of a message in private memory: the size of a type is a multiple of its alignment. */
  private long place(long size) {
    long alignment = size == 0 ? Long.BYTES : Math.max(Long.lowestOneBit(size | PAGE), Long.BYTES);
    return Alignment.up(used, alignment);
  }

  @Override
  public void trim(long size) {
    requireOpen();
    if (count == 0) {
      throw new IllegalStateException("nothing is claimed in " + layout.label());
    }
    int last = count - 1;
    long before = RecordFormat.size(headers[last]);
    if (size < 0 || size > before) {
      throw new IllegalArgumentException(
          "a message of "
              + before
              + " bytes in "
              + layout.label()
              + " cannot be trimmed to "
              + size);
    }
    headers[last] = RecordFormat.withSize(headers[last], size);
    bytes -= BroadcastRing.stride(before) - BroadcastRing.stride(size);
    claimed = positions[last] + BroadcastRing.stride(size);
    used = places[last] + size;
  }

  @Override
  public void publish() {
    requireOpen();
    if (count == 0) {
      return;
    }
    try {
      tellReach();
      long begin = published;
      for (int i = 0; i < count; i++) {
        begin = writeRecord(i, begin);
      }
      sequence += count;
      Words.setLongOpaque(content, layout.messagesWord(), sequence - 1);
      published = claimed;
      // Pairs with the acquire load in BroadcastRing.published().
      Words.setLongRelease(content, layout.publishedWord(), published);
      cancel();
      role.wake();
      Words.settle();
    } catch (InternalError | IllegalStateException | RegionAccessException e) {
      throw host.explained(e);
    }
  }

  /**
   * Before the first byte is written, so that whoever copies a record knows whether it may have met
   * it half overwritten. Some room ahead: not each publish has to say it.
   */
  private void tellReach() {
    if (claimed - reached > 0) {
      reached = claimed + layout.capacity() / TenonFormatConstants.BROADCAST_REACH_PARTS;
      Words.setLongOpaque(content, layout.reachedWord(), reached);
      // Pairs with the load fence of BroadcastRing.isWhole(): who sees one of the stores that
      // follow sees this one, too, when it looks afterwards.
      Words.storeFence();
    }
  }

  /** Writes one record, and the padding before it; returns where the next one begins. */
  private long writeRecord(int index, long begin) {
    long position = positions[index];
    if (position != begin) {
      Words.setLongOpaque(content, ring.at(begin), RecordFormat.padding(position - begin));
      mark(position);
    }
    long at = ring.at(position);
    Words.setLongOpaque(content, at, headers[index]);
    Words.setLongOpaque(content, at + BroadcastRecord.SEQUENCE_OFFSET, sequence + index);
    long size = RecordFormat.size(headers[index]);
    Words.copy(memory, places[index], content, at + BroadcastRing.RECORD_BYTES, size);
    long end = position + BroadcastRing.stride(size);
    mark(end);
    return end;
  }

  /** The next record begins here. */
  private void mark(long position) {
    while (position - ring.start(unmarked) >= 0) {
      Words.setLongOpaque(content, layout.markWord(unmarked), position);
      unmarked++;
    }
  }

  @Override
  public void cancel() {
    count = 0;
    claimed = published;
    bytes = 0;
    used = 0;
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

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the producer of " + layout.label() + " is closed: become its producer again");
    }
    host.requireOpen();
  }
}
