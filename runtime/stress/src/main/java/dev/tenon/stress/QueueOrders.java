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

  private static final Queue QUEUE =
      StressRegion.create(builder -> builder.queue("numbers", 256, 8)).region().queue(0);
  private static final NumberedSender SENDER = new NumberedSender(QUEUE.producer(), 1);
  private static final QueueConsumer CONSUMER = QUEUE.consumer();

  // For one thread; jcstress orders the turns of two threads that one actor has had.
  private static long received;
  private static boolean bad;

  /** Publishes when there is room. */
  @Actor
  public void publish() {
    Spin.whileZero(SENDER::publish);
  }

  /** Takes what is there. */
  @Actor
  public void poll(I_Result result) {
    bad = false;
    int count = Spin.whileZero(() -> CONSUMER.poll(QueueOrders::check, LIMIT));
    result.r1 = bad ? -1 : Math.min(count, 1);
  }

  private static void check(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    received++;
    bad |= !NumberedWords.stayWhole(data, offset, received);
  }
}
