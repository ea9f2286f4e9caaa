// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import dev.tenon.benchmarks.bench.Exchange;
import dev.tenon.benchmarks.bench.Feed;
import dev.tenon.benchmarks.bench.Sizes;

/** The tasks done with generated code; those between processes are named as in tenon_worker.c. */
final class TenonTasks {
  private TenonTasks() {}

  /**
   * A task by its name.
   *
   * @param region name of the region, which the first of the contender's processes creates
   * @param bytes size of a message, where there are several
   */
  static Task named(String task, String region, int bytes) {
    return switch (task) {
      case "ticks" -> ticks(Feed.openOrCreate(region), false);
      case "ticks-batch" -> ticks(Feed.openOrCreate(region), true);
      case "send" -> OneWay.sending(StreamEnds.sender(Sizes.openOrCreate(region), bytes));
      case "receive" -> OneWay.receiving(StreamEnds.receiver(Sizes.openOrCreate(region), bytes));
      case "round-trip" -> roundTrip(Exchange.openOrCreate(region));
      case "drive" -> drive(Exchange.openOrCreate(region));
      case "echo" -> echo(Exchange.openOrCreate(region));
      case "wake" -> wake(Exchange.openOrCreate(region));
      case "sleep" -> sleep(Exchange.openOrCreate(region));
      case "wake-field" -> wakeField(Exchange.openOrCreate(region));
      case "sleep-on-field" -> sleepOnField(Exchange.openOrCreate(region));
      case "idle" -> ExchangeEnds.idle(Exchange.openOrCreate(region));
      default -> throw new IllegalArgumentException("no such task: " + task);
    };
  }

  private static Task ticks(Feed feed, boolean batches) {
    return OneWay.within(
        batches ? StreamEnds.batchingTickSender(feed) : StreamEnds.tickSender(feed),
        StreamEnds.tickReceiver(feed));
  }

  private static Task roundTrip(Exchange exchange) {
    return RoundTrip.within(
        ExchangeEnds.requestSender(exchange),
        ExchangeEnds.replyReceiver(exchange),
        ExchangeEnds.requestReceiver(exchange, false),
        ExchangeEnds.replySender(exchange));
  }

  private static Task drive(Exchange exchange) {
    return RoundTrip.driving(
        ExchangeEnds.requestSender(exchange), ExchangeEnds.replyReceiver(exchange));
  }

  private static Task echo(Exchange exchange) {
    return RoundTrip.echoing(
        ExchangeEnds.requestReceiver(exchange, false), ExchangeEnds.replySender(exchange));
  }

  private static Task wake(Exchange exchange) {
    return RoundTrip.driving(
        ExchangeEnds.requestSender(exchange), ExchangeEnds.answerReceiver(exchange));
  }

  private static Task sleep(Exchange exchange) {
    return RoundTrip.echoing(
        ExchangeEnds.requestReceiver(exchange, true), ExchangeEnds.answerSender(exchange));
  }

  private static Task wakeField(Exchange exchange) {
    return RoundTrip.driving(
        ExchangeEnds.fieldSender(exchange), ExchangeEnds.answerReceiver(exchange));
  }

  private static Task sleepOnField(Exchange exchange) {
    return RoundTrip.echoing(
        ExchangeEnds.fieldReceiver(exchange), ExchangeEnds.answerSender(exchange));
  }
}
