// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.QueueStatistics;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/** Takes both roles of a queue in which the holder of one was killed, and goes on. */
final class QueueSurvivor {
  /** Bytes of the ring of a lane. */
  static final int CAPACITY = 1024;

  /** Section of the queue. */
  static final int QUOTES = 1;

  private static final Duration LONG = Duration.ofMinutes(5);

  private final Queue queue;
  private final Kill kill;
  private final Messages messages = new Messages();

  QueueSurvivor(Queue queue, Kill kill) {
    this.queue = queue;
    this.kill = kill;
  }

  /** Repetitions that the successor of a killed consumer may get. */
  enum Repeats {
    AN_EIGHTH,
    ONE,
    ALL_OR_NOTHING
  }

  /**
   * Messages that a victim had published, would have published next, handled, and found; and those
   * of another lane that it handled.
   */
  record Kill(long published, long due, long handled, long waiting, long ofBystander) {
    /** Words of the region's struct, in which a victim says how far it is. */
    static final long PUBLISHED = 0;

    static final long DUE = 8;
    static final long HANDLED = 16;
    static final long OF_BYSTANDER = 24;

    static Kill of(String line) {
      String[] words = line.split(" ");
      return new Kill(
          Long.parseLong(words[0]),
          Long.parseLong(words[1]),
          Long.parseLong(words[2]),
          Long.parseLong(words[3]),
          0);
    }

    static Kill of(MemorySegment status, long waiting) {
      return new Kill(
          Words.getLongAcquire(status, PUBLISHED),
          Words.getLongAcquire(status, DUE),
          Words.getLongAcquire(status, HANDLED),
          waiting,
          Words.getLongAcquire(status, OF_BYSTANDER));
    }
  }

  /** Messages that came so far. */
  Messages messages() {
    return messages;
  }

  /**
   * Goes on behind a killed producer.
   *
   * @param consumesFirst whether there is no other producer before everything is consumed
   */
  void succeedProducer(boolean consumesFirst) {
    if (consumesFirst) {
      takeEverything();
    } else {
      publishFirst();
    }
    goOn();
    requireNumbers(kill.due() - kill.published());
  }

  /** Consumes to the end, where it learns that there will be no more. */
  private void takeEverything() {
    try (QueueConsumer consumer = queue.consumer()) {
      consumer.poll(messages, Integer.MAX_VALUE);
      messages.requireReceived(kill);
      assertThatThrownBy(() -> consumer.take(messages, 1, LONG))
          .isInstanceOf(PeerLeftException.class);
      assertThat(consumer.poll(messages, 1)).isZero();
    }
  }

  /** Publishes before more than one message of what the victim left is consumed. */
  private void publishFirst() {
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

  /** Goes on behind a killed consumer: first its peer does, and then a successor. */
  void succeedConsumer(Repeats repeats) {
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
    requireRepeated(repeats);
    goOn();
    long passed = repeats == Repeats.ALL_OR_NOTHING ? kill.waiting() - 1 : kill.handled();
    requireNumbers(
        messages.repeated(Messages.VICTIM, passed)
            + messages.repeated(Messages.BYSTANDER, kill.ofBystander()));
  }

  private void requireRepeated(Repeats repeats) {
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
  private void goOn() {
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

  /**
   * Nothing is left, and the counts differ by no more than the victim's batch.
   *
   * @param batch messages
   */
  private void requireNumbers(long batch) {
    QueueStatistics numbers = queue.statistics();
    assertThat(numbers.consumed() - numbers.published())
        .as("consumed but not published, of %s", numbers)
        .isBetween(-batch, batch);
    assertThat(numbers.lagMessages()).isZero();
    assertThat(numbers.lagBytes()).isZero();
    assertThat(numbers.usedBytes()).isZero();
  }
}
