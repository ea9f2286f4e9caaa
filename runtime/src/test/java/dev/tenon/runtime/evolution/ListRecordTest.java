// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.evolution.v3.Batch;
import dev.tenon.runtime.evolution.v3.Device;
import dev.tenon.runtime.evolution.v3.Event;
import dev.tenon.runtime.evolution.v3.Log;
import dev.tenon.runtime.evolution.v3.Newcomer;
import dev.tenon.runtime.evolution.v3.Part;
import dev.tenon.runtime.evolution.v3.Plant;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that end with a list are sent as far as it is filled, and no element is invented. */
class ListRecordTest {

  /** The count and what is before it. */
  private static final long HEAD = Batch.PARTS_OFFSET;

  private static final int VERSION = 3;

  private final String name = "list-record-test." + ProcessHandle.current().pid();

  @BeforeAll
  static void buildThePeers() throws Exception {
    CSide.build();
  }

  /** Consumer that does nothing unless something else is said. */
  private static class Receiver implements Plant.EventsHandler {
    @Override
    public void onDevice(Device device) {}

    @Override
    public void onLog(Log log) {}

    @Override
    public void onBatch(Batch batch) {}

    @Override
    public void onEvent(Event event) {}

    @Override
    public void onNewcomer(Newcomer newcomer) {}
  }

  private static List<String> sizes(Plant plant) {
    List<String> sizes = new ArrayList<>();
    try (QueueConsumer consumer = plant.events().queue().consumer()) {
      consumer.poll(
          (id, version, data, offset, size) -> sizes.add(id + ":" + size), Integer.MAX_VALUE);
    }
    return sizes;
  }

  @ParameterizedTest
  @EnumSource
  void messageIsSentAsFarAsItsListIsFilled(Side.Language language) {
    try (Plant plant = Plant.create(name);
        Side writer = language.start(VERSION)) {
      writer.attach(name);
      writer.write();
      assertThat(sizes(plant))
          .containsSubsequence(
              "1:" + (Device.HISTORY_OFFSET + 2 * 4),
              "2:" + Log.BYTES,
              "3:" + HEAD,
              "3:" + (HEAD + 2 * Part.BYTES),
              "3:" + (HEAD + 3 * Part.BYTES));
    }
  }

  @ParameterizedTest
  @EnumSource
  void olderMessageWasSentAsFarAsItsListWasFilled(Side.Language language) {
    try (Plant plant = Plant.create(name);
        Side writer = language.start(1)) {
      writer.attach(name);
      writer.write();
      assertThat(sizes(plant))
          .containsSubsequence("1:" + Device.bytes(1), "2:" + (Log.LINES_OFFSET + 2 * 8), "3:8");
    }
  }

  @Test
  void messageIsCompleteAtTheNextClaim() {
    try (Plant plant = Plant.create(name);
        Plant.EventsProducer producer = plant.events().producer()) {
      Batch batch = producer.claimBatch();
      batch.addParts();
      producer.claimEvent();
      assertThatThrownBy(batch::addParts).isInstanceOf(IndexOutOfBoundsException.class);
      producer.publish();
      assertThat(sizes(plant)).containsExactly("3:" + (HEAD + Part.BYTES), "4:" + Event.BYTES);
    }
  }

  @Test
  void cancelledMessageIsNotShortened() {
    try (Plant plant = Plant.create(name);
        Plant.EventsProducer producer = plant.events().producer()) {
      producer.claimBatch().addParts();
      producer.cancel();
      producer.publish();
      producer.claimEvent();
      producer.publish();
      assertThat(sizes(plant)).containsExactly("4:" + Event.BYTES);
    }
  }

  @Test
  void shortMessageIsCopiedWithoutWhatLiesBehindIt() {
    List<Batch.Value> seen = new ArrayList<>();
    List<Batch.Value> sent = new ArrayList<>();
    try (Plant plant = Plant.create(name);
        Arena arena = Arena.ofConfined();
        Plant.EventsProducer producer = plant.events().producer()) {
      Batch copy = Batch.allocate(arena);
      Receiver receiver =
          new Receiver() {
            @Override
            public void onBatch(Batch batch) {
              long filled = HEAD + batch.partsCount() * Part.BYTES;
              assertThat(batch.asSegment().byteSize()).isEqualTo(filled);
              copy.asSegment().fill((byte) 0x55);
              seen.add(copy.copyFrom(batch).toValue());
              assertThat(copy.asSegment().asSlice(filled).toArray(ValueLayout.JAVA_BYTE))
                  .isEqualTo(new byte[(int) (Batch.BYTES - filled)]);
            }
          };
      try (Plant.EventsConsumer consumer = plant.events().consumer(receiver)) {
        // Enough to end a message at the end of the ring, where nothing lies behind it.
        for (int i = 0; i < 1000; i++) {
          Batch batch = producer.claimBatch().number(i);
          for (int part = 0; part < i % 4 && part < 3; part++) {
            batch.addParts().weight(part);
          }
          sent.add(batch.toValue());
          producer.publish();
          assertThat(consumer.poll(1)).isEqualTo(1);
        }
      }
    }
    assertThat(seen).isEqualTo(sent);
  }

  /** A producer that says what it wants. */
  private static void send(Plant plant, int id, int version, long size, int count, long at) {
    try (QueueProducer producer = plant.events().queue().producer()) {
      long offset = producer.tryClaim(id, version, Math.max(size, 64));
      producer.data().asSlice(offset, 64).fill((byte) 0);
      producer.data().set(ValueLayout.JAVA_INT, offset + at, count);
      producer.trim(size);
      producer.publish();
    }
  }

  private static void sendBatch(Plant plant, long size, int count) {
    send(plant, Batch.MESSAGE_ID, VERSION, size, count, Batch.PARTS_COUNT_OFFSET);
  }

  private static void refuses(Plant plant, String message) {
    try (Plant.EventsConsumer consumer = plant.events().consumer(new Receiver())) {
      assertThatThrownBy(() -> consumer.poll(1))
          .isInstanceOf(CorruptRegionException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void elementsThatWereNotSentAreCorrupt() {
    try (Plant plant = Plant.create(name)) {
      sendBatch(plant, HEAD + 2 * Part.BYTES, 3);
      refuses(plant, "Plant.events: Batch.parts counts 3 elements, the record has 2");
      sendBatch(plant, HEAD + 2 * Part.BYTES, -1);
      refuses(plant, "Batch.parts counts 4294967295 elements, the record has 2");
      sendBatch(plant, Batch.BYTES, 4);
      refuses(plant, "Batch.parts counts 4 elements, the record has 3");
      sendBatch(plant, HEAD - 1, 0);
      refuses(plant, "Batch has 8 bytes, the record 7");
      // Of version 1, in which the message ended with its list.
      send(plant, Log.MESSAGE_ID, 1, Log.LINES_OFFSET + 8, 2, Log.LINES_COUNT_OFFSET);
      refuses(plant, "Log.lines counts 2 elements, the record has 1");
      send(plant, Log.MESSAGE_ID, VERSION, Log.BYTES - 1, 0, Log.LINES_COUNT_OFFSET);
      refuses(plant, "Log has " + Log.BYTES + " bytes, the record " + (Log.BYTES - 1));
    }
  }

  @Test
  void elementsThatWereNotSentAreCorruptInCToo() {
    try (Plant plant = Plant.create(name);
        Side reader = Side.Language.C.start(VERSION)) {
      reader.attach(name);
      sendBatch(plant, HEAD + 2 * Part.BYTES, 3);
      refusesInC(reader, "Plant.events: Batch.parts counts 3 elements, the record has 2");
      sendBatch(plant, Batch.BYTES, 4);
      refusesInC(reader, "Plant.events: Batch.parts counts 4 elements, the record has 3");
      sendBatch(plant, HEAD - 1, 0);
      refusesInC(reader, "Plant.events: Batch has 8 bytes, the record 7");
      send(plant, Log.MESSAGE_ID, 1, Log.LINES_OFFSET + 8, 2, Log.LINES_COUNT_OFFSET);
      refusesInC(reader, "Plant.events: Log.lines counts 2 elements, the record has 1");
      send(plant, Log.MESSAGE_ID, VERSION, Log.BYTES - 1, 0, Log.LINES_COUNT_OFFSET);
      refusesInC(reader, "Plant.events: Log has 36 bytes, the record 35");
      sendBatch(plant, HEAD, 0);
      assertThat(reader.read())
          .filteredOn(line -> line.startsWith("Batch.") || line.startsWith("failed: "))
          .containsExactly("Batch.number=0");
    }
  }

  private static void refusesInC(Side reader, String message) {
    assertThat(reader.read())
        .filteredOn(line -> line.startsWith("failed: "))
        .containsExactly("failed: " + message);
  }

  @Test
  void sendingAndReceivingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] sum = {0};
    Part part = new Part();
    Receiver receiver =
        new Receiver() {
          @Override
          public void onBatch(Batch batch) {
            sum[0] += batch.partsCount();
          }
        };
    try (Plant plant = Plant.create(name);
        Plant.EventsProducer producer = plant.events().producer();
        Plant.EventsConsumer consumer = plant.events().consumer(receiver)) {
      long before = 0;
      int messages = 200_000;
      for (int i = 0; i < 2 * messages; i++) {
        if (i == messages) {
          before = threads.getCurrentThreadAllocatedBytes();
        }
        producer.claimBatch().addParts(part).weight(i);
        producer.claimBatch().addParts(part).color(i);
        producer.publish();
        consumer.poll(2);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(sum[0]).isEqualTo(4L * messages);
      // Not one object in a hundred messages: what is left is the measurement itself.
      assertThat(allocated).as("bytes for %d messages", messages).isLessThan(messages / 100 * 16);
    }
  }
}
