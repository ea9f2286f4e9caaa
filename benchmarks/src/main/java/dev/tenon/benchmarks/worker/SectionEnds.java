// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Streams;

/** The ends of queues with lanes, of broadcasts and of work; the receiving ones only poll. */
final class SectionEnds {
  private SectionEnds() {}

  static Sender laneSender(Streams streams) {
    Streams.LanesProducer lane = streams.lanes().producer();
    return QueueEnds.sender(lane::tryClaimTick, Words::fill, lane::publish);
  }

  static Receiver laneReceiver(Streams streams, Arrivals arrivals) {
    return arrivals.receiver(streams.lanes().consumer(arrivals::add)::poll);
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
    return arrivals.receiver(streams.tasks().worker(arrivals::add)::poll);
  }
}
