// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
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

  private static final Queue QUEUE =
      StressRegion.create(builder -> builder.queue("numbers", 256, 8, LANES, true))
          .region()
          .queue(0);

  // The id of a message is that of its producer.
  private static final NumberedSender FIRST = new NumberedSender(QUEUE.producer(), 1);
  private static final NumberedSender SECOND = new NumberedSender(QUEUE.producer(), 2);

  private static final QueueConsumer CONSUMER = QUEUE.consumer();

  // One thread each; jcstress orders the turns of two threads that one actor has had.
  private static final long[] RECEIVED = new long[LANES + 1];
  private static long turns;
  private static boolean bad;

  /** Publishes in both lanes, or in one of them. */
  @Actor
  public void publish() {
    turns++;
    if (turns % 3 != 0) {
      Spin.whileZero(FIRST::publish);
    }
    if (turns % 3 != 1) {
      Spin.whileZero(SECOND::publish);
    }
  }

  /** Takes what is there. */
  @Actor
  public void poll(I_Result result) {
    bad = false;
    int count = Spin.whileZero(() -> CONSUMER.poll(LaneOrders::check, LIMIT));
    result.r1 = bad ? -1 : Math.min(count, 1);
  }

  private static void check(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    bad |= !NumberedWords.stayWhole(data, offset, ++RECEIVED[messageId]);
  }
}
