// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.market.Feed;
import dev.tenon.runtime.callback.market.Market;
import dev.tenon.runtime.callback.market.OnQuote;
import dev.tenon.runtime.callback.market.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls both ways, as generated code makes them. */
class CallTest {
  private final Market market = Fixture.MARKET;

  @Test
  void visitorSeesEveryQuoteAndCSeesEveryResult() {
    List<Long> sequences = new ArrayList<>();
    long sum =
        market.feedEach(
            (quote, sequence) -> {
              sequences.add(quote.sequence());
              return (int) (sequence + quote.size());
            },
            3);
    assertThat(sequences).containsExactly(0L, 1L, 2L);
    assertThat(sum).isEqualTo(3 + 300);
  }

  @Test
  void quoteOfCIsReadOnly() {
    assertThatThrownBy(() -> market.feedEach((quote, sequence) -> (int) quote.size(7).size(), 1))
        .isInstanceOf(CallbackException.class)
        .cause()
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quoteThatOutlivesItsCallReachesNoMemory() {
    AtomicReference<Quote> escaped = new AtomicReference<>();
    market.feedEach(
        (quote, sequence) -> {
          escaped.set(quote);
          return 0;
        },
        1);
    assertThatThrownBy(() -> escaped.get().bid()).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void callbackInsideACallbackHasItsOwnQuote() {
    assertThat(nested(50)).isEqualTo(50);
  }

  /** Java, C, Java, C to a depth; checks that the quote of each level is untouched by the next. */
  private int nested(int depth) {
    if (depth == 0) {
      return 0;
    }
    return (int)
        market.feedEach(
            (quote, sequence) -> {
              long before = quote.sequence();
              int inner = sequence == 0 ? nested(depth - 1) + 1 : 0;
              market.feedEach((other, number) -> (int) other.sequence(), 5);
              return quote.sequence() == before && before == sequence ? inner : -1000;
            },
            2);
  }

  @Test
  void listenersAreCalledUntilTheyAreClosed() {
    try (Registration one = market.onQuote((quote, sequence) -> 1)) {
      Registration ten = market.onQuote((quote, sequence) -> 10);
      assertThat(market.feedEmit(2)).isEqualTo(22);
      assertThat(ten.isOpen()).isTrue();
      ten.close();
      ten.close();
      assertThat(ten.isOpen()).isFalse();
      assertThat(market.feedEmit(2)).isEqualTo(2);
      assertThat(one.isOpen()).isTrue();
    }
    assertThat(market.feedEmit(2)).isZero();
  }

  @Test
  void listenerMayCloseItself() {
    AtomicReference<Registration> registration = new AtomicReference<>();
    registration.set(
        market.onQuote(
            (quote, sequence) -> {
              registration.get().close();
              return 1;
            }));
    assertThat(market.feedEmit(5)).isEqualTo(1);
    assertThat(registration.get().isOpen()).isFalse();
  }

  @Test
  void listenersBeyondTheLimitAreRefusedAndLeaveNothing() {
    int before = HandleTable.size();
    List<Registration> all = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                while (true) {
                  all.add(market.onQuote((quote, sequence) -> 1));
                }
              })
          .isInstanceOf(ListenerLimitException.class)
          .hasMessageContaining("OnQuote");
      assertThat(all).hasSize(64);
      assertThat(HandleTable.size()).isEqualTo(before + 64);
    } finally {
      all.forEach(Registration::close);
    }
    assertThat(HandleTable.size()).isEqualTo(before);
  }

  @Test
  void keptCallbackLivesUntilCReleasesItOnWhateverThread() {
    int before = HandleTable.size();
    market.feedWatch((quote, sequence) -> (int) sequence + 1);
    assertThat(market.feedTell(41)).isEqualTo(42);
    assertThat(HandleTable.size()).isEqualTo(before + 1);
    try (Failures failures = new Failures()) {
      assertThatThrownBy(market::feedUnwatch)
          .isInstanceOf(CallbackException.class)
          .hasCauseInstanceOf(StaleCallbackException.class);
      assertThat(failures.callbacks()).containsExactly("OnQuote");
    }
    assertThat(HandleTable.size()).isEqualTo(before);
  }

  @Test
  void callbackOfACallIsGoneAfterIt() {
    int before = HandleTable.size();
    market.feedEach((quote, sequence) -> 0, 1);
    assertThat(HandleTable.size()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EURUSD", "Zürich", "€", "日本語", "😀 and more", "\uFFFF"})
  void textsArriveAsTheyWere(String text) {
    assertThat(market.feedEcho(text)).isEqualTo(text);
    String longer = text + "x".repeat(5000);
    assertThat(market.feedEcho(longer)).isEqualTo(longer);
  }

  @Test
  void nullTextIsNull() {
    assertThat(market.feedEcho(null)).isNull();
    assertThat(market.feedLength(null)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\uD800", "a\uD800b", "a\uDC00b", "\uDC00\uD800"})
  void textThatCCannotHaveIsRefusedByName(String text) {
    assertThatThrownBy(() -> market.feedLength(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("text has ");
  }

  @Test
  void errnoIsThatOfTheLastCallOfThisThread() throws InterruptedException {
    assertThat(market.feedFail(7)).isEqualTo(-1);
    Thread other = new Thread(() -> market.feedFail(9));
    other.start();
    other.join();
    assertThat(Errno.last()).isEqualTo(7);
  }

  @Test
  void textOfACallbackIsOfItsThread() {
    assertThat(market.feedNames(number -> "name " + number)).isZero();
    assertThat(market.feedNames(number -> null)).isEqualTo(1);
  }

  @Test
  void callbackForOneThreadIsRefusedOnOthers() {
    assertThat(market.feedEachHere((quote, sequence) -> 5, 2)).isEqualTo(10);
    try (Failures failures = new Failures()) {
      assertThat(market.feedAsideHere((quote, sequence) -> 5, 2, 1 << 20)).isEqualTo(-2);
      assertThat(failures.exceptions())
          .hasSize(2)
          .allMatch(exception -> exception instanceof WrongThreadException);
    }
  }

  @Test
  void callbackOfCIsValidDuringItsCallAndAKeptOneUntilClosed() {
    AtomicReference<OnQuote> escaped = new AtomicReference<>();
    AtomicReference<OnQuote> kept = new AtomicReference<>();
    int released = market.feedOffersReleased();
    int result =
        market.feedOffer(
            (onceOfC, keptOfC) -> {
              escaped.set(onceOfC);
              kept.set(keptOfC);
              ((NativeCallback) onceOfC).close();
              return onceOfC.call(null, 1) + keptOfC.call(null, 2);
            },
            100);
    assertThat(result).isEqualTo(203);
    assertThatThrownBy(() -> escaped.get().call(null, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("OnQuote is closed");
    assertThat(kept.get().call(null, 3)).isEqualTo(103);
    NativeCallback closing = (NativeCallback) kept.get();
    assertThat(market.feedOffersReleased()).isEqualTo(released);
    closing.close();
    closing.close();
    assertThat(market.feedOffersReleased()).isEqualTo(released + 1);
    assertThatThrownBy(() -> kept.get().call(null, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void handleIsReleasedOnceAndNotWhileACallUsesIt() {
    Feed feed = market.feedOpen("one");
    assertThat(market.feedsOpen()).isEqualTo(1);
    int result =
        market.feedVisit(
            feed,
            (quote, sequence) -> {
              feed.close();
              return market.feedsOpen();
            });
    assertThat(result).isEqualTo(1);
    assertThat(market.feedsOpen()).isZero();
    feed.close();
    assertThatThrownBy(() -> market.feedVisit(feed, (quote, sequence) -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("feed is closed");
    assertThat(market.feedOpen(null)).isNull();
  }

  @Test
  void recursionWithoutEndBecomesAnException() {
    OnQuote endless =
        new OnQuote() {
          @Override
          public int call(Quote quote, long sequence) {
            return (int) market.feedEach(this, 1);
          }
        };
    try (Failures failures = new Failures()) {
      assertThatThrownBy(() -> market.feedEach(endless, 1))
          .isInstanceOf(CallbackException.class)
          .hasCauseInstanceOf(CallDepthException.class);
      assertThat(failures.exceptions()).hasSize(CallFrame.MAX_DEPTH);
    }
    assertThat(market.feedEach((quote, sequence) -> 1, 1)).isEqualTo(1);
  }
}
