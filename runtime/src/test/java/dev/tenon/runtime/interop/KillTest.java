// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A C process is killed before its instructions; this JVM attaches, takes the victim's role and the
 * other one, and goes on. What the victims do, and how the region is laid out, is in {@code
 * victims.c}.
 */
class KillTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private static final Victims VICTIMS = new Victims("kill_test");
  private static final int QUOTES = 1;
  private static final int CAPACITY = 1024;
  private static final int ALIGNMENT = 8;

  @TempDir Path folder;

  private Path file;
  private RegionAddress address;

  /** Repetitions that the successor of a killed consumer may get. */
  enum Repeats {
    AN_EIGHTH,
    ONE,
    ALL_OR_NOTHING
  }

  /** One of the things that victims do. */
  record Script(String name, boolean consumes, Repeats repeats) {
    static Script of(String line) {
      String[] words = line.split(" ");
      Repeats repeats = Repeats.values()[Integer.parseInt(words[2])];
      return new Script(words[0], words[1].equals("1"), repeats);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Messages that a victim had published, would have published next, handled, and found. */
  record Kill(long published, long due, long handled, long waiting) {
    static Kill of(String line) {
      String[] words = line.split(" ");
      return new Kill(
          Long.parseLong(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]));
    }
  }

  static List<Script> scripts() throws Exception {
    return VICTIMS.scripts().stream().map(Script::of).toList();
  }

  @BeforeEach
  void nameTheRegion() {
    file = folder.resolve("region");
    address = RegionAddress.file(file);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void javaGoesOnWhereverCWasKilled(Script script) throws Exception {
    int[] kills = {0};
    VICTIMS.kill(script.name(), file, line -> survive(script, Kill.of(line), kills[0]++ % 2 == 0));
  }

  private void survive(Script script, Kill kill, boolean consumesFirst) throws IOException {
    try (Region region = Region.attach(address, descriptor())) {
      Queue queue = region.queue(QUOTES);
      Messages messages = new Messages();
      if (script.consumes()) {
        succeedConsumer(queue, script.repeats(), kill, messages);
      } else if (consumesFirst) {
        takeEverything(queue, kill, messages);
      } else {
        publishFirst(queue, kill, messages);
      }
      goOn(queue, messages);
    }
  }

  /** Consumes to the end, where it learns that there will be no more. */
  private static void takeEverything(Queue queue, Kill kill, Messages messages) {
    try (QueueConsumer consumer = queue.consumer()) {
      consumer.poll(messages, Integer.MAX_VALUE);
      messages.requireReceived(kill);
      assertThatThrownBy(() -> consumer.take(messages, 1, LONG))
          .isInstanceOf(PeerLeftException.class);
      assertThat(consumer.poll(messages, 1)).isZero();
    }
  }

  /** Publishes before more than one message of what the victim left is consumed. */
  private static void publishFirst(Queue queue, Kill kill, Messages messages) {
    try (QueueConsumer consumer = queue.consumer()) {
      consumer.poll(messages, 1);
      try (QueueProducer producer = queue.producer()) {
        Messages.send(producer, Messages.SURVIVOR, 0);
      }
      consumer.poll(messages, Integer.MAX_VALUE);
      assertThat(messages.last()).isEqualTo(Messages.SURVIVOR);
      messages.requireReceived(kill);
    }
  }

  private static void succeedConsumer(Queue queue, Repeats repeats, Kill kill, Messages messages) {
    long number = kill.waiting();
    try (QueueProducer producer = queue.producer()) {
      while (Messages.send(producer, Messages.VICTIM, number)) {
        number++;
      }
      assertThatThrownBy(() -> producer.claim(Messages.ID, 1, CAPACITY / 4, LONG))
          .isInstanceOf(PeerLeftException.class);
    }
    try (QueueConsumer consumer = queue.consumer()) {
      consumer.poll(messages, Integer.MAX_VALUE);
    }
    assertThat(messages.next(Messages.VICTIM)).as("nothing is lost at the end").isEqualTo(number);
    long first = messages.first(Messages.VICTIM);
    switch (repeats) {
      case AN_EIGHTH -> {
        assertThat(first).as("nothing is lost").isLessThanOrEqualTo(kill.handled());
        assertThat(Messages.bytes(first, kill.handled() - 1))
            .isLessThan(CAPACITY / TenonFormatConstants.RELEASE_PARTS);
      }
      case ONE -> assertThat(first).isBetween(kill.handled() - 1, kill.handled());
      default -> assertThat(first).isIn(0L, kill.waiting() - 1);
    }
  }

  /** The ring can be filled to its end and emptied, again and again. */
  private static void goOn(Queue queue, Messages messages) {
    try (QueueProducer producer = queue.producer();
        QueueConsumer consumer = queue.consumer()) {
      long number = messages.next(Messages.SURVIVOR);
      for (int round = 0; round < 3; round++) {
        long begin = number;
        while (Messages.send(producer, Messages.SURVIVOR, number)) {
          number++;
        }
        assertThat(Messages.bytes(begin, number + 1)).isGreaterThan(CAPACITY - CAPACITY / 16);
        consumer.poll(messages, Integer.MAX_VALUE);
        assertThat(messages.next(Messages.SURVIVOR)).isEqualTo(number);
      }
      assertThat(messages.first(Messages.SURVIVOR)).isZero();
    }
  }

  /** As the C program has it: who made a region says in it how it is laid out. */
  private RegionDescriptor descriptor() throws IOException {
    try (Arena arena = Arena.ofConfined();
        FileChannel channel = FileChannel.open(file)) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      RegionHeader header = RegionHeader.of(bytes, 0);
      byte[] text =
          bytes
              .asSlice(header.layoutTextOffset(), header.layoutTextSize())
              .toArray(ValueLayout.JAVA_BYTE);
      byte[] hash = header.layoutHash().toArray(ValueLayout.JAVA_BYTE);
      return RegionDescriptor.builder(header.schema(), 1, header.region())
          .tool(header.tool())
          .layoutHash(HexFormat.of().formatHex(hash))
          .layoutText(new String(text, StandardCharsets.UTF_8))
          .struct("status", 48, 8)
          .queue("quotes", CAPACITY, ALIGNMENT)
          .queue("orders", CAPACITY, ALIGNMENT)
          .build();
    }
  }
}
