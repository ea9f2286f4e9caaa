// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import java.lang.foreign.MemorySegment;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Messages of two producers, each in a lane that is so small that it goes round every few messages:
 * what each has published must be whole, in its order, and not overwritten while it is read. Both
 * are one actor's: jcstress runs no more actors than there are processors.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing is there yet.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Each is whole, and its producer's next.")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "A message is torn, lost or twice there.")
@State
public class LaneOrders {
  private static final int LANES = 2;
  private static final int LIMIT = 4;
  private static final int DELAYS = 31;

  /** Tries of each side, so that both are at work all the time. */
  private static final int TRIES = 1000;

  private static final Queue QUEUE =
      StressRegion.create(builder -> builder.queue("numbers", 256, 8, LANES, true))
          .region()
          .queue(0);
  private static final Lane FIRST = new Lane(1);
  private static final Lane SECOND = new Lane(2);
  private static final QueueConsumer CONSUMER = QUEUE.consumer();

  // One thread each; jcstress orders the turns of two threads that one actor has had.
  private static final long[] RECEIVED = new long[LANES + 1];
  private static long turns;
  private static boolean bad;

  /** A producer, whose messages have its id. */
  private static final class Lane {
    private final QueueProducer producer = QUEUE.producer();
    private final int id;
    private long sent;

    Lane(int id) {
      this.id = id;
    }

    /** Publishes up to two messages at once. */
    void publish() {
      long first = claim(sent + 1);
      for (int i = 0; i < TRIES && first < 0; i++) {
        Thread.onSpinWait();
        first = claim(sent + 1);
      }
      if (first >= 0) {
        sent++;
        if ((sent & 1) == 0 && claim(sent + 1) >= 0) {
          sent++;
        }
        producer.publish();
      }
    }

    private long claim(long number) {
      long offset = producer.tryClaim(id, 1, NumberedWords.size(number));
      if (offset >= 0) {
        NumberedWords.write(producer.data(), offset, NumberedWords.count(number), number);
      }
      return offset;
    }
  }

  /** Publishes in both lanes, or in one of them. */
  @Actor
  public void publish() {
    turns++;
    if (turns % 3 != 0) {
      FIRST.publish();
    }
    if (turns % 3 != 1) {
      SECOND.publish();
    }
  }

  /** Takes what is there. */
  @Actor
  public void poll(I_Result result) {
    bad = false;
    int count = CONSUMER.poll(LaneOrders::check, LIMIT);
    for (int i = 0; i < TRIES && count == 0; i++) {
      Thread.onSpinWait();
      count = CONSUMER.poll(LaneOrders::check, LIMIT);
    }
    result.r1 = bad ? -1 : Math.min(count, 1);
  }

  private static void check(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    long number = ++RECEIVED[messageId];
    int words = NumberedWords.count(number);
    bad |= !NumberedWords.areWhole(data, offset, words, number);
    // Long enough for its producer to see room that was given back too early, and to fill it.
    for (long i = number % DELAYS; i > 0; i--) {
      Thread.onSpinWait();
    }
    bad |= !NumberedWords.areWhole(data, offset, words, number);
  }
}
