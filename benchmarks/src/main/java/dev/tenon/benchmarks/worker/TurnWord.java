// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A word by which one process tells another a number: the turn is in its upper half. */
final class TurnWord {
  private TurnWord() {}

  /** The side that stores the word. */
  static final class Storing implements Sender {
    private final LongConsumer word;
    private long turns;

    Storing(LongConsumer word) {
      this.word = word;
    }

    @Override
    public void send(long number) {
      turns++;
      word.accept(turns << Integer.SIZE | number);
    }
  }

  /** Waits that look into the word before and after. */
  @FunctionalInterface
  interface Wait {
    /** Waits until the word is of that turn, or for some time, or not at all. */
    boolean until(LongSupplier word, long turn);
  }

  /** The side that loads the word. */
  static final class Loading implements Receiver {
    private final LongSupplier word;
    private final Wait wait;
    private long turns;
    private long last;
    private long sum;

    Loading(LongSupplier word, Wait wait) {
      this.word = word;
      this.wait = wait;
    }

    @Override
    public int receive() {
      if (word.getAsLong() >>> Integer.SIZE != turns + 1 && !wait.until(word, turns + 1)) {
        return 0;
      }
      turns++;
      last = word.getAsLong() & 0xFFFF_FFFFL;
      sum += last;
      return 1;
    }

    @Override
    public long sum() {
      return sum;
    }

    @Override
    public long last() {
      return last;
    }

    @Override
    public int words() {
      return 1;
    }
  }
}
