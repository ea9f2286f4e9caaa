// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.TypedConsumer;
import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RecordHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.WaitWords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** The steps of {@code records.txt}: a queue, and its bytes as anybody else would see them. */
final class RecordSteps implements Vectors.Steps {
  private static final String HASH = "5a".repeat(32);
  private static final String LAYOUT = "tenon-layout 1\nschema market\nregion Feed\n";
  private static final int SHOWN_BYTES = 64;

  private final RegionAddress address;
  private final Path file;
  private final Arena arena = Arena.ofConfined();
  private final List<String> said = new ArrayList<>();
  private Region region;
  private MemorySegment bytes;
  private long alignment;
  private long capacity;
  private long header;
  private long ring;
  private QueueProducer producer;
  private Messages consumer;
  private String handlerStep = "";

  RecordSteps(Path file) {
    this.file = file;
    this.address = RegionAddress.file(file);
  }

  /** As generated code does, then says the event. */
  private final class Messages extends TypedConsumer {
    private static final int QUOTE = 1;
    private static final int QUOTE_BYTES = 16;
    private static final int BOOK = 2;
    private static final int BOOK_COUNT = 4;
    private static final int BOOK_LIST = 8;
    private static final int BOOK_CAPACITY = 3;

    Messages(QueueConsumer consumer) {
      super(consumer, "Feed.quotes");
    }

    @Override
    protected void dispatch(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      if (messageId == QUOTE) {
        requireSize("Quote", QUOTE_BYTES, size);
      } else if (messageId == BOOK) {
        requireSize("Book", BOOK_LIST, size);
        int count = data.get(ValueLayout.JAVA_INT_UNALIGNED, offset + BOOK_COUNT);
        long room = Math.min(BOOK_CAPACITY, (size - BOOK_LIST) / Integer.BYTES);
        requireElements("Book.bids", Integer.toUnsignedLong(count), room);
      }
      byte[] shown =
          data.asSlice(offset, Math.min(size, SHOWN_BYTES)).toArray(ValueLayout.JAVA_BYTE);
      String hex = size == 0 ? "" : " " + HexFormat.of().formatHex(shown);
      said.add("event " + messageId + " " + contractVersion + " " + size + hex);
      actInHandler();
    }
  }

  @Override
  public String region() {
    return address.toString();
  }

  @Override
  public List<String> run(Vectors.Step step) {
    said.clear();
    switch (step.name()) {
      case "queue" -> makeQueue(step.number(0), step.number(1));
      case "record" -> writeRecord(step);
      case "producer" -> bytes.set(ValueLayout.JAVA_LONG, producerPosition(), step.number(0));
      case "consumer" -> bytes.set(ValueLayout.JAVA_LONG, consumerPosition(), step.number(0));
      case "positions" -> sayPositions();
      case "read" -> sayRecord(step.number(0));
      case "handler" -> handlerStep = step.word(0);
      case "poll" -> count(() -> consumer().poll((int) step.number(0)));
      case "take" ->
          count(() -> consumer().take((int) step.number(0), Duration.ofMillis(step.number(1))));
      case "claim" ->
          claim(
              "full",
              () ->
                  producer().tryClaim((int) step.number(0), (int) step.number(1), step.number(2)));
      case "claim-many" -> claimMany(step);
      case "peek" -> count(() -> consumer().peek() ? 1 : 0);
      case "skip" -> count(() -> consumer().skipToNewest());
      case "statistics" -> sayStatistics();
      case "claim-wait" ->
          claim(
              "timed-out",
              () ->
                  producer()
                      .claim(
                          (int) step.number(0),
                          (int) step.number(1),
                          step.number(2),
                          Duration.ofMillis(step.number(3))));
      case "trim" -> trim(step.number(0));
      case "publish" -> producer().publish();
      case "cancel" -> producer().cancel();
      case "waiting" ->
          bytes.set(
              ValueLayout.JAVA_LONG,
              header + QueueHeader.SPACE_OFFSET + WaitWords.WAITING_OFFSET,
              step.number(0));
      case "owner" -> bytes.set(ValueLayout.JAVA_LONG, owner(producerEnd()), step.number(0));
      case "owners" -> sayOwners();
      case "leave" -> producer().close();
      default -> throw new IllegalArgumentException("this test knows no step " + step.name());
    }
    return List.copyOf(said);
  }

  @Override
  public void close() {
    arena.close();
    region.close();
  }

  private void makeQueue(long capacity, long alignment) {
    this.capacity = capacity;
    this.alignment = alignment;
    region =
        Region.create(
            address,
            RegionDescriptor.builder("market", 1, "Feed")
                .tool("tenon 0.1.0")
                .layoutHash(HASH)
                .layoutText(LAYOUT)
                .struct("status", 64, 8)
                .queue("quotes", capacity, alignment)
                .build());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long table = bytes.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    long entry = table + SectionEntry.BYTES;
    header = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
    ring = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET);
  }

  private Queue queue() {
    return region.queue(1);
  }

  private Messages consumer() {
    if (consumer == null) {
      consumer = new Messages(queue().consumer());
    }
    return consumer;
  }

  private QueueProducer producer() {
    if (producer == null) {
      producer = queue().producer();
    }
    return producer;
  }

  private long producerEnd() {
    return header + QueueHeader.PRODUCER_OFFSET;
  }

  private long consumerEnd() {
    return header + QueueHeader.CONSUMER_OFFSET;
  }

  private long producerPosition() {
    return producerEnd() + QueueEnd.POSITION_OFFSET;
  }

  private long consumerPosition() {
    return consumerEnd() + QueueEnd.POSITION_OFFSET;
  }

  private static long owner(long end) {
    return end + QueueEnd.ROLE_OFFSET + Role.OWNER_OFFSET;
  }

  private void sayOwners() {
    said.add(
        "owners "
            + Long.toUnsignedString(bytes.get(ValueLayout.JAVA_LONG, owner(producerEnd())))
            + " "
            + Long.toUnsignedString(bytes.get(ValueLayout.JAVA_LONG, owner(consumerEnd()))));
  }

  /** record POSITION ID VERSION SIZE [HEX]. */
  private void writeRecord(Vectors.Step step) {
    long record = ring + (step.number(0) & capacity - 1);
    bytes.set(ValueLayout.JAVA_INT, record + RecordHeader.SIZE_OFFSET, (int) step.number(3));
    bytes.set(
        ValueLayout.JAVA_SHORT, record + RecordHeader.MESSAGE_ID_OFFSET, (short) step.number(1));
    bytes.set(
        ValueLayout.JAVA_SHORT,
        record + RecordHeader.CONTRACT_VERSION_OFFSET,
        (short) step.number(2));
    byte[] payload = HexFormat.of().parseHex(step.word(4));
    long start = record + Math.max(alignment, RecordHeader.BYTES);
    MemorySegment.copy(payload, 0, bytes, ValueLayout.JAVA_BYTE, start, payload.length);
  }

  private void sayPositions() {
    said.add(
        "positions "
            + Long.toUnsignedString(bytes.get(ValueLayout.JAVA_LONG, producerPosition()))
            + " "
            + Long.toUnsignedString(bytes.get(ValueLayout.JAVA_LONG, consumerPosition())));
  }

  private void sayRecord(long position) {
    long record = ring + (position & capacity - 1);
    int size = bytes.get(ValueLayout.JAVA_INT, record + RecordHeader.SIZE_OFFSET);
    short id = bytes.get(ValueLayout.JAVA_SHORT, record + RecordHeader.MESSAGE_ID_OFFSET);
    short version =
        bytes.get(ValueLayout.JAVA_SHORT, record + RecordHeader.CONTRACT_VERSION_OFFSET);
    said.add(
        "record "
            + Short.toUnsignedInt(id)
            + " "
            + Short.toUnsignedInt(version)
            + " "
            + Integer.toUnsignedString(size));
  }

  private void actInHandler() {
    String step = handlerStep;
    handlerStep = "";
    try {
      switch (step) {
        case "poll" -> consumer.poll(1);
        case "take" -> consumer.take(1, Duration.ZERO);
        case "leave" -> consumer.close();
        case "close" -> region.close();
        default -> {
          return;
        }
      }
      said.add("ok");
    } catch (IllegalStateException e) {
      said.add("busy " + e.getMessage());
    }
  }

  private void count(Supplier<Integer> call) {
    try {
      said.add("returns " + call.get());
    } catch (RuntimeException e) {
      said.add(Verdict.of(e));
    }
  }

  private void claim(String noRoom, Supplier<Long> call) {
    try {
      long offset = call.get();
      said.add(offset < 0 ? noRoom : "claimed " + offset);
    } catch (IllegalStateException e) {
      said.add("refused " + e.getMessage());
    } catch (RuntimeException e) {
      said.add(Verdict.of(e));
    }
  }

  private void claimMany(Vectors.Step step) {
    long size = step.number(2);
    claim(
        "full",
        () ->
            producer()
                .tryClaimMany(
                    (int) step.number(0), (int) step.number(1), size, (int) step.number(3)));
    if (said.getLast().startsWith("claimed")) {
      said.add(producer.claimed() + " in steps of " + producer.stride(size));
    }
  }

  private void sayStatistics() {
    QueueStatistics read = queue().statistics();
    said.add(
        "published %d consumed %d lag %d in %d used %d refused %d"
            .formatted(
                read.published(),
                read.consumed(),
                read.lagMessages(),
                read.lagBytes(),
                read.usedBytes(),
                read.refusedClaims()));
  }

  private void trim(long size) {
    try {
      producer().trim(size);
      said.add("ok");
    } catch (IllegalStateException e) {
      said.add("invalid " + e.getMessage());
    } catch (RuntimeException e) {
      said.add(Verdict.of(e));
    }
  }
}
