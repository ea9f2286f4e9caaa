// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Work;
import dev.tenon.runtime.WorkStatistics;
import dev.tenon.runtime.Worker;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLongArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Tasks of a ring that is so small that the producer goes round it every few tasks, and two
 * workers: each task must be taken by one of them, once, and be whole and not overwritten before it
 * is finished. One actor is the producer and a worker: jcstress runs no more actors than there are
 * processors. The numbers are what each worker has met.
 */
@JCStressTest
@Outcome(
    id = {"0, 0", "0, 1", "1, 0", "1, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "Each task is whole, and one worker's.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A task is torn, taken twice, or finished wrongly.")
@State
public class WorkOrders {
  private static final int LIMIT = 2;

  /** Tasks that may be there at a time are far fewer. */
  private static final int PLACES = 1024;

  private static final Work WORK =
      StressRegion.create(builder -> builder.work("numbers", 256, 8, 2)).region().work(0);
  private static final NumberedSender SENDER = new NumberedSender(WORK.producer(), 1);
  private static final Taker FIRST = new Taker();
  private static final Taker SECOND = new Taker();

  /** The last task that was taken, of those of a number modulo their places; zero for none. */
  private static final AtomicLongArray TAKEN = new AtomicLongArray(PLACES);

  // For one thread; jcstress orders the turns of two threads that one actor has had.
  private static long turns;

  /** A worker and what it has seen. */
  private static final class Taker {
    private final Worker worker = WORK.worker();
    private boolean bad;

    /** Takes what is there; the number for the result. */
    int poll() {
      bad = false;
      int count = Spin.whileZero(() -> worker.poll(this::check, LIMIT));
      return bad ? -1 : Math.min(count, 1);
    }

    private void check(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      long number = NumberedWords.number(data, offset);
      bad |= size != NumberedWords.size(number);
      long before = TAKEN.getAndSet((int) (number % PLACES), number);
      bad |= before != (number <= PLACES ? 0 : number - PLACES);
      bad |= !NumberedWords.stayWhole(data, offset, number);
    }
  }

  /** Publishes, and in every second turn takes what is there: the rest is the other worker's. */
  @Actor
  public void work(II_Result result) {
    SENDER.publish();
    turns++;
    result.r1 = turns % 2 == 0 ? FIRST.poll() : 0;
  }

  /** Takes what is there, too, and looks whether anything was given back or set aside. */
  @Actor
  public void workToo(II_Result result) {
    result.r2 = SECOND.poll();
    WorkStatistics seen = WORK.statistics();
    if (seen.setAside() != 0 || seen.returned() != 0) {
      result.r2 = -1;
    }
  }
}
