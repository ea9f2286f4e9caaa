// SPDX-License-Identifier: Apache-2.0
package com.example.market;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.CorruptRegionException;
import dev.tenon.runtime.QueueFullException;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionExistsException;
import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.RegionOptions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a user of the market feed does, written against the generated types. */
public final class MarketFeedScenario {

  private MarketFeedScenario() {}

  private static MarketFeed create(Path path) {
    return MarketFeed.create(RegionAddress.file(path), RegionOptions.defaults());
  }

  private static MarketFeed attach(Path path) {
    return MarketFeed.attach(RegionAddress.file(path), RegionOptions.defaults());
  }

  private static final class Recorder implements MarketFeed.QuotesHandler {
    final List<Object> seen = new ArrayList<>();

    @Override
    public void onQuote(Quote quote) {
      seen.add(quote.toValue());
    }

    @Override
    public void onTrade(Trade trade) {
      seen.add(trade.toValue());
    }

    @Override
    public void onUnknown(int messageId, MemorySegment data, long offset, long size) {
      seen.add(messageId + ":" + size + ":" + data.get(JAVA_BYTE, offset));
    }
  }

  public static void messagesArriveTypedAndInOrder(Path path) {
    Recorder recorder = new Recorder();
    try (MarketFeed feed = create(path);
        MarketFeed other = attach(path);
        MarketFeed.QuotesProducer producer = feed.quotes().producer();
        MarketFeed.QuotesConsumer consumer = other.quotes().consumer(recorder)) {
      List<Object> sent = new ArrayList<>();
      sent.add(producer.claimQuote().symbol("ABC").sequence(-1).toValue());
      sent.add(producer.claimTrade().price(1.5).toValue());
      sent.add(producer.claimQuote(Duration.ofSeconds(1)).symbol("DEF").toValue());
      assertThat(consumer.poll(10)).isZero();
      producer.publish();
      assertThat(consumer.poll(2)).isEqualTo(2);
      assertThat(consumer.take(Duration.ofSeconds(5))).isEqualTo(1);
      assertThat(consumer.take(5, Duration.ofMillis(1))).isZero();
      assertThat(recorder.seen).isEqualTo(sent);
    }
  }

  public static void claimedMessageIsClearedAndHasItsDefaults(Path path) {
    try (MarketFeed feed = create(path);
        MarketFeed.QuotesProducer producer = feed.quotes().producer()) {
      producer.claimQuote().asSegment().fill((byte) 0x55);
      producer.cancel();
      Quote quote = producer.claimQuote();
      assertThat(quote.symbol()).isEqualTo("EURUSD");
      assertThat(quote.sequence()).isZero();
      assertThat(quote.asSegment().get(JAVA_BYTE, 17)).isZero();
    }
  }

  public static void sharedStructIsSeenByEveryParticipant(Path path) {
    try (MarketFeed feed = create(path);
        MarketFeed other = attach(path)) {
      feed.status().subscribers(4294967295L).sequence(7);
      assertThat(other.status().getAndAddSubscribers(2)).isEqualTo(4294967295L);
      assertThat(feed.status().subscribers()).isEqualTo(1);
      assertThat(other.status().sequence()).isEqualTo(7);
    }
  }

  public static void fullQueueRefusesClaims(Path path) {
    try (MarketFeed feed = create(path);
        MarketFeed.OrdersProducer producer = feed.orders().producer();
        MarketFeed.OrdersConsumer consumer = feed.orders().consumer(order -> {})) {
      int claimed = 0;
      while (producer.tryClaimOrder() != null) {
        claimed++;
      }
      producer.publish();
      // There is room for a zero behind them.
      assertThat(claimed).isEqualTo((int) (65536 / (16 + Order.BYTES)) - 1);
      assertThatThrownBy(producer::claimOrder)
          .isInstanceOf(QueueFullException.class)
          .hasMessage("MarketFeed.orders has no room for Order");
      assertThatThrownBy(() -> producer.claimOrder(Duration.ofMillis(1)))
          .isInstanceOf(QueueFullException.class)
          .hasMessage("MarketFeed.orders had no room for Order within PT0.001S");
      assertThat(consumer.poll(Integer.MAX_VALUE)).isEqualTo(claimed);
      assertThat(producer.claimOrder().largest()).isEqualTo(-1);
    }
  }

  public static void unknownMessageGoesToOnUnknown(Path path) {
    Recorder recorder = new Recorder();
    try (MarketFeed feed = create(path);
        MarketFeed.QuotesConsumer consumer = feed.quotes().consumer(recorder);
        QueueProducer producer = feed.quotes().queue().producer()) {
      long offset = producer.tryClaim(999, 4, 5);
      producer.data().set(JAVA_BYTE, offset, (byte) 42);
      producer.publish();
      assertThat(consumer.poll(1)).isEqualTo(1);
      assertThat(recorder.seen).containsExactly("999:5:42");
    }
  }

  public static void recordShorterThanItsTypeIsCorrupt(Path path) {
    Recorder recorder = new Recorder();
    try (MarketFeed feed = create(path);
        MarketFeed.QuotesConsumer consumer = feed.quotes().consumer(recorder);
        QueueProducer producer = feed.quotes().queue().producer()) {
      producer.tryClaim(Quote.MESSAGE_ID, 1, Quote.BYTES - 1);
      producer.publish();
      assertThatThrownBy(() -> consumer.poll(1))
          .isInstanceOf(CorruptRegionException.class)
          .hasMessage("MarketFeed.quotes: Quote has 240 bytes, the record 239");
      assertThat(recorder.seen).isEmpty();
    }
  }

  public static void longerRecordShowsItsPrefix(Path path) {
    Recorder recorder = new Recorder();
    try (MarketFeed feed = create(path);
        MarketFeed.QuotesConsumer consumer = feed.quotes().consumer(recorder);
        QueueProducer producer = feed.quotes().queue().producer()) {
      long offset = producer.tryClaim(Trade.MESSAGE_ID, 2, Trade.BYTES + 16);
      Trade trade = Trade.of(producer.data(), offset).quantity(5);
      Object sent = trade.toValue();
      producer.publish();
      consumer.poll(1);
      assertThat(recorder.seen).containsExactly(sent);
    }
  }

  public static void cancelledClaimsNeverArrive(Path path) {
    Recorder recorder = new Recorder();
    try (MarketFeed feed = create(path);
        MarketFeed.QuotesProducer producer = feed.quotes().producer();
        MarketFeed.QuotesConsumer consumer = feed.quotes().consumer(recorder)) {
      producer.claimQuote().sequence(1);
      producer.cancel();
      producer.claimTrade().quantity(3);
      producer.publish();
      consumer.poll(10);
      assertThat(recorder.seen)
          .singleElement()
          .isInstanceOfSatisfying(
              Trade.Value.class, trade -> assertThat(trade.quantity()).isEqualTo(3));
    }
  }

  public static void createAttachAndRemoveByName(Path path) {
    String name = "test." + ProcessHandle.current().pid() + "." + System.nanoTime();
    assertThatThrownBy(() -> MarketFeed.attach(name)).isInstanceOf(RegionNotFoundException.class);
    try (MarketFeed feed = MarketFeed.create(name);
        MarketFeed same = MarketFeed.openOrCreate(name)) {
      assertThatThrownBy(() -> MarketFeed.create(name)).isInstanceOf(RegionExistsException.class);
      feed.status().heartbeat(5);
      assertThat(same.status().heartbeat()).isEqualTo(5);
      assertThat(same.region().contractVersion()).isEqualTo(MarketConstants.SCHEMA_VERSION);
      assertThat(MarketFeed.remove(name)).isTrue();
    }
    assertThat(MarketFeed.remove(name)).isFalse();
  }
}
