// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.BroadcastConsumer;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.TypedBroadcastConsumer;
import dev.tenon.runtime.format.BroadcastHeader;
import dev.tenon.runtime.format.BroadcastRecord;
import dev.tenon.runtime.format.Role;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The steps of {@code broadcasts.txt}: a broadcast, its words and its ring. */
final class BroadcastSteps extends SectionSteps<RecordProducer> {
  private Broadcast broadcast;
  private long capacity;

  /** The one that joined last. */
  private Messages consumer;

  BroadcastSteps(Path file) {
    super(file);
  }

  private final class Messages extends TypedBroadcastConsumer {
    Messages(BroadcastConsumer consumer) {
      super(consumer, "Feed.news");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      MemorySegment message = data.asSlice(offset, size);
      receive(this::requireSize, this::requireElements, messageId, contractVersion, message);
    }
  }

  @Override
  Map<String, Long> words() {
    return Map.of(
        "published",
        BroadcastHeader.PUBLISHED_OFFSET,
        "messages",
        BroadcastHeader.MESSAGES_OFFSET,
        "owner",
        BroadcastHeader.PRODUCER_OFFSET + Role.OWNER_OFFSET,
        "reached",
        BroadcastHeader.REACHED_OFFSET,
        "marks",
        BroadcastHeader.MARKS_OFFSET);
  }

  @Override
  RecordProducer openProducer() {
    return broadcast.producer();
  }

  @Override
  void runOwn(Vectors.Step step) {
    switch (step.name()) {
      case "broadcast" -> makeBroadcast(step.number(0));
      case "record" -> writeRecord(step);
      case "padding" -> writePadding(step);
      case "read" -> sayRecord(recordAt(step.number(0)));
      case "join" -> verdict(() -> consumer = new Messages(broadcast.consumer(step.number(0))));
      case "leave" -> verdict(consumer::close);
      case "poll" -> count(() -> consumer.poll((int) step.number(0)));
      case "take" ->
          count(() -> consumer.take((int) step.number(0), Duration.ofMillis(step.number(1))));
      case "skip" -> count(consumer::skipToNewest);
      case "missed" -> say("missed " + Long.toUnsignedString(consumer.missed()));
      case "statistics" -> sayStatistics();
      case "claim" -> claimAndFill(step);
      default -> throw new IllegalArgumentException("this test knows no step " + step.name());
    }
  }

  private void makeBroadcast(long bytes) {
    capacity = bytes;
    broadcast = make(builder -> builder.broadcast("news", bytes)).broadcast(1);
  }

  private long recordAt(long position) {
    return data() + (position & capacity - 1);
  }

  /** record POSITION ID VERSION SIZE NUMBER [HEX]. */
  private void writeRecord(Vectors.Step step) {
    long record = recordAt(step.number(0));
    writeHeader(record, step, 1);
    bytes().set(ValueLayout.JAVA_LONG, record + BroadcastRecord.SEQUENCE_OFFSET, step.number(4));
    writeHex(step.word(5), bytes(), record + BroadcastRecord.BYTES);
  }

  /** padding POSITION VERSION SIZE: a header alone. */
  private void writePadding(Vectors.Step step) {
    String words = "0 " + step.word(1) + " " + step.word(2);
    writeHeader(recordAt(step.number(0)), Vectors.Step.of("padding " + words), 0);
  }

  private void sayRecord(long record) {
    long number = bytes().get(ValueLayout.JAVA_LONG, record + BroadcastRecord.SEQUENCE_OFFSET);
    say("record " + headerAt(record) + " " + Long.toUnsignedString(number));
  }

  private void sayStatistics() {
    String state = broadcast.producerState().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    say("published " + Long.toUnsignedString(broadcast.published()) + " producer " + state);
  }
}
