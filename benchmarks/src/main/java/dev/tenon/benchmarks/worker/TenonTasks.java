// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Exchange;
import dev.tenon.benchmarks.bench.Feed;

/** The tasks done with generated code; those between processes are named as in tenon_worker.c. */
final class TenonTasks {
  private TenonTasks() {}

  /**
   * A task by its name.
   *
   * @param region name of the region, which the first of the contender's processes creates
   */
  static Task named(String task, String region) {
    return switch (task) {
      case "ticks" -> ticks(Feed.openOrCreate(region), false);
      case "ticks-batch" -> ticks(Feed.openOrCreate(region), true);
      case "send-ticks" -> OneWay.sending(FeedEnds.tickSender(Feed.openOrCreate(region)));
      case "receive-ticks" -> OneWay.receiving(FeedEnds.tickReceiver(Feed.openOrCreate(region)));
      case "send-blocks" -> OneWay.sending(FeedEnds.blockSender(Feed.openOrCreate(region)));
      case "receive-blocks" -> OneWay.receiving(FeedEnds.blockReceiver(Feed.openOrCreate(region)));
      case "round-trip" -> roundTrip(Exchange.openOrCreate(region));
      case "drive" -> drive(Exchange.openOrCreate(region), false);
      case "echo" -> echo(Exchange.openOrCreate(region), false);
      case "wake-drive" -> drive(Exchange.openOrCreate(region), true);
      case "wake-echo" -> echo(Exchange.openOrCreate(region), true);
      default -> throw new IllegalArgumentException("no such task: " + task);
    };
  }

  private static Task ticks(Feed feed, boolean batches) {
    return OneWay.within(
        batches ? FeedEnds.batchingTickSender(feed) : FeedEnds.tickSender(feed),
        FeedEnds.tickReceiver(feed));
  }

  private static Task roundTrip(Exchange exchange) {
    return RoundTrip.within(
        ExchangeEnds.requestSender(exchange),
        ExchangeEnds.replyReceiver(exchange),
        ExchangeEnds.requestReceiver(exchange, false),
        ExchangeEnds.replySender(exchange));
  }

  private static Task drive(Exchange exchange, boolean wakes) {
    Sender requests = ExchangeEnds.requestSender(exchange);
    Receiver replies = ExchangeEnds.replyReceiver(exchange);
    return wakes ? RoundTrip.waking(requests, replies) : RoundTrip.driving(requests, replies);
  }

  private static Task echo(Exchange exchange, boolean sleeps) {
    return RoundTrip.echoing(
        ExchangeEnds.requestReceiver(exchange, sleeps), ExchangeEnds.replySender(exchange));
  }
}
