// SPDX-License-Identifier: Apache-2.0
package com.example.market;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionOptions;

/** Bytes allocated by 10,000 rounds, after enough rounds for the compilers. */
public final class AllocationScenario {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static long sink;

  private AllocationScenario() {}

  public static long scalars() {
    Quote quote = Quote.allocate(Arena.ofAuto());
    Trade trade = Trade.allocate(Arena.ofAuto());
    return measure(
        () -> {
          quote.sequence(quote.sequence() + 1).flags(QuoteFlags.FIRM).side(Side.SELL);
          quote.venue(Venue.DARK).grid(1, 2, quote.grid(0, 0) + 1);
          trade.symbol("EURUSD").price(trade.price() + 1).quantity(7).isFinal(true).grade('B').payload(3, 255);
          sink += quote.flags() + quote.side().ordinal() + quote.venueRaw() + trade.payload(3);
        });
  }

  public static long atomics() {
    FeedStatus status = FeedStatus.allocate(Arena.ofAuto());
    return measure(
        () -> {
          status.sequence(status.sequence() + 1).connected(true).subscribers(3);
          sink += status.getAndAddSubscribers(1) + status.getAndSetHeartbeat(5);
          status.compareAndSetSequence(1, 2);
          status.sequencePlain(status.sequencePlain());
        });
  }

  public static long cursor() {
    MemorySegment segment = Arena.ofAuto().allocate(64 * Level.BYTES, Level.ALIGNMENT);
    Level.Array levels = Level.arrayOf(segment, 64);
    Level cursor = new Level();
    return measure(
        () -> {
          for (long i = 0; i < levels.length(); i++) {
            sink += levels.at(i, cursor).quantity();
          }
          sink += cursor.wrap(segment, 16).copyFrom(levels.at(1, cursor)).orders();
        });
  }

  public static long claim() throws java.io.IOException {
    Path folder = java.nio.file.Files.createTempDirectory("tenon");
    try (MarketFeed feed =
            MarketFeed.create(
                RegionAddress.file(folder.resolve("feed")), RegionOptions.defaults());
        MarketFeed.QuotesProducer producer = feed.quotes().producer();
        MarketFeed.QuotesConsumer consumer =
            feed.quotes()
                .consumer(
                    new MarketFeed.QuotesHandler() {
                      @Override
                      public void onQuote(Quote quote) {
                        sink += quote.sequence();
                      }

                      @Override
                      public void onTrade(Trade trade) {
                        sink += trade.quantity();
                      }
                    })) {
      return measure(
          () -> {
            producer.tryClaimQuote().sequence(1);
            producer.tryClaimTrade().quantity(1);
            producer.publish();
            consumer.poll(10);
          });
    }
  }

  private static long measure(Runnable round) {
    for (int i = 0; i < 100_000; i++) {
      round.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      round.run();
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
