// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.TenonException;
import dev.tenon.runtime.format.RecordHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Steps for a section that hands over messages: a region with it, its bytes as anybody else would
 * see them, its producer, and messages that are checked as generated code does. Message 1 is Quote,
 * of 16 bytes; 2 is Book, which ends with a list: a count at 4, up to 3 elements of 4 bytes at 8.
 * All others have no type.
 *
 * @param <P> producers of the section
 */
abstract class SectionSteps<P extends RecordProducer> implements Vectors.Steps {
  private static final String HASH = "5a".repeat(32);
  private static final String LAYOUT = "tenon-layout 1\nschema market\nregion Feed\n";
  private static final int QUOTE = 1;
  private static final int QUOTE_BYTES = 16;
  private static final int BOOK = 2;
  private static final int BOOK_COUNT = 4;
  private static final int BOOK_LIST = 8;
  private static final int BOOK_CAPACITY = 3;
  private static final int SHOWN_BYTES = 64;

  private final RegionAddress address;
  private final Path file;
  private final Arena arena = Arena.ofConfined();
  private final List<String> said = new ArrayList<>();
  private final List<Vectors.Step> handlerSteps = new ArrayList<>();
  private Region region;
  private MemorySegment bytes;
  private long header;
  private long data;

  /** Joined by the first step that needs it. */
  private P producer;

  SectionSteps(Path file) {
    this.file = file;
    this.address = RegionAddress.file(file);
  }

  /** Refuses a message that is too short for its type, as generated code does. */
  interface SizeCheck {
    void require(String message, long needed, long size);
  }

  /** Refuses a list that counts more than was sent, as generated code does. */
  interface ElementsCheck {
    void require(String list, long count, long room);
  }

  /** Claims one message, waiting for room. */
  interface WaitingClaim {
    long claim(int messageId, int contractVersion, long size, Duration timeout);
  }

  @Override
  public final String region() {
    return address.toString();
  }

  @Override
  public final List<String> run(Vectors.Step step) {
    said.clear();
    act(step);
    return List.copyOf(said);
  }

  /** Runs one step, also in a handler. */
  private void act(Vectors.Step step) {
    switch (step.name()) {
      case "handler" -> setHandler(step);
      case "close" -> verdict(region::close);
      case "word" -> bytes.set(ValueLayout.JAVA_LONG, word(step.word(0)), step.number(1));
      case "say" -> sayWord(step.word(0));
      case "send" -> send(step);
      case "trim" -> tell("invalid", () -> producer().trim(step.number(0)));
      case "publish" -> producer().publish();
      case "cancel" -> producer().cancel();
      case "leave-producer" -> leaveProducer();
      default -> runOwn(step);
    }
  }

  /** Runs a step that only this kind of section has. */
  abstract void runOwn(Vectors.Step step);

  /** Becomes the producer of the section. */
  abstract P openProducer();

  /** Offsets in the section's header by names of words. */
  abstract Map<String, Long> words();

  @Override
  public final void close() {
    arena.close();
    region.close();
  }

  final void say(String line) {
    said.add(line);
  }

  final String lastSaid() {
    return said.getLast();
  }

  /** Makes the region, with a struct as section 0 and the one that is added as section 1. */
  final Region make(UnaryOperator<RegionDescriptor.Builder> section) {
    RegionDescriptor.Builder builder =
        RegionDescriptor.builder("market", 1, "Feed")
            .tool("tenon 0.1.0")
            .layoutHash(HASH)
            .layoutText(LAYOUT)
            .struct("status", 64, 8);
    region = Region.create(address, section.apply(builder).build());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long table = bytes.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
    long entry = table + SectionEntry.BYTES;
    header = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
    data = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET);
    return region;
  }

  final P producer() {
    if (producer == null) {
      producer = openProducer();
    }
    return producer;
  }

  private void leaveProducer() {
    if (producer != null) {
      producer.close();
      producer = null;
    }
  }

  /** The region as anybody else would see it. */
  final MemorySegment bytes() {
    return bytes;
  }

  /** Start of the section's header. */
  final long header() {
    return header;
  }

  /** Start of its ring. */
  final long data() {
    return data;
  }

  /** A word's place by its name, with an index behind a point when there are several. */
  private long word(String name) {
    String[] parts = name.split("[.]");
    long index = parts.length > 1 ? Long.parseLong(parts[1]) : 0;
    return header + words().get(parts[0]) + index * Long.BYTES;
  }

  private void sayWord(String name) {
    say(name + " " + Long.toUnsignedString(bytes.get(ValueLayout.JAVA_LONG, word(name))));
  }

  /** A header of a record, from the words of a step from this one on: ID VERSION SIZE. */
  final void writeHeader(long record, Vectors.Step step, int from) {
    bytes.set(
        ValueLayout.JAVA_SHORT, record + RecordHeader.MESSAGE_ID_OFFSET, (short) step.number(from));
    bytes.set(
        ValueLayout.JAVA_SHORT,
        record + RecordHeader.CONTRACT_VERSION_OFFSET,
        (short) step.number(from + 1));
    bytes.set(ValueLayout.JAVA_INT, record + RecordHeader.SIZE_OFFSET, (int) step.number(from + 2));
  }

  /** Returns the words for a header of a record. */
  final String headerAt(long record) {
    int size = bytes.get(ValueLayout.JAVA_INT, record + RecordHeader.SIZE_OFFSET);
    short id = bytes.get(ValueLayout.JAVA_SHORT, record + RecordHeader.MESSAGE_ID_OFFSET);
    short version =
        bytes.get(ValueLayout.JAVA_SHORT, record + RecordHeader.CONTRACT_VERSION_OFFSET);
    return Short.toUnsignedInt(id)
        + " "
        + Short.toUnsignedInt(version)
        + " "
        + Integer.toUnsignedString(size);
  }

  /** Writes bytes that a step has as hexadecimal digits. */
  static void writeHex(String hex, MemorySegment to, long offset) {
    byte[] payload = HexFormat.of().parseHex(hex);
    MemorySegment.copy(payload, 0, to, ValueLayout.JAVA_BYTE, offset, payload.length);
  }

  private void setHandler(Vectors.Step step) {
    handlerSteps.clear();
    String lines = step.line() + "\n" + new String(step.text(), StandardCharsets.UTF_8);
    lines.lines().filter(line -> !line.isEmpty()).map(Vectors.Step::of).forEach(handlerSteps::add);
  }

  /** Checks a message, says the event, and does what the handler shall do. */
  final void receive(
      SizeCheck sizes, ElementsCheck lists, int id, int version, MemorySegment message) {
    long size = message.byteSize();
    if (id == QUOTE) {
      sizes.require("Quote", QUOTE_BYTES, size);
    } else if (id == BOOK) {
      sizes.require("Book", BOOK_LIST, size);
      int count = message.get(ValueLayout.JAVA_INT_UNALIGNED, BOOK_COUNT);
      long room = Math.min(BOOK_CAPACITY, (size - BOOK_LIST) / Integer.BYTES);
      lists.require("Book.bids", Integer.toUnsignedLong(count), room);
    }
    byte[] shown = message.asSlice(0, Math.min(size, SHOWN_BYTES)).toArray(ValueLayout.JAVA_BYTE);
    String hex = size == 0 ? "" : " " + HexFormat.of().formatHex(shown);
    say("event " + id + " " + version + " " + size + hex);
    List<Vectors.Step> steps = List.copyOf(handlerSteps);
    handlerSteps.clear();
    steps.forEach(this::act);
  }

  /** Says what a call returned; or why it failed, with a word for a wrong state. */
  private void tell(String wrongState, Supplier<String> call) {
    try {
      say(call.get());
    } catch (IllegalStateException e) {
      say(wrongState + " " + e.getMessage());
    } catch (RuntimeException e) {
      say(Verdict.of(e));
    }
  }

  private void tell(String wrongState, Runnable call) {
    tell(
        wrongState,
        () -> {
          call.run();
          return "ok";
        });
  }

  /** Says how a call ends that returns nothing. */
  final void verdict(Runnable call) {
    tell("busy", call);
  }

  /** Says how many messages a call returned. */
  final void count(Supplier<Integer> call) {
    tell("busy", () -> "returns " + call.get());
  }

  /** Says where a message was claimed, or why it was not. */
  final void claim(String noRoom, Supplier<Long> call) {
    tell(
        "refused",
        () -> {
          long offset = call.get();
          return offset < 0 ? noRoom : "claimed " + offset;
        });
  }

  /** claim ID VERSION SIZE: leaves the bytes as they are. */
  final void claim(Vectors.Step step) {
    claim("full", () -> tryClaim(step));
  }

  /** claim ID VERSION SIZE [HEX]: bytes that are not told are zero. */
  final void claimAndFill(Vectors.Step step) {
    claim(
        "full",
        () -> {
          long offset = tryClaim(step);
          if (offset >= 0) {
            producer.data().asSlice(offset, step.number(2)).fill((byte) 0);
            writeHex(step.word(3), producer.data(), offset);
          }
          return offset;
        });
  }

  /** claim-wait ID VERSION SIZE MILLISECONDS. */
  final void claimWait(Vectors.Step step, WaitingClaim claim) {
    claim(
        "timed-out",
        () ->
            claim.claim(
                (int) step.number(0),
                (int) step.number(1),
                step.number(2),
                Duration.ofMillis(step.number(3))));
  }

  private long tryClaim(Vectors.Step step) {
    return producer().tryClaim((int) step.number(0), (int) step.number(1), step.number(2));
  }

  /** send ID VERSION SIZE COUNT: one after the other; each byte is the number within the step. */
  private void send(Vectors.Step step) {
    try {
      for (long i = 1; i <= step.number(3); i++) {
        long offset = tryClaim(step);
        if (offset < 0) {
          say("full");
          return;
        }
        producer.data().asSlice(offset, step.number(2)).fill((byte) i);
        producer.publish();
      }
    } catch (TenonException e) {
      say(Verdict.of(e));
    }
  }
}
