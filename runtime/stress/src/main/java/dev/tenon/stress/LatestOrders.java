// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import dev.tenon.runtime.Latest;
import dev.tenon.runtime.LatestReader;
import dev.tenon.runtime.LatestWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Values that follow one another so fast that a slot is overwritten while it is read: what is read
 * must be whole, that of its number, and never an older one than before.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "There is no newer value.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "A newer value, whole and with its number.")
@Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "A value is torn, older or another one.")
@State
public class LatestOrders {
  private static final int WORDS = 9;
  private static final long SIZE = (long) WORDS * Long.BYTES;
  private static final int MOST_AT_ONCE = 3;

  private static final Latest LATEST =
      StressRegion.create(builder -> builder.latest("value", SIZE)).region().latest(0);
  private static final LatestWriter WRITER = LATEST.writer();
  private static final LatestReader READER = LATEST.reader();
  private static final MemorySegment WRITTEN = Arena.global().allocate(SIZE, Long.BYTES);
  private static final MemorySegment READ = Arena.global().allocate(SIZE, Long.BYTES);

  // One thread each; jcstress orders the turns of two threads that one actor has had.
  private static long published;
  private static long last;
  private static long turns;

  /** Publishes up to three values, one behind the other. */
  @Actor
  public void publish() {
    for (long i = published % MOST_AT_ONCE; i >= 0; i--) {
      published++;
      NumberedWords.write(WRITTEN, 0, WORDS, published);
      WRITER.publish(1, WRITTEN, SIZE);
    }
  }

  /** Reads the newest value, in every second turn again until it is a newer one. */
  @Actor
  public void read(I_Result result) {
    turns++;
    boolean isRead =
        turns % 2 == 0
            ? READER.read(READ, 0, SIZE)
            : Spin.whileZero(() -> READER.poll(READ, 0, SIZE) ? 1 : 0) != 0;
    if (!isRead) {
      result.r1 = 0;
      return;
    }
    long number = READER.number();
    boolean good = number >= last && NumberedWords.areWhole(READ, 0, WORDS, number);
    // Who polls gets what it has not read.
    good &= turns % 2 == 0 || number > last;
    result.r1 = good ? number > last ? 1 : 0 : -1;
    last = number;
  }
}
