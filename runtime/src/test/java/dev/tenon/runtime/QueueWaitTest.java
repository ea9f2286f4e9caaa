// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.format.QueueEnd;
import dev.tenon.runtime.format.QueueHeader;
import dev.tenon.runtime.format.RecordHeader;
import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.section.SectionHost;
import dev.tenon.runtime.section.queue.RecordFormat;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting for messages, for room, and for a peer that goes. */
@Timeout(900)
class QueueWaitTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final RecordHandler IGNORE = (id, version, data, offset, size) -> {};

  /** A thread for each task, so that none waits for another. */
  private static final Executor THREADS = task -> Thread.ofPlatform().start(task);

  @TempDir private Path directory;

  private RegionAddress address;
  private Region region;
  private Region peer;

  @BeforeEach
  void createRegion() {
    address = RegionAddress.file(directory.resolve("feed"));
    region = Region.create(address, Samples.feed(1024, 8));
    peer = Region.attach(address, Samples.feed(1024, 8));
  }

  @AfterEach
  void closeRegion() {
    region.close();
    peer.close();
  }

  static WaitPolicy[] waitPolicies() {
    return new WaitPolicy[] {WaitPolicy.balanced(), WaitPolicy.frugal(), WaitPolicy.latency()};
  }

  @Test
  void zeroTimeoutLooksOnce() {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    QueueProducer producer = peer.queue(Samples.QUOTES).producer();
    assertThat(consumer.take(IGNORE, 1, Duration.ZERO)).isZero();
    fill(producer);
    assertThat(producer.claim(1, 1, 8, Duration.ZERO)).isEqualTo(-1);
    assertThat(consumer.take(IGNORE, 1, Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void elapsedTimeoutGivesZero() {
    peer.queue(Samples.QUOTES).producer();
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    long start = System.nanoTime();
    assertThat(consumer.take(IGNORE, 1, Duration.ofMillis(20))).isZero();
    assertThat(System.nanoTime() - start).as("not earlier").isGreaterThanOrEqualTo(20_000_000);
  }

  @Test
  void negativeTimeoutIsRefused() {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    assertThatThrownBy(() -> consumer.take(IGNORE, 1, Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("waitPolicies")
  void sleepersOfBothEndsAreWoken(WaitPolicy policy) {
    RegionOptions options = RegionOptions.defaults().waitPolicy(policy);
    try (Region sender = Region.attach(address, Samples.feed(1024, 8), options);
        Region receiver = Region.attach(address, Samples.feed(1024, 8), options)) {
      int messages = 20_000;
      QueueConsumer consumer = receiver.queue(Samples.QUOTES).consumer();
      QueueProducer producer = sender.queue(Samples.QUOTES).producer();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < messages; i++) {
                  long offset = producer.claim(1, 1, 200, LONG);
                  producer.data().set(ValueLayout.JAVA_LONG, offset, i);
                  producer.publish();
                }
              },
              THREADS);
      long[] next = {0};
      while (next[0] < messages) {
        consumer.take(
            (id, version, data, offset, size) ->
                assertThat(data.get(ValueLayout.JAVA_LONG, offset)).isEqualTo(next[0]++),
            3,
            LONG);
      }
      sending.join();
    }
  }

  @Test
  void claimThatItsOwnClaimsBlockIsRefusedInsteadOfWaiting() {
    QueueProducer producer = region.queue(Samples.QUOTES).producer();
    while (producer.tryClaim(1, 1, 100) >= 0) {
      assertThat(producer).isNotNull();
    }
    assertThatThrownBy(() -> producer.claim(1, 1, 100, LONG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("publish");
  }

  @Test
  void peerThatLeftIsReportedOnceAfterItsMessages() {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    assertThat(consumer.take(IGNORE, 1, Duration.ZERO)).as("nobody came yet").isZero();
    for (int epoch = 1; epoch <= 3; epoch++) {
      try (QueueProducer producer = peer.queue(Samples.QUOTES).producer()) {
        producer.tryClaim(1, 1, 8);
        producer.publish();
        assertThat(consumer.take(IGNORE, 10, LONG)).isEqualTo(1);
        producer.tryClaim(1, 1, 8);
        producer.publish();
      }
      assertThat(consumer.take(IGNORE, 10, LONG)).isEqualTo(1);
      assertThatThrownBy(() -> consumer.take(IGNORE, 10, LONG))
          .isInstanceOf(PeerLeftException.class)
          .hasMessageContaining("quotes");
      assertThat(consumer.take(IGNORE, 10, Duration.ofMillis(5))).as("reported once").isZero();
    }
  }

  @Test
  void lateConsumerGetsEverythingThenLearnsThatTheProducerLeft() {
    try (QueueProducer producer = peer.queue(Samples.QUOTES).producer()) {
      producer.tryClaim(1, 1, 8);
      producer.publish();
    }
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    assertThat(consumer.take(IGNORE, 10, LONG)).isEqualTo(1);
    assertThatThrownBy(() -> consumer.take(IGNORE, 10, LONG)).isInstanceOf(PeerLeftException.class);
  }

  @Test
  void producerLearnsThatTheConsumerLeft() {
    QueueProducer producer = region.queue(Samples.QUOTES).producer();
    fill(producer);
    assertThat(producer.claim(1, 1, 8, Duration.ZERO)).as("nobody came yet").isEqualTo(-1);
    peer.queue(Samples.QUOTES).consumer().close();
    assertThatThrownBy(() -> producer.claim(1, 1, 8, LONG)).isInstanceOf(PeerLeftException.class);
    assertThat(producer.claim(1, 1, 8, Duration.ZERO)).as("reported once").isEqualTo(-1);
  }

  @Test
  void waitingConsumerIsToldWhenTheProducerLeaves() throws InterruptedException {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    QueueProducer producer = peer.queue(Samples.QUOTES).producer();
    Thread closer = Thread.ofPlatform().unstarted(producer::close);
    peer.label("feed\thandler");
    awaitSleeping(Thread.currentThread(), closer);
    assertThatThrownBy(() -> consumer.take(IGNORE, 1, LONG))
        .isInstanceOfSatisfying(
            PeerLeftException.class, e -> assertThat(e.label()).isEqualTo("feed?handler"))
        .hasMessageContaining(
            "process " + ProcessHandle.current().pid() + " ('feed?handler'), has gone");
    closer.join();
  }

  @Test
  void interruptEndsAWaitAndKeepsTheFlag() {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    QueueProducer producer = peer.queue(Samples.QUOTES).producer();
    producer.tryClaim(1, 1, 8);
    producer.publish();
    Thread.currentThread().interrupt();
    assertThat(consumer.take(IGNORE, 1, LONG)).as("messages come first").isEqualTo(1);
    assertThatThrownBy(() -> consumer.take(IGNORE, 1, LONG))
        .isInstanceOf(WaitInterruptedException.class);
    assertThat(Thread.interrupted()).as("the flag is kept").isTrue();
  }

  @Test
  void interruptReachesASleepingThread() {
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    peer.queue(Samples.QUOTES).producer();
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    CompletableFuture<Boolean> flag =
        CompletableFuture.supplyAsync(
            () -> {
              waiting.complete(Thread.currentThread());
              assertThatThrownBy(() -> consumer.take(IGNORE, 1, LONG))
                  .isInstanceOf(WaitInterruptedException.class);
              return Thread.currentThread().isInterrupted();
            },
            THREADS);
    waiting.join().interrupt();
    assertThat(flag.join()).isTrue();
  }

  @Test
  void closingTheRegionEndsWaitsAndPollsOfOtherThreads() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      Region shared = Region.attach(address, Samples.feed(1024, 8));
      QueueConsumer quotes = shared.queue(Samples.QUOTES).consumer();
      QueueConsumer orders = shared.queue(Samples.ORDERS).consumer();
      CountDownLatch running = new CountDownLatch(2);
      CompletableFuture<Void> waiter = untilClosed(running, () -> quotes.take(IGNORE, 1, LONG));
      CompletableFuture<Void> poller = untilClosed(running, () -> orders.poll(IGNORE, 1));
      running.await();
      shared.close();
      waiter.join();
      poller.join();
      assertThat(region.queue(Samples.QUOTES).consumerState()).isEqualTo(PeerState.LEFT);
    }
  }

  @Test
  void handlerCannotCloseItsRegionAndItsMessageIsConsumed() {
    QueueProducer producer = peer.queue(Samples.QUOTES).producer();
    producer.tryClaim(1, 1, 8);
    producer.tryClaim(2, 1, 8);
    producer.publish();
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    assertThatThrownBy(() -> consumer.poll((id, v, data, offset, size) -> region.close(), 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("cannot be polled, left or closed while its handler runs");
    assertThat(region.isOpen()).isTrue();
    assertThat(consumer.poll(IGNORE, 10)).isEqualTo(1);
  }

  @Test
  void handlerCanCloseAnotherRegion() {
    peer.queue(Samples.QUOTES).producer().tryClaim(1, 1, 8);
    QueueProducer producer = region.queue(Samples.ORDERS).producer();
    producer.tryClaim(1, 1, 8);
    producer.publish();
    QueueConsumer consumer = region.queue(Samples.ORDERS).consumer();
    assertThat(consumer.poll((id, v, data, offset, size) -> peer.close(), 10)).isEqualTo(1);
    assertThat(peer.isOpen()).isFalse();
  }

  @Test
  void takeThatWakesForPaddingAloneWaitsOn() {
    MemorySegment bytes = ((SectionHost) peer).withContent(content -> content);
    long entry = RegionHeader.BYTES + Samples.QUOTES * SectionEntry.BYTES;
    long queue = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
    long ring = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.DATA_OFFSET_OFFSET);
    long capacity = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.SIZE_OFFSET);
    long waiting = queue + QueueHeader.DATA_OFFSET + WaitWords.WAITING_OFFSET;
    long consumed = queue + QueueHeader.CONSUMER_OFFSET + QueueEnd.POSITION_OFFSET;
    long produced = queue + QueueHeader.PRODUCER_OFFSET + QueueEnd.POSITION_OFFSET;
    long rest = 64;
    Words.setLongRelease(bytes, produced, capacity - rest);
    Words.setLongRelease(bytes, consumed, capacity - rest);
    QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
    var taken =
        CompletableFuture.supplyAsync(
            () -> consumer.take(IGNORE, 10, Duration.ofMinutes(1)), THREADS);
    while (Words.getLongAcquire(bytes, waiting) == 0) {
      Thread.onSpinWait();
    }
    long padding =
        RecordFormat.header(
            rest - RecordHeader.BYTES,
            RecordFormat.PADDING,
            TenonFormatConstants.PADDING_CONTRACT_VERSION);
    Words.setLongRelease(bytes, ring + capacity - rest, padding);
    Words.setLongRelease(bytes, produced, capacity);
    while (Words.getLongAcquire(bytes, consumed) != capacity) {
      Thread.onSpinWait();
    }
    QueueProducer producer = peer.queue(Samples.QUOTES).producer();
    producer.tryClaim(1, 1, 8);
    producer.publish();
    assertThat(taken.join()).isEqualTo(1);
  }

  private static CompletableFuture<Void> untilClosed(CountDownLatch running, Runnable operation) {
    return CompletableFuture.runAsync(
        () -> {
          running.countDown();
          assertThatThrownBy(
                  () -> {
                    while (true) {
                      operation.run();
                    }
                  })
              .isInstanceOf(IllegalStateException.class);
        },
        THREADS);
  }

  /**
   * Starts {@code then} from a thread that has seen {@code sleeper} in a native sleep or parked.
   */
  private static void awaitSleeping(Thread sleeper, Thread then) {
    Thread.ofPlatform()
        .start(
            () -> {
              while (!isPausing(sleeper)) {
                Thread.onSpinWait();
              }
              then.start();
            });
  }

  private static boolean isPausing(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getMethodName().equals("pause")) {
        return true;
      }
    }
    return false;
  }

  private static void fill(QueueProducer producer) {
    while (producer.tryClaim(1, 1, 100) >= 0) {
      producer.publish();
    }
    while (producer.tryClaim(1, 1, 0) >= 0) {
      producer.publish();
    }
  }
}
