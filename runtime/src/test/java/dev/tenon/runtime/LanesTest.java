// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queues with several lanes: many producers, one consumer. */
@Timeout(300)
class LanesTest {
  private static final int LANES = 4;
  private static final long CAPACITY = 4096;
  private static final long MESSAGE = 16;
  private static final Duration LONG = Duration.ofDays(1);
  private static final Executor PLATFORM = task -> Thread.ofPlatform().start(task);

  @TempDir private Path directory;

  private RegionAddress address;
  private Region region;
  private Queue queue;

  /** Numbers expected next, one a sender. */
  private final long[] next = new long[LANES];

  private final List<Long> senders = new ArrayList<>();

  @BeforeEach
  void createRegion() {
    address = RegionAddress.file(directory.resolve("lanes"));
    region = Region.create(address, descriptor(), RegionOptions.defaults());
    queue = region.queue(0);
  }

  @AfterEach
  void closeRegion() {
    region.close();
  }

  private static RegionDescriptor descriptor() {
    String layout = "tenon-layout 1\nschema lanes\nregion Lanes\n";
    return RegionDescriptor.builder("lanes", 1, "Lanes")
        .tool("tenon 0.1.0")
        .layoutHash(Versions.sha256(layout))
        .layoutText(layout)
        .queue("samples", CAPACITY, 8, LANES, true)
        .build();
  }

  private static void send(QueueProducer producer, long sender, long number) {
    long offset = producer.claim(1, 1, MESSAGE, LONG);
    producer.data().set(ValueLayout.JAVA_LONG, offset, sender);
    producer.data().set(ValueLayout.JAVA_LONG, offset + Long.BYTES, number);
    producer.publish();
  }

  private RecordHandler receiver() {
    return (id, version, data, offset, size) -> {
      long sender = data.get(ValueLayout.JAVA_LONG, offset);
      assertThat(size).isEqualTo(MESSAGE);
      assertThat(data.get(ValueLayout.JAVA_LONG, offset + Long.BYTES))
          .isEqualTo(next[(int) sender]++);
      senders.add(sender);
    };
  }

  @Test
  void producersOfOneProcessHaveALaneEach() {
    List<QueueProducer> producers = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      producers.add(queue.producer());
    }
    assertThatThrownBy(queue::producer)
        .isInstanceOf(RoleTakenException.class)
        .hasMessageContaining("all 4 producers of queue 'samples'");
    producers.get(2).close();
    QueueProducer other = queue.producer();
    send(other, 2, 0);
    send(producers.get(0), 0, 0);
    assertThat(queue.lanes()).isEqualTo(LANES);
    assertThat(queue.statistics().published()).isEqualTo(2);
    try (QueueConsumer consumer = queue.consumer()) {
      assertThat(consumer.poll(receiver(), 10)).isEqualTo(2);
    }
    assertThat(senders).containsExactlyInAnyOrder(0L, 2L);
    assertThat(queue.producerState()).isEqualTo(PeerState.PRESENT);
    producers.forEach(QueueProducer::close);
    other.close();
    assertThat(queue.producerState()).isEqualTo(PeerState.LEFT);
    assertThat(queue.producerState(3)).isEqualTo(PeerState.LEFT);
    assertThatThrownBy(() -> queue.producerState(LANES))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void noLaneIsServedMoreThanItsPartOfALimit() {
    for (int i = 0; i < LANES; i++) {
      QueueProducer producer = queue.producer();
      for (int number = 0; number < (i == 0 ? 40 : 4); number++) {
        send(producer, i, number);
      }
    }
    QueueConsumer consumer = queue.consumer();
    assertThat(consumer.poll(receiver(), 8)).isEqualTo(8);
    assertThat(next).containsOnly(2);
    assertThat(consumer.poll(receiver(), 30)).isEqualTo(30);
    assertThat(next).containsExactly(26, 4, 4, 4);
    assertThat(consumer.poll(receiver(), Integer.MAX_VALUE)).isEqualTo(14);
  }

  @Test
  void messageThatWasPeekedAtIsPolledNext() {
    QueueProducer first = queue.producer();
    QueueProducer second = queue.producer();
    QueueProducer third = queue.producer();
    send(third, 2, 0);
    send(second, 1, 0);
    QueueConsumer consumer = queue.consumer();
    List<Long> peeked = new ArrayList<>();
    RecordHandler note =
        (id, version, data, offset, size) -> peeked.add(data.get(ValueLayout.JAVA_LONG, offset));
    for (int i = 0; i < 2; i++) {
      assertThat(consumer.peek(note)).isTrue();
      assertThat(consumer.poll(receiver(), 1)).isOne();
    }
    assertThat(consumer.peek(note)).isFalse();
    assertThat(peeked).isEqualTo(senders);
    first.close();
  }

  @Test
  void ageOfAMessageAndOfTheOldestOneAreKnown() {
    QueueConsumer consumer = queue.consumer();
    assertThat(queue.statistics().lagTime()).isZero();
    QueueProducer producer = queue.producer();
    send(producer, 0, 0);
    send(producer, 0, 1);
    Duration oldest = queue.statistics().lagTime();
    assertThat(oldest).isPositive().isLessThan(LONG);
    assertThat(consumer.poll(receiver(), 2)).isEqualTo(2);
    assertThat(consumer.age()).isPositive().isLessThan(LONG);
    assertThat(queue.statistics().lagTime()).isZero();
  }

  @Test
  void threadsOfManyAttachmentsSendAtATimeAndTheConsumerSleeps() {
    int messages = 20_000;
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      int sender = i;
      running.add(
          CompletableFuture.runAsync(
              () -> {
                RegionOptions options =
                    RegionOptions.defaults()
                        .waitPolicy(sender % 2 == 0 ? WaitPolicy.frugal() : WaitPolicy.balanced());
                try (Region own = Region.attach(address, descriptor(), options);
                    QueueProducer producer = own.queue(0).producer()) {
                  for (int number = 0; number < messages; number++) {
                    send(producer, sender, number);
                  }
                }
              },
              PLATFORM));
    }
    QueueConsumer consumer = queue.consumer();
    int leavers = 0;
    while (leavers < LANES) {
      try {
        assertThat(consumer.take(receiver(), 64, LONG)).isPositive();
      } catch (PeerLeftException e) {
        leavers++;
      }
    }
    running.forEach(CompletableFuture::join);
    assertThat(next).containsOnly(messages);
    assertThat(consumer.poll(receiver(), 1)).isZero();
  }

  @Test
  void handlerThatThrowsLosesNoMessageOfOtherLanes() {
    QueueProducer first = queue.producer();
    QueueProducer second = queue.producer();
    send(first, 0, 0);
    send(first, 0, 1);
    send(second, 1, 0);
    QueueConsumer consumer = queue.consumer();
    assertThatThrownBy(
            () ->
                consumer.poll(
                    (id, version, data, offset, size) -> {
                      next[(int) data.get(ValueLayout.JAVA_LONG, offset)]++;
                      throw new IllegalArgumentException("on purpose");
                    },
                    100))
        .hasMessage("on purpose");
    assertThat(consumer.poll(receiver(), 100)).isEqualTo(2);
  }
}
