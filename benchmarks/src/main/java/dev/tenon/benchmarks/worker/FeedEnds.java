// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Block;
import dev.tenon.benchmarks.bench.Feed;
import dev.tenon.benchmarks.bench.Tick;
import java.util.function.IntUnaryOperator;

/** The ends of the one-way queues. */
final class FeedEnds {
  /** Messages in a batch; a power of two. */
  private static final int BATCH = 16;

  private FeedEnds() {}

  /** Publishes every message by itself. */
  static Sender tickSender(Feed feed) {
    Feed.TicksProducer producer = feed.ticks().producer();
    return number -> {
      Words.fill(claim(producer), number);
      producer.publish();
    };
  }

  /** Publishes after every 16th message. */
  static Sender batchingTickSender(Feed feed) {
    Feed.TicksProducer producer = feed.ticks().producer();
    return new Sender() {
      @Override
      public void send(long number) {
        Words.fill(claim(producer), number);
        if ((number & BATCH - 1) == BATCH - 1) {
          producer.publish();
        }
      }

      @Override
      public void flush() {
        producer.publish();
      }
    };
  }

  private static Tick claim(Feed.TicksProducer producer) {
    Tick tick;
    while ((tick = producer.tryClaimTick()) == null) {
      Thread.onSpinWait();
    }
    return tick;
  }

  /** Publishes every message by itself. */
  static Sender blockSender(Feed feed) {
    Feed.BlocksProducer producer = feed.blocks().producer();
    return number -> {
      Block block;
      while ((block = producer.tryClaimBlock()) == null) {
        Thread.onSpinWait();
      }
      Words.fill(block, number);
      producer.publish();
    };
  }

  static Receiver tickReceiver(Feed feed) {
    Words words = new Words();
    return new QueueReceiver(words, Words.OF_TICK, feed.ticks().consumer(words::add)::poll);
  }

  static Receiver blockReceiver(Feed feed) {
    Words words = new Words();
    return new QueueReceiver(words, Words.OF_BLOCK, feed.blocks().consumer(words::add)::poll);
  }

  /** Takes messages by the given look into the queue, which adds them to the words. */
  record QueueReceiver(Words added, int words, IntUnaryOperator look) implements Receiver {
    @Override
    public int receive() {
      return look.applyAsInt(LIMIT);
    }

    @Override
    public long sum() {
      return added.sum();
    }

    @Override
    public long last() {
      return added.last();
    }
  }
}
