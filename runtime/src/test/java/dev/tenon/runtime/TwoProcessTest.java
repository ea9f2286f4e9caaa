// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages between two JVMs, of which one may be killed. */
@Timeout(900)
class TwoProcessTest {
  private static final long MESSAGES = Long.getLong("tenon.messages", 10_000_000);
  private static final int KILLS = Boolean.getBoolean("tenon.long") ? 200 : 5;
  private static final Duration LONG = Duration.ofDays(1);

  private final String name = "test.two." + ProcessHandle.current().pid() + "." + hashCode();
  private final RegionAddress address = RegionAddress.sharedMemory(name);

  @AfterEach
  void removeRegion() {
    Region.remove(address);
  }

  @Test
  void millionsOfMixedMessagesArriveInOrder() {
    try (Region region = Region.create(address, Samples.feed());
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
        ChildJvm sender = ChildJvm.start(ChildMains.Send.class, name, 0, MESSAGES, 16)) {
      assertThat(receiveUntilProducerLeaves(consumer, 0)).isEqualTo(MESSAGES);
      sender.expect("ready");
      sender.expect("done");
    }
  }

  @Test
  void sideWithoutNativeAccessPollsAndSaysSoOnce() {
    try (Region region = Region.create(address, Samples.feed());
        ChildJvm receiver = ChildJvm.start(List.of(), ChildMains.Receive.class, name, 0)) {
      QueueProducer producer = region.queue(Samples.QUOTES).producer();
      receiver.expect("ready");
      for (long number = 0; number < 200_000; number++) {
        assertThat(NumberedMessage.claim(producer, number, LONG)).isTrue();
        producer.publish();
      }
      producer.close();
      receiver.expect("left");
      assertThat(receiver.exitCode()).isZero();
      assertThat(receiver.errors())
          .containsOnlyOnce("--enable-native-access=ALL-UNNAMED")
          .doesNotContain("WARNING: ");
    }
  }

  @Test
  void sleepingSideGetsMessagesOfAPeerThatCannotWake() {
    try (Region region = Region.create(address, Samples.feed());
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
        ChildJvm sender = ChildJvm.start(List.of(), ChildMains.Send.class, name, 0, 200_000, 1)) {
      assertThat(receiveUntilProducerLeaves(consumer, 0)).isEqualTo(200_000);
      sender.expect("ready");
    }
  }

  @Test
  void namedModuleWorksWithItsOwnNativeAccess() {
    try (Region region = Region.create(address, Samples.feed());
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer();
        ChildJvm sender =
            ChildJvm.startModule(
                List.of("--enable-native-access=dev.tenon.runtime"),
                ChildMains.Send.class,
                name,
                0,
                10_000,
                1)) {
      assertThat(receiveUntilProducerLeaves(consumer, 0)).isEqualTo(10_000);
      sender.expect("ready");
      sender.expect("done");
      assertThat(sender.exitCode()).isZero();
      assertThat(sender.errors()).isEmpty();
    }
  }

  @Test
  void producerKilledMidWriteLeavesQueueCompleteAndASuccessorGoesOn() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    try (Region region = Region.create(address, Samples.feed());
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
      NumberedMessage.Checker checker = new NumberedMessage.Checker(1);
      for (int kill = 0; kill < KILLS; kill++) {
        try (ChildJvm sender =
            ChildJvm.start(ChildMains.Send.class, name, checker.next(), Long.MAX_VALUE / 2, 3)) {
          sender.expect("ready");
          long enough = checker.next() + random.nextLong(100_000);
          while (checker.next() < enough) {
            consumer.take(checker, 64, LONG);
          }
          sender.kill();
        }
        receiveUntilProducerLeaves(consumer, checker);
        assertThat(region.queue(Samples.QUOTES).producerState()).isEqualTo(PeerState.LEFT);
      }
    }
  }

  @Test
  void consumerKilledInABatchLosesNothing() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(8);
    try (Region region = Region.create(address, Samples.feed());
        QueueProducer producer = region.queue(Samples.QUOTES).producer()) {
      long sent = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        long first;
        try (QueueConsumer probe = region.queue(Samples.QUOTES).consumer()) {
          assertThat(probe.poll((id, version, data, offset, size) -> {}, Integer.MAX_VALUE))
              .isGreaterThanOrEqualTo(0);
          first = sent;
          Words.setLongRelease(region.struct(Samples.STATUS), 0, first);
        }
        long handled;
        try (ChildJvm receiver = ChildJvm.start(ChildMains.Receive.class, name, first)) {
          receiver.expect("ready");
          long enough = sent + random.nextLong(100_000);
          while (sent < enough && NumberedMessage.claim(producer, sent, LONG)) {
            producer.publish();
            sent++;
          }
          receiver.kill();
          handled = Words.getLongAcquire(region.struct(Samples.STATUS), 0);
        }
        long[] numbers = {Long.MAX_VALUE};
        try (QueueConsumer successor = region.queue(Samples.QUOTES).consumer()) {
          successor.poll(
              (id, version, data, offset, size) ->
                  numbers[0] = data.get(ValueLayout.JAVA_LONG, offset),
              1);
        }
        if (numbers[0] == Long.MAX_VALUE) {
          assertThat(handled).as("all that was sent was handled").isEqualTo(sent);
        } else {
          assertThat(numbers[0]).as("nothing unhandled is skipped").isLessThanOrEqualTo(handled);
          assertThat(recordBytes(numbers[0], handled - 1))
              .as("less than what is released at once comes again, and the last message")
              .isLessThan(Samples.CAPACITY / TenonFormatConstants.RELEASE_PARTS);
        }
      }
    }
  }

  /** Bytes of the records of these messages. */
  private static long recordBytes(long first, long end) {
    return LongStream.range(first, end)
        .map(number -> Long.BYTES + NumberedMessage.size(number))
        .sum();
  }

  @Test
  void producerKilledWhileTheConsumerSleepsIsNoticed() {
    try (Region region = Region.create(address, Samples.feed());
        QueueConsumer consumer = region.queue(Samples.QUOTES).consumer()) {
      ChildJvm sender = ChildJvm.start(ChildMains.Send.class, name, 0, Long.MAX_VALUE / 2, 1);
      sender.expect("ready");
      Thread killer = Thread.ofPlatform().start(sender::kill);
      assertThat(receiveUntilProducerLeaves(consumer, 0)).isGreaterThanOrEqualTo(0);
      join(killer);
      sender.close();
    }
  }

  @Test
  void roleOfALiveProcessIsRefusedByName() {
    try (Region region = Region.create(address, Samples.feed());
        ChildJvm receiver = ChildJvm.start(ChildMains.Receive.class, name, 0)) {
      receiver.expect("ready");
      assertThatThrownBy(() -> region.queue(Samples.QUOTES).consumer())
          .isInstanceOf(RoleTakenException.class)
          .hasMessageContaining("process " + receiver.processId());
      receiver.kill();
      region.queue(Samples.QUOTES).consumer().close();
    }
  }

  private static long receiveUntilProducerLeaves(QueueConsumer consumer, long first) {
    NumberedMessage.Checker checker = new NumberedMessage.Checker(first);
    receiveUntilProducerLeaves(consumer, checker);
    return checker.next();
  }

  private static void receiveUntilProducerLeaves(
      QueueConsumer consumer, NumberedMessage.Checker checker) {
    try {
      while (true) {
        consumer.take(checker, 256, LONG);
      }
    } catch (PeerLeftException e) {
      assertThat(consumer.poll(checker, 1)).as("everything came before").isZero();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
