// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.TypedConsumer;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RecordHeader;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.WaitWords;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The steps of {@code records.txt}: a queue, and its bytes as anybody else would see them. */
final class RecordSteps extends SectionSteps<QueueProducer> {
  private Queue queue;
  private long alignment;
  private long capacity;
  private Messages consumer;

  RecordSteps(Path file) {
    super(file);
  }

  private final class Messages extends TypedConsumer {
    Messages(QueueConsumer consumer) {
      super(consumer, "Feed.quotes");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      MemorySegment message = data.asSlice(offset, size);
      receive(this::requireSize, this::requireElements, messageId, contractVersion, message);
    }
  }

  @Override
  QueueProducer openProducer() {
    return queue.producer();
  }

  @Override
  void runOwn(Vectors.Step step) {
    switch (step.name()) {
      case "queue" -> makeQueue(step.number(0), step.number(1));
      case "record" -> writeRecord(step);
      case "producer" -> bytes().set(ValueLayout.JAVA_LONG, producerPosition(), step.number(0));
      case "consumer" -> bytes().set(ValueLayout.JAVA_LONG, consumerPosition(), step.number(0));
      case "positions" -> sayPositions();
      case "read" -> say("record " + headerAt(data() + (step.number(0) & capacity - 1)));
      case "poll" -> count(() -> consumer().poll((int) step.number(0)));
      case "take" ->
          count(() -> consumer().take((int) step.number(0), Duration.ofMillis(step.number(1))));
      case "leave" -> verdict(() -> consumer().close());
      case "claim" -> claim(step);
      case "claim-many" -> claimMany(step);
      case "peek" -> count(() -> consumer().peek() ? 1 : 0);
      case "skip" -> count(() -> consumer().skipToNewest());
      case "statistics" -> sayStatistics();
      case "claim-wait" ->
          claimWait(step, (id, version, size, time) -> producer().claim(id, version, size, time));
      default -> throw new IllegalArgumentException("this test knows no step " + step.name());
    }
  }

  @Override
  Map<String, Long> words() {
    return Map.of(
        "waiting",
        QueueHeader.SPACE_OFFSET + WaitWords.WAITING_OFFSET,
        "producer-owner",
        QueueHeader.PRODUCER_OFFSET + QueueEnd.ROLE_OFFSET + Role.OWNER_OFFSET,
        "consumer-owner",
        QueueHeader.CONSUMER_OFFSET + QueueEnd.ROLE_OFFSET + Role.OWNER_OFFSET);
  }

  private void makeQueue(long capacity, long alignment) {
    this.capacity = capacity;
    this.alignment = alignment;
    queue = make(builder -> builder.queue("quotes", capacity, alignment)).queue(1);
  }

  private Messages consumer() {
    if (consumer == null) {
      consumer = new Messages(queue.consumer());
    }
    return consumer;
  }

  private long producerPosition() {
    return header() + QueueHeader.PRODUCER_OFFSET + QueueEnd.POSITION_OFFSET;
  }

  private long consumerPosition() {
    return header() + QueueHeader.CONSUMER_OFFSET + QueueEnd.POSITION_OFFSET;
  }

  /** record POSITION ID VERSION SIZE [HEX]. */
  private void writeRecord(Vectors.Step step) {
    long record = data() + (step.number(0) & capacity - 1);
    writeHeader(record, step, 1);
    writeHex(step.word(4), bytes(), record + Math.max(alignment, RecordHeader.BYTES));
  }

  private void sayPositions() {
    say(
        "positions "
            + Long.toUnsignedString(bytes().get(ValueLayout.JAVA_LONG, producerPosition()))
            + " "
            + Long.toUnsignedString(bytes().get(ValueLayout.JAVA_LONG, consumerPosition())));
  }

  private void claimMany(Vectors.Step step) {
    long size = step.number(2);
    claim(
        "full",
        () ->
            producer()
                .tryClaimMany(
                    (int) step.number(0), (int) step.number(1), size, (int) step.number(3)));
    if (lastSaid().startsWith("claimed")) {
      say(producer().claimed() + " in steps of " + producer().stride(size));
    }
  }

  private void sayStatistics() {
    QueueStatistics read = queue.statistics();
    say(
        "published %d consumed %d lag %d in %d used %d refused %d"
            .formatted(
                read.published(),
                read.consumed(),
                read.lagMessages(),
                read.lagBytes(),
                read.usedBytes(),
                read.refusedClaims()));
  }
}
