// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of a queue that has both ends in one thread. */
@Timeout(900)
class QueueTest {
  private static final long SMALL = 1024;

  @TempDir private Path directory;

  @Test
  void messagesArriveInOrderWithIdVersionAndBytes() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      write(producer, 1, 1, bytes(1, 5));
      write(producer, 65535, 65535, bytes(2, 0));
      write(producer, 7, 0, bytes(3, 64));
      List<Message> messages = new ArrayList<>();
      assertThat(consumer.poll(collectInto(messages), 10)).isZero();
      producer.publish();
      assertThat(consumer.poll(collectInto(messages), 10)).isEqualTo(3);
      assertThat(messages)
          .containsExactly(
              new Message(1, 1, bytes(1, 5)),
              new Message(65535, 65535, bytes(2, 0)),
              new Message(7, 0, bytes(3, 64)));
      assertThat(consumer.poll(collectInto(messages), 10)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 8, 16, 64, 128})
  void mixedSizesWrapAroundAtEveryOffset(long alignment) {
    try (Region region = create(SMALL, alignment)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(alignment);
      Deque<Message> sent = new ArrayDeque<>();
      List<Message> received = new ArrayList<>();
      boolean[] startedAt = new boolean[(int) SMALL + 1];
      for (int round = 0; round < 50_000; round++) {
        int size = random.nextInt((int) producer.largestMessage() + 1);
        byte[] payload = bytes(round, random.nextInt(4) == 0 ? size : size % 40);
        long offset = write(producer, 1 + round % 65535, round & 0xFFFF, payload);
        if (offset >= 0) {
          assertThat((producer.data().address() + offset) % alignment).isZero();
          startedAt[(int) offset] = true;
          sent.add(new Message(1 + round % 65535, round & 0xFFFF, payload));
        } else if (random.nextBoolean()) {
          producer.publish();
        }
        if (random.nextInt(3) == 0) {
          producer.publish();
          received.clear();
          consumer.poll(collectInto(received), random.nextInt(1, 8));
          received.forEach(message -> assertThat(message).isEqualTo(sent.remove()));
        }
      }
      producer.publish();
      received.clear();
      while (consumer.poll(collectInto(received), 3) > 0) {
        received.forEach(message -> assertThat(message).isEqualTo(sent.remove()));
        received.clear();
      }
      assertThat(sent).isEmpty();
      long first = Math.max(8, alignment);
      for (long offset = first; offset <= SMALL - first; offset += first) {
        assertThat(startedAt[(int) offset]).as("a message at offset %d", offset).isTrue();
      }
    }
  }

  @Test
  void fullQueueRefusesUntilTheConsumerMakesRoom() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      int written = 0;
      while (write(producer, 1, 1, bytes(written, 24)) >= 0) {
        written++;
      }
      assertThat(written)
          .as("there is room for a zero behind them")
          .isEqualTo((int) SMALL / 32 - 1);
      assertThat(producer.tryClaim(1, 1, 16)).isGreaterThanOrEqualTo(0);
      producer.publish();
      assertThat(producer.tryClaim(1, 1, 0)).isEqualTo(-1);
      List<Message> messages = new ArrayList<>();
      assertThat(consumer.poll(collectInto(messages), 1)).isEqualTo(1);
      assertThat(producer.tryClaim(1, 1, 24)).isEqualTo(-1);
      assertThat(producer.tryClaim(1, 1, 16)).isGreaterThanOrEqualTo(0);
      assertThat(producer.tryClaim(1, 1, 0)).isEqualTo(-1);
    }
  }

  @Test
  void largestMessageFitsAtEveryOffsetOfAnEmptyQueue() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      assertThat(producer.largestMessage()).isEqualTo(SMALL / 2 - 8);
      List<Message> messages = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        byte[] largest = bytes(i, (int) producer.largestMessage());
        assertThat(write(producer, 1, 1, largest)).isGreaterThanOrEqualTo(0);
        producer.publish();
        assertThat(consumer.poll(collectInto(messages), 10)).isEqualTo(1);
        assertThat(messages.removeLast().payload()).isEqualTo(largest);
        assertThat(write(producer, 2, 1, bytes(i, 0))).isGreaterThanOrEqualTo(0);
        producer.publish();
        assertThat(consumer.poll(collectInto(messages), 10)).isEqualTo(1);
      }
    }
  }

  @Test
  void cancelForgetsEverythingUnpublished() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      write(producer, 1, 1, bytes(1, 10));
      producer.publish();
      write(producer, 2, 1, bytes(2, 10));
      write(producer, 3, 1, bytes(3, 500));
      List<Message> messages = new ArrayList<>();
      consumer.poll(collectInto(messages), 10);
      producer.cancel();
      producer.publish();
      write(producer, 4, 1, bytes(4, 10));
      producer.publish();
      consumer.poll(collectInto(messages), 10);
      assertThat(messages).extracting(Message::id).containsExactly(1, 4);
    }
  }

  @Test
  void limitCountsMessagesNotPadding() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      List<Message> messages = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        write(producer, 1, 1, bytes(i, 300));
        producer.publish();
        assertThat(consumer.poll(collectInto(messages), 1)).isEqualTo(1);
      }
      assertThat(messages).hasSize(200);
    }
  }

  @Test
  void messageWhoseHandlerThrowsCountsAsConsumed() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      for (int id = 1; id <= 4; id++) {
        write(producer, id, 1, bytes(id, 8));
      }
      producer.publish();
      List<Integer> seen = new ArrayList<>();
      RecordHandler handler =
          (id, version, data, offset, size) -> {
            seen.add(id);
            if (id == 2) {
              throw new IllegalArgumentException("two");
            }
          };
      assertThatThrownBy(() -> consumer.poll(handler, 10)).hasMessage("two");
      consumer.close();
      QueueConsumer successor = region.queue(Samples.QUOTES).consumer();
      assertThat(successor.poll(handler, 10)).isEqualTo(2);
      assertThat(seen).containsExactly(1, 2, 3, 4);
    }
  }

  @Test
  void handlerCannotReenterItsConsumer() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      write(producer, 1, 1, bytes(1, 8));
      producer.publish();
      assertThatThrownBy(
              () -> consumer.poll((id, version, data, offset, size) -> consumer.close(), 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("handler");
      assertThat(consumer.poll((id, version, data, offset, size) -> {}, 1)).isZero();
    }
  }

  @Test
  void secondHolderOfARoleIsRefusedUntilTheFirstCloses() {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    try (Region region = Region.create(address, Samples.feed());
        Region other = Region.attach(address, Samples.feed())) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      assertThatThrownBy(() -> region.queue(Samples.QUOTES).producer())
          .isInstanceOf(RoleTakenException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
      assertThatThrownBy(() -> other.queue(Samples.QUOTES).producer())
          .isInstanceOf(RoleTakenException.class);
      producer.close();
      producer.close();
      QueueProducer successor = other.queue(Samples.QUOTES).producer();
      assertThatThrownBy(() -> producer.tryClaim(1, 1, 8))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(producer::publish).isInstanceOf(IllegalStateException.class);
      producer.close();
      assertThat(other.queue(Samples.QUOTES).producerState()).isEqualTo(PeerState.PRESENT);
      assertThat(successor.tryClaim(1, 1, 8)).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void closingARegionGivesUpOnlyItsOwnRoles() {
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    try (Region region = Region.create(address, Samples.feed())) {
      Queue queue = region.queue(Samples.QUOTES);
      assertThat(queue.producerState()).isEqualTo(PeerState.NEVER_JOINED);
      try (Region other = Region.attach(address, Samples.feed())) {
        other.queue(Samples.QUOTES).producer();
        queue.consumer();
        assertThat(queue.producerState()).isEqualTo(PeerState.PRESENT);
      }
      assertThat(queue.producerState()).isEqualTo(PeerState.LEFT);
      assertThat(queue.consumerState()).isEqualTo(PeerState.PRESENT);
    }
  }

  @Test
  void successorOfAProducerForgetsItsClaimsAndKeepsItsMessages() {
    try (Region region = create(SMALL, 8)) {
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      try (QueueProducer first = region.queue(Samples.QUOTES).producer()) {
        write(first, 1, 1, bytes(1, 8));
        first.publish();
        write(first, 2, 1, bytes(2, 8));
      }
      QueueProducer second = region.queue(Samples.QUOTES).producer();
      write(second, 3, 1, bytes(3, 8));
      second.publish();
      List<Message> messages = new ArrayList<>();
      consumer.poll(collectInto(messages), 10);
      assertThat(messages).extracting(Message::id).containsExactly(1, 3);
    }
  }

  @Test
  void argumentsAreChecked() {
    try (Region region = create(SMALL, 8)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
      assertRefused(() -> producer.tryClaim(0, 1, 8));
      assertRefused(() -> producer.tryClaim(65536, 1, 8));
      assertRefused(() -> producer.tryClaim(1, -1, 8));
      assertRefused(() -> producer.tryClaim(1, 65536, 8));
      assertRefused(() -> producer.tryClaim(1, 1, -1));
      assertRefused(() -> producer.tryClaim(1, 1, producer.largestMessage() + 1));
      assertRefused(() -> producer.tryClaim(1, 1, Long.MAX_VALUE));
      assertRefused(() -> consumer.poll((id, version, data, offset, size) -> {}, -1));
      assertRefused(
          () -> consumer.take((id, version, data, offset, size) -> {}, 0, Duration.ofNanos(-1)));
      assertRefused(() -> producer.claim(1, 1, 8, Duration.ofNanos(-1)));
      assertRefused(() -> region.queue(Samples.STATUS));
      assertRefused(() -> region.struct(Samples.QUOTES));
    }
  }

  private Region create(long capacity, long alignment) {
    return Region.create(
        RegionAddress.file(directory.resolve("feed")), Samples.feed(capacity, alignment));
  }

  private static void assertRefused(Runnable operation) {
    assertThatThrownBy(operation::run).isInstanceOf(IllegalArgumentException.class);
  }

  private static long write(QueueProducer producer, int id, int version, byte[] payload) {
    long offset = producer.tryClaim(id, version, payload.length);
    if (offset >= 0) {
      MemorySegment.copy(
          payload, 0, producer.data(), ValueLayout.JAVA_BYTE, offset, payload.length);
    }
    return offset;
  }

  private static RecordHandler collectInto(List<Message> messages) {
    return (id, version, data, offset, size) ->
        messages.add(
            new Message(id, version, data.asSlice(offset, size).toArray(ValueLayout.JAVA_BYTE)));
  }

  private static byte[] bytes(int seed, int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (seed * 31 + i);
    }
    return bytes;
  }

  private record Message(int id, int version, byte[] payload) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Message
          && ((Message) other).id == id
          && ((Message) other).version == version
          && Arrays.equals(((Message) other).payload, payload);
    }

    @Override
    public int hashCode() {
      return id;
    }
  }
}
