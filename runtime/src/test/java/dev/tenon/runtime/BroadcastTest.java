// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages of a broadcast, and consumers that come, go and lag. */
@Timeout(300)
class BroadcastTest {
  private static final long CAPACITY = Samples.NEWS_CAPACITY;
  private static final int ALL = Integer.MAX_VALUE;
  private static final Duration LONG = Duration.ofMinutes(5);

  private Region region;
  private Broadcast broadcast;

  @BeforeEach
  void createTheRegion() {
    region = Region.create(Samples.freshAddress(), Samples.feed());
    broadcast = region.broadcast(Samples.NEWS);
  }

  @AfterEach
  void closeTheRegion() {
    region.close();
  }

  @Test
  void eachConsumerGetsEachMessage() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer one = broadcast.consumer();
    BroadcastConsumer other = broadcast.consumer();
    NumberedMessages ofOne = new NumberedMessages();
    NumberedMessages ofOther = new NumberedMessages();
    for (long number = 1; number <= 3000; number += 3) {
      NumberedMessages.publish(producer, number, 3, 3);
      assertThat(one.poll(ofOne, ALL)).isEqualTo(3);
      assertThat(one.poll(ofOne, ALL)).isZero();
      assertThat(other.poll(ofOther, 1)).isOne();
      assertThat(other.poll(ofOther, ALL)).isEqualTo(2);
    }
    ofOne.requireExact(one, 1, 0);
    ofOther.requireExact(other, 1, 0);
    assertThat(one.missed()).isZero();
    assertThat(broadcast.published()).isEqualTo(3000);
    assertThat(broadcast.capacity()).isEqualTo(CAPACITY);
  }

  @Test
  void nothingIsSeenBeforeItIsPublished() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer consumer = broadcast.consumer();
    NumberedMessages messages = new NumberedMessages();
    assertThat(NumberedMessages.claim(producer, 1, 40)).isTrue();
    assertThat(consumer.poll(messages, ALL)).isZero();
    producer.cancel();
    producer.publish();
    assertThat(consumer.poll(messages, ALL)).isZero();
    assertThat(NumberedMessages.claim(producer, 1, 40)).isTrue();
    assertThat(NumberedMessages.claim(producer, 2, 400)).isTrue();
    producer.trim(17);
    assertThat(consumer.poll(messages, ALL)).isZero();
    producer.publish();
    assertThat(consumer.poll(messages, ALL)).isEqualTo(2);
    messages.requireExact(consumer, 1, 0);
  }

  @Test
  void consumerThatIsOverrunKnowsHowManyItMissed() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer consumer = broadcast.consumer();
    NumberedMessages messages = new NumberedMessages();
    long published = 0;
    for (int burst = 1; burst < 300; burst++) {
      NumberedMessages.publish(producer, published + 1, burst, 1 + burst % 5);
      published += burst;
      assertThat(consumer.poll(messages, 3)).isPositive();
      messages.requireExact(consumer, 1, 0);
      if (burst % 3 == 0) {
        consumer.poll(messages, ALL);
        assertThat(messages.last()).isEqualTo(published);
        messages.requireExact(consumer, 1, 0);
      }
    }
    assertThat(consumer.missed()).isGreaterThan(published / 2);
  }

  @Test
  void lateJoinerGetsTheLastMessages() {
    RecordProducer producer = broadcast.producer();
    long published = 0;
    for (int last = 0; published < 3000; last = (last + 1) % 40) {
      NumberedMessages messages = new NumberedMessages();
      try (BroadcastConsumer consumer = broadcast.consumer(last)) {
        consumer.poll(messages, ALL);
        long count = Math.min(last, published);
        assertThat(messages.count()).isLessThanOrEqualTo(count);
        // Messages that fit into three quarters of the ring are there.
        if (count * 64 <= CAPACITY * 3 / 4) {
          assertThat(messages.count()).isEqualTo(count);
        }
        assertThat(consumer.missed()).isZero();
        NumberedMessages.claim(producer, ++published, 48);
        producer.publish();
        assertThat(consumer.poll(messages, ALL)).isOne();
        assertThat(messages.last()).isEqualTo(published);
      }
    }
    assertThatThrownBy(() -> broadcast.consumer(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void skippedMessagesAreNeitherGivenNorMissed() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer consumer = broadcast.consumer();
    assertThat(consumer.skipToNewest()).isZero();
    NumberedMessages messages = new NumberedMessages();
    long published = 0;
    long skipped = 0;
    for (int burst = 1; burst < 200; burst++) {
      NumberedMessages.publish(producer, published + 1, burst, 2);
      published += burst;
      skipped += consumer.skipToNewest();
      assertThat(consumer.skipToNewest()).isZero();
      assertThat(consumer.poll(messages, ALL)).isOne();
      assertThat(messages.last()).isEqualTo(published);
      messages.requireExact(consumer, 1, skipped);
    }
    assertThat(skipped).isPositive();
    assertThat(consumer.missed()).isPositive();
  }

  @Test
  void anythingUpToAQuarterOfTheRingFits() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer consumer = broadcast.consumer();
    BroadcastConsumer slow = broadcast.consumer();
    NumberedMessages messages = new NumberedMessages();
    long largest = producer.largestMessage();
    assertThat(largest).isEqualTo(CAPACITY / 4 - 16);
    for (long number = 1; number < 300; number++) {
      long size = number % 3 == 0 ? 8 : number % 7 == 0 ? 13 : largest;
      assertThat(NumberedMessages.claim(producer, number, size)).isTrue();
      assertThat(size == largest && NumberedMessages.claim(producer, number, 8)).isFalse();
      producer.publish();
      assertThat(consumer.poll(messages, ALL)).isOne();
    }
    NumberedMessages ofSlow = new NumberedMessages();
    slow.poll(ofSlow, ALL);
    ofSlow.requireExact(slow, 1, 0);
    assertThatThrownBy(() -> producer.tryClaim(1, 1, largest + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broadcast 'news'");
    assertThatThrownBy(() -> producer.tryClaim(0, 1, 8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void messagesAreAlignedAsTheirSizesAllow() {
    RecordProducer producer = broadcast.producer();
    for (long size = 8; size <= 900; size += 8) {
      producer.tryClaim(1, 1, 24);
      long offset = producer.tryClaim(1, 1, size);
      if (offset >= 0) {
        assertThat((producer.data().address() + offset) % Long.lowestOneBit(size)).isZero();
      }
      producer.cancel();
    }
    BroadcastConsumer consumer = broadcast.consumer();
    producer.tryClaim(1, 1, 8);
    producer.publish();
    consumer.poll(
        (id, version, data, offset, size) -> assertThat((data.address() + offset) % 4096).isZero(),
        1);
  }

  @Test
  void oneProducesAtATimeAndTheNextNumbersOn() {
    RecordProducer producer = broadcast.producer();
    assertThatThrownBy(broadcast::producer)
        .isInstanceOf(RoleTakenException.class)
        .hasMessageContaining("the producer of broadcast 'news'");
    assertThat(broadcast.producerState()).isEqualTo(PeerState.PRESENT);
    NumberedMessages.publish(producer, 1, 5, 1);
    NumberedMessages.claim(producer, 6, 8);
    producer.close();
    assertThat(broadcast.producerState()).isEqualTo(PeerState.LEFT);
    assertThatThrownBy(() -> producer.tryClaim(1, 1, 8)).isInstanceOf(IllegalStateException.class);
    BroadcastConsumer consumer = broadcast.consumer(2);
    NumberedMessages.publish(broadcast.producer(), 6, 4, 1);
    NumberedMessages messages = new NumberedMessages();
    assertThat(consumer.poll(messages, ALL)).isEqualTo(6);
    messages.requireExact(consumer, 4, 0);
  }

  @Test
  void producerThatLeavesIsToldOnceAfterItsLastMessage() {
    BroadcastConsumer consumer = broadcast.consumer();
    region.label("feed");
    NumberedMessages messages = new NumberedMessages();
    assertThat(consumer.take(messages, 9, Duration.ZERO)).isZero();
    for (long number = 1; number < 7; number += 2) {
      RecordProducer producer = broadcast.producer();
      NumberedMessages.publish(producer, number, 1, 1);
      assertThat(consumer.take(messages, 9, LONG)).isOne();
      NumberedMessages.publish(producer, number + 1, 1, 1);
      producer.close();
      assertThat(consumer.take(messages, 9, LONG)).isOne();
      assertThatThrownBy(() -> consumer.take(messages, 9, LONG))
          .isInstanceOf(PeerLeftException.class)
          .hasMessageContaining("the producer of broadcast 'news'")
          .hasMessageContaining("('feed')");
      assertThat(consumer.take(messages, 9, Duration.ZERO)).isZero();
    }
  }

  @Test
  void handlerCannotPollLeaveOrClose() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer consumer = broadcast.consumer();
    BroadcastConsumer other = broadcast.consumer();
    NumberedMessages messages = new NumberedMessages();
    NumberedMessages.publish(producer, 1, 1, 1);
    List<Runnable> refused =
        List.of(
            () -> consumer.poll(messages, 1),
            () -> consumer.take(messages, 1, LONG),
            consumer::skipToNewest,
            consumer::close,
            region::close);
    int given =
        consumer.poll(
            (id, version, data, offset, size) -> {
              refused.forEach(
                  call ->
                      assertThatThrownBy(call::run)
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessageContaining("while its handler runs"));
              // Another one is free.
              assertThat(other.poll(messages, ALL)).isOne();
            },
            ALL);
    assertThat(given).isOne();
    assertThat(region.isOpen()).isTrue();
  }

  @Test
  void messageWhoseHandlerThrowsIsConsumed() {
    RecordProducer producer = broadcast.producer();
    BroadcastConsumer consumer = broadcast.consumer();
    NumberedMessages.publish(producer, 1, 3, 1);
    assertThatThrownBy(
            () ->
                consumer.poll(
                    (id, version, data, offset, size) -> {
                      throw new ArithmeticException("thrown");
                    },
                    ALL))
        .isInstanceOf(ArithmeticException.class);
    List<Long> numbers = new ArrayList<>();
    consumer.poll((id, version, data, at, size) -> numbers.add(number(data, at)), ALL);
    assertThat(numbers).containsExactly(2L, 3L);
  }

  private static long number(MemorySegment data, long offset) {
    return data.get(ValueLayout.JAVA_LONG, offset);
  }

  @Test
  void closedConsumerAndClosedRegionRefuse() {
    BroadcastConsumer consumer = broadcast.consumer();
    BroadcastConsumer open = broadcast.consumer();
    RecordProducer producer = broadcast.producer();
    NumberedMessages messages = new NumberedMessages();
    consumer.close();
    consumer.close();
    assertThatThrownBy(() -> consumer.poll(messages, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> open.poll(messages, -1)).isInstanceOf(IllegalArgumentException.class);
    region.close();
    assertThatThrownBy(() -> open.poll(messages, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> producer.tryClaim(1, 1, 8)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(producer::publish).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(broadcast::consumer).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closeOfTheRegionEndsAWait() throws InterruptedException {
    BroadcastConsumer consumer = broadcast.consumer();
    List<Throwable> ends = new ArrayList<>();
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    consumer.take(new NumberedMessages(), 1, LONG);
                  } catch (IllegalStateException e) {
                    ends.add(e);
                  }
                });
    region.close();
    waiting.join();
    assertThat(ends).hasSize(1);
  }

  @Test
  void capacityIsAPowerOfTwoWithRoomForMarks() {
    RegionDescriptor.Builder builder = RegionDescriptor.builder("market", 1, "Feed");
    for (long capacity : new long[] {0, 64, 127, 192, 1L << 49}) {
      assertThatThrownBy(() -> builder.broadcast("news", capacity))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a power of two from 128 to");
    }
    builder.broadcast("news", 128);
  }
}
