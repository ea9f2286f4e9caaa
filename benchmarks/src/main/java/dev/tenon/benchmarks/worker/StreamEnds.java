// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Feed;
import dev.tenon.benchmarks.bench.Sizes;
import dev.tenon.benchmarks.worker.QueueEnds.QueueReceiver;
import dev.tenon.runtime.TypedConsumer;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** The ends of the one-way queues. */
final class StreamEnds {
  /** Messages in a batch. */
  private static final int BATCH = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private StreamEnds() {}

  static Sender tickSender(Feed feed) {
    Feed.TicksProducer ticks = feed.ticks().producer();
    return QueueEnds.sender(ticks::tryClaimTick, Words::fill, ticks::publish);
  }

  static Sender batchingTickSender(Feed feed) {
    Feed.TicksProducer ticks = feed.ticks().producer();
    return QueueEnds.batchingSender(BATCH, ticks::tryClaimTick, Words::fill, ticks::publish);
  }

  static Receiver tickReceiver(Feed feed) {
    Words words = new Words();
    return new QueueReceiver(words, Words.OF_TICK, taking(feed.ticks().consumer(words::add)));
  }

  /** Sends messages of so many bytes. */
  static Sender sender(Sizes sizes, int bytes) {
    return switch (bytes) {
      case 16 -> {
        var queue = sizes.bytes16().producer();
        yield QueueEnds.sender(queue::tryClaimMessage16, Words::fill, queue::publish);
      }
      case 32 -> {
        var queue = sizes.bytes32().producer();
        yield QueueEnds.sender(queue::tryClaimMessage32, Words::fill, queue::publish);
      }
      case 256 -> {
        var queue = sizes.bytes256().producer();
        yield QueueEnds.sender(queue::tryClaimMessage256, Words::fill, queue::publish);
      }
      case 4096 -> {
        var queue = sizes.bytes4096().producer();
        yield QueueEnds.sender(queue::tryClaimMessage4096, Words::fill, queue::publish);
      }
      case 65536 -> {
        var queue = sizes.bytes65536().producer();
        yield QueueEnds.sender(queue::tryClaimMessage65536, Words::fill, queue::publish);
      }
      default -> throw noSuchSize(bytes);
    };
  }

  /** Receives messages of so many bytes. */
  static Receiver receiver(Sizes sizes, int bytes) {
    Words words = new Words();
    return new QueueReceiver(
        words,
        Words.of(bytes),
        switch (bytes) {
          case 16 -> taking(sizes.bytes16().consumer(words::add));
          case 32 -> taking(sizes.bytes32().consumer(words::add));
          case 256 -> taking(sizes.bytes256().consumer(words::add));
          case 4096 -> taking(sizes.bytes4096().consumer(words::add));
          case 65536 -> taking(sizes.bytes65536().consumer(words::add));
          default -> throw noSuchSize(bytes);
        });
  }

  /** Readers of streams wait: then they lag on purpose, which polling does not. */
  static IntUnaryOperator taking(TypedConsumer consumer) {
    return limit -> consumer.take(limit, PATIENCE);
  }

  private static IllegalArgumentException noSuchSize(int bytes) {
    return new IllegalArgumentException("no messages of " + bytes + " bytes");
  }
}
