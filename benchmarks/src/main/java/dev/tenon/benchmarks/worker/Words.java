// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.BenchConstants;
import dev.tenon.benchmarks.bench.Block;
import dev.tenon.benchmarks.bench.Tick;

/** Fills messages with consecutive words, and adds up what has arrived. */
final class Words {
  static final int OF_TICK = 4;
  static final int OF_BLOCK = (int) BenchConstants.BLOCK_WORDS;

  private long sum;
  private long last;

  static void fill(Tick tick, long number) {
    tick.sequence(number).time(number + 1).price(number + 2).quantity(number + 3);
  }

  static void fill(Block block, long number) {
    for (int i = 0; i < OF_BLOCK; i++) {
      block.words(i, number + i);
    }
  }

  void add(Tick tick) {
    last = tick.sequence();
    sum += last + tick.time() + tick.price() + tick.quantity();
  }

  void add(Block block) {
    last = block.words(0);
    long words = 0;
    for (int i = 0; i < OF_BLOCK; i++) {
      words += block.words(i);
    }
    sum += words;
  }

  long sum() {
    return sum;
  }

  long last() {
    return last;
  }
}
