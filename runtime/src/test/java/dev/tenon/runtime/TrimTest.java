// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are shortened after they were claimed. */
@Timeout(900)
class TrimTest {
  private static final long CAPACITY = 1024;

  @TempDir private Path directory;

  private final Deque<Long> sizes = new ArrayDeque<>();
  private long sent;
  private long received;

  @ParameterizedTest
  @ValueSource(longs = {1, 8, 16, 64})
  void trimmedMessagesArriveWithTheirSizesAllAroundTheRing(long alignment) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(alignment);
    try (Region region = create(alignment);
        QueueProducer producer = region.queue(Samples.QUOTES).producer();
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
      for (int round = 0; round < 40_000; round++) {
        long claimed = random.nextLong(producer.largestMessage() + 1);
        long size = random.nextLong(claimed + 1);
        size = round % 3 == 0 ? size % 40 : size;
        while (!send(producer, claimed, size)) {
          producer.publish();
          assertThat(consumer.poll(this::receive, 1 + round % 5)).isPositive();
        }
        if (round % 8 == 1) {
          size = random.nextLong(size + 1);
          producer.trim(size);
          sizes.removeLast();
          sizes.addLast(size);
        }
        if (round % 4 == 0) {
          producer.publish();
        }
      }
      producer.publish();
      while (consumer.poll(this::receive, Integer.MAX_VALUE) > 0) {
        // All that is left.
      }
      assertThat(received).isEqualTo(sent);
    }
  }

  @Test
  void roomBehindATrimmedMessageIsThereAgain() {
    try (Region region = create(8);
        QueueProducer producer = region.queue(Samples.QUOTES).producer();
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
      // 31 records of 24 bytes and one of 16, a header each, and the zero behind them fill the ring
      // to the last byte, whatever was claimed.
      for (int i = 0; i < 31; i++) {
        assertThat(send(producer, i < 15 ? 504 : 24, 24)).isTrue();
      }
      assertThat(send(producer, 16, 16)).isTrue();
      assertThat(producer.tryClaim(1, 1, 0)).isEqualTo(-1);
      // The last one gives room for as much as it gave up.
      producer.trim(8);
      sizes.removeLast();
      sizes.addLast(8L);
      assertThat(send(producer, 0, 0)).isTrue();
      assertThat(producer.tryClaim(1, 1, 0)).isEqualTo(-1);
      producer.publish();
      assertThat(consumer.poll(this::receive, 100)).isEqualTo(33);
    }
  }

  @Test
  void messageThatWrappedStaysBehindItsPadding() {
    for (long rest = 8; rest <= 256; rest += 8) {
      sent = 0;
      received = 0;
      try (Region region = create(8);
          QueueProducer producer = region.queue(Samples.QUOTES).producer();
          QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
        send(producer, 504, 504);
        send(producer, 504 - rest, 504 - rest);
        producer.publish();
        assertThat(consumer.poll(this::receive, 10)).isEqualTo(2);
        // Claimed with more than the rest, trimmed to what would have fitted before the end.
        assertThat(send(producer, rest, 0)).isTrue();
        // The whole ring but the padding and one header is left, 8 bytes of it for the zero.
        long left = CAPACITY - rest - 8;
        for (; left > 32; left -= 32) {
          assertThat(send(producer, 24, 24)).isTrue();
        }
        assertThat(producer.tryClaim(1, 1, left)).isEqualTo(-1);
        producer.publish();
        consumer.poll(this::receive, 100);
        assertThat(received).isEqualTo(sent);
      }
    }
  }

  @Test
  void onlyTheLastUnpublishedMessageCanBeTrimmedAndOnlyMadeShorter() {
    try (Region region = create(8);
        QueueProducer producer = region.queue(Samples.QUOTES).producer();
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
      assertNothingToTrim(producer);
      send(producer, 100, 100);
      send(producer, 100, 100);
      assertThatThrownBy(() -> producer.trim(101))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("100 bytes")
          .hasMessageContaining("trimmed to 101");
      assertThatThrownBy(() -> producer.trim(-1)).isInstanceOf(IllegalArgumentException.class);
      producer.trim(60);
      assertThatThrownBy(() -> producer.trim(61)).isInstanceOf(IllegalArgumentException.class);
      producer.trim(60);
      producer.trim(50);
      sizes.removeLast();
      sizes.addLast(50L);
      producer.publish();
      assertNothingToTrim(producer);
      assertThat(consumer.poll(this::receive, 10)).isEqualTo(2);
      send(producer, 10, 10);
      producer.cancel();
      assertNothingToTrim(producer);
    }
  }

  @Test
  void closedProducerTrimsNothing() {
    Region region = create(8);
    QueueProducer producer = region.queue(Samples.QUOTES).producer();
    producer.tryClaim(1, 1, 10);
    producer.close();
    assertThatThrownBy(() -> producer.trim(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    QueueProducer next = region.queue(Samples.QUOTES).producer();
    next.tryClaim(1, 1, 10);
    region.close();
    assertThatThrownBy(() -> next.trim(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void headerChangedBySomebodyElseIsWrittenAnew() {
    try (Region region = create(8);
        QueueProducer producer = region.queue(Samples.QUOTES).producer();
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
      long offset = producer.tryClaim(1, 0, 100);
      producer.data().asSlice(offset, 100).fill((byte) 0);
      producer.data().set(ValueLayout.JAVA_LONG, offset - 8, -1);
      assertThatThrownBy(() -> producer.trim(200)).isInstanceOf(IllegalArgumentException.class);
      producer.trim(16);
      sizes.add(16L);
      producer.publish();
      assertThat(consumer.poll(this::receive, 10)).isOne();
    }
  }

  private Region create(long alignment) {
    return Region.create(
        RegionAddress.file(directory.resolve("feed")), Samples.feed(CAPACITY, alignment));
  }

  private static void assertNothingToTrim(QueueProducer producer) {
    assertThatThrownBy(() -> producer.trim(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nothing is claimed");
  }

  /** Claims a message, trims it to size and fills it, as far as it was claimed before that. */
  private boolean send(QueueProducer producer, long claimed, long size) {
    long offset = producer.tryClaim(1 + (int) (sent % 65535), (int) (sent % 7), claimed);
    if (offset < 0) {
      return false;
    }
    producer.data().asSlice(offset, claimed).fill((byte) 0xEE);
    producer.trim(size);
    producer.data().asSlice(offset, size).fill((byte) sent);
    sizes.addLast(size);
    sent++;
    return true;
  }

  private void receive(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    assertThat(messageId).isEqualTo(1 + (int) (received % 65535));
    assertThat(contractVersion).isEqualTo((int) (received % 7));
    assertThat(size).isEqualTo(sizes.removeFirst());
    for (long i = 0; i < size; i++) {
      if (data.get(ValueLayout.JAVA_BYTE, offset + i) != (byte) received) {
        throw new AssertionError("message " + received + " differs at " + i);
      }
    }
    received++;
  }
}
