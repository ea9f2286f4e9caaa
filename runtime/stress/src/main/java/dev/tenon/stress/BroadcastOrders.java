// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.BroadcastConsumer;
import java.lang.foreign.MemorySegment;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Messages of a broadcast that is so small that its producer overwrites them while they are read:
 * what is handed over must be whole and in order, and all others counted as missed.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing is there yet.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Each message is whole and the next one.")
@Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "So it is, and others were missed.")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "A message is torn, lost or twice there.")
@State
public class BroadcastOrders {
  private static final int LIMIT = 2;
  private static final int DELAYS = 127;

  private static final Broadcast BROADCAST =
      StressRegion.create(builder -> builder.broadcast("numbers", 256)).region().broadcast(0);
  private static final NumberedSender SENDER = new NumberedSender(BROADCAST.producer(), 1);
  private static final BroadcastConsumer CONSUMER = BROADCAST.consumer();

  // For one thread; jcstress orders the turns of two threads that one actor has had.
  private static long received;
  private static long missed;
  private static long last;
  private static boolean bad;

  /** Publishes, over messages that are read. */
  @Actor
  public void publish() {
    SENDER.publish();
  }

  /** Takes what is there. */
  @Actor
  public void poll(I_Result result) {
    bad = false;
    int count = Spin.whileZero(() -> CONSUMER.poll(BroadcastOrders::check, LIMIT));
    // All up to the last one were handed over or missed.
    bad |= count > 0 && received + CONSUMER.missed() != last;
    int some = CONSUMER.missed() == missed ? 1 : 2;
    missed = CONSUMER.missed();
    result.r1 = bad ? -1 : count == 0 ? 0 : some;
  }

  private static void check(
      int messageId, int contractVersion, MemorySegment data, long offset, long size) {
    long number = NumberedWords.number(data, offset);
    received++;
    bad |=
        number <= last
            || size != NumberedWords.size(number)
            || !NumberedWords.areWhole(data, offset, NumberedWords.count(number), number);
    last = number;
    // Takes as long as a part of a round of the producer, another one each time.
    Spin.times(received % DELAYS);
  }
}
