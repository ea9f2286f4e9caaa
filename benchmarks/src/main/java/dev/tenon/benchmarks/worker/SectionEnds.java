// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Streams;
import dev.tenon.runtime.TypedConsumer;
import java.time.Duration;

/** The ends of queues with lanes, of broadcasts and of work; who listens to a broadcast polls. */
final class SectionEnds {
  /** Workers look in between whether the slice has ended. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  private SectionEnds() {}

  /** A producer of the queue with so many lanes. */
  static Sender laneSender(Streams streams, int lanes) {
    return switch (lanes) {
      case 1 -> {
        var lane = streams.lane().producer();
        yield QueueEnds.sender(lane::tryClaimTick, Words::fill, lane::publish);
      }
      case 2 -> {
        var lane = streams.twoLanes().producer();
        yield QueueEnds.sender(lane::tryClaimTick, Words::fill, lane::publish);
      }
      case 4 -> {
        var lane = streams.fourLanes().producer();
        yield QueueEnds.sender(lane::tryClaimTick, Words::fill, lane::publish);
      }
      default -> throw noSuchLanes(lanes);
    };
  }

  /** The consumer of the queue with so many lanes. */
  static Receiver laneReceiver(Streams streams, int lanes, Arrivals arrivals) {
    TypedConsumer consumer =
        switch (lanes) {
          case 1 -> streams.lane().consumer(arrivals::add);
          case 2 -> streams.twoLanes().consumer(arrivals::add);
          case 4 -> streams.fourLanes().consumer(arrivals::add);
          default -> throw noSuchLanes(lanes);
        };
    return arrivals.receiver(StreamEnds.taking(consumer));
  }

  private static IllegalArgumentException noSuchLanes(int lanes) {
    return new IllegalArgumentException("no queue with " + lanes + " lanes");
  }

  static Sender newsSender(Streams streams) {
    Streams.NewsProducer news = streams.news().producer();
    return QueueEnds.sender(news::tryClaimTick, Words::fill, news::publish);
  }

  static Streams.NewsConsumer newsConsumer(Streams streams, Arrivals arrivals) {
    return streams.news().consumer(arrivals::add);
  }

  static Sender taskSender(Streams streams) {
    Streams.TasksProducer tasks = streams.tasks().producer();
    return QueueEnds.sender(tasks::tryClaimTick, Words::fill, tasks::publish);
  }

  static Receiver taskReceiver(Streams streams, Arrivals arrivals) {
    Streams.TasksWorker worker = streams.tasks().worker(arrivals::add);
    return arrivals.receiver(limit -> worker.take(limit, MOMENT));
  }
}
