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
 * Messages of a queue that is so small that the producer goes round it every few messages: what is
 * published must be whole, in order, and not overwritten while it is read.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing is there yet.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Each message is whole and the next one.")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "A message is torn, lost or twice there.")
@State
public class QueueOrders {
  private static final int LIMIT = 2;
  private static final int DELAYS = 31;

  /** Tries of each side, so that both are at work all the time. */
  private static final int TRIES = 1000;

  private static final Queue QUEUE =
      StressRegion.create(builder -> builder.queue("numbers", 256, 8)).region().queue(0);
  private static final QueueProducer PRODUCER = QUEUE.producer();
  private static final QueueConsumer CONSUMER = QUEUE.consumer();

  // One thread each; jcstress orders the turns of two threads that one actor has had.
  private static long sent;
  private static long received;
  private static boolean bad;

  /** Publishes up to two messages at once, of a number in each of their words. */
  @Actor
  public void publish() {
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
      PRODUCER.publish();
    }
  }

  private static long claim(long number) {
    long offset = PRODUCER.tryClaim(1, 1, NumberedWords.size(number));
    if (offset >= 0) {
      NumberedWords.write(PRODUCER.data(), offset, NumberedWords.count(number), number);
    }
    return offset;
  }

  /** Takes what is there. */
  @Actor
  public void poll(I_Result result) {
    bad = false;
    int count = CONSUMER.poll(QueueOrders::check, LIMIT);
    for (int i = 0; i < TRIES && count == 0; i++) {
      Thread.onSpinWait();
      count = CONSUMER.poll(QueueOrders::check, LIMIT);
    }
    result.r1 = bad ? -1 : Math.min(count, 1);
  }

  private static void check(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    received++;
    bad |= !isWhole(data, offset);
    // Long enough for the producer to see room that was given back too early, and to fill it.
    for (long i = received % DELAYS; i > 0; i--) {
      Thread.onSpinWait();
    }
    bad |= !isWhole(data, offset);
  }

  private static boolean isWhole(MemorySegment data, long offset) {
    return NumberedWords.areWhole(data, offset, NumberedWords.count(received), received);
  }
}
