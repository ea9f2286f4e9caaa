// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.callback.BlockingCalls;
import dev.tenon.runtime.callback.CallFrame;
import dev.tenon.runtime.callback.CallbackRegistry;
import dev.tenon.runtime.callback.Downcalls;
import dev.tenon.runtime.callback.NativeLibrary;
import dev.tenon.runtime.callback.NativeMemory;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The facade of the test library. */
public final class Market {
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final MethodHandle FEED_EACH =
      Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
  private static final MethodHandle FEED_EACH_DEEP =
      Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle FEED_ASIDE =
      Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT, JAVA_LONG));
  private static final MethodHandle FEED_EMIT =
      Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
  private static final MethodHandle FEED_STORM =
      Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_INT));
  private static final MethodHandle FEED_RUN =
      Downcalls.handle(FunctionDescriptor.ofVoid(JAVA_INT));
  private static final MethodHandle FEED_STOP = Downcalls.handle(FunctionDescriptor.of(JAVA_LONG));
  private static final MethodHandle FEED_WATCH =
      Downcalls.handle(FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle FEED_TELL =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle FEED_UNWATCH =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle FEED_NAMES =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS));
  private static final MethodHandle FEED_LENGTH =
      Downcalls.handle(FunctionDescriptor.of(JAVA_LONG, ADDRESS));
  private static final MethodHandle FEED_OFFER =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle FEED_OFFERS_RELEASED =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle FEED_VISIT =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  private static final MethodHandle FEEDS_OPEN = Downcalls.handle(FunctionDescriptor.of(JAVA_INT));
  private static final MethodHandle SUM_OF =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle FEED_ECHO =
      Downcalls.handle(FunctionDescriptor.of(ADDRESS, ADDRESS));
  private static final MethodHandle FEED_FAIL =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);
  private static final MethodHandle FEED_MEET =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);
  private static final MethodHandle FEED_OPEN =
      Downcalls.handle(FunctionDescriptor.of(ADDRESS, ADDRESS));

  private final NativeLibrary library;
  private final MemorySegment feedEach;
  private final MemorySegment feedEachDeep;
  private final MemorySegment feedAside;
  private final MemorySegment feedEmit;
  private final MemorySegment feedStorm;
  private final MemorySegment feedRun;
  private final MemorySegment feedStop;
  private final MemorySegment feedWatch;
  private final MemorySegment feedTell;
  private final MemorySegment feedUnwatch;
  private final MemorySegment feedNames;
  private final MemorySegment feedLength;
  private final MemorySegment feedOffer;
  private final MemorySegment feedOffersReleased;
  private final MemorySegment feedVisit;
  private final MemorySegment feedsOpen;
  private final MemorySegment sumOf;
  private final MemorySegment feedEcho;
  private final MemorySegment feedFail;
  private final MemorySegment feedMeet;
  private final MemorySegment feedOpen;
  private final MemorySegment feedClose;
  private final CallbackRegistry onQuoteListeners;

  private Market(NativeLibrary library) {
    this.library = library;
    this.feedEach = library.function("mkt_feed_each");
    this.feedEachDeep = library.function("mkt_feed_each_deep");
    this.feedAside = library.function("mkt_feed_aside");
    this.feedEmit = library.function("mkt_feed_emit");
    this.feedStorm = library.function("mkt_feed_storm");
    this.feedRun = library.function("mkt_feed_run");
    this.feedStop = library.function("mkt_feed_stop");
    this.feedWatch = library.function("mkt_feed_watch");
    this.feedTell = library.function("mkt_feed_tell");
    this.feedUnwatch = library.function("mkt_feed_unwatch");
    this.feedNames = library.function("mkt_feed_names");
    this.feedLength = library.function("mkt_feed_length");
    this.feedOffer = library.function("mkt_feed_offer");
    this.feedOffersReleased = library.function("mkt_feed_offers_released");
    this.feedVisit = library.function("mkt_feed_visit");
    this.feedsOpen = library.function("mkt_feeds_open");
    this.sumOf = library.function("mkt_sum_of");
    this.feedEcho = library.function("mkt_feed_echo");
    this.feedFail = library.function("mkt_feed_fail");
    this.feedMeet = library.function("mkt_feed_meet");
    this.feedOpen = library.function("mkt_feed_open");
    this.feedClose = library.function("mkt_feed_close");
    this.onQuoteListeners = library.registry("mkt_on_quote", OnQuoteStub.CALL);
  }

  public static Market load(Path library) {
    return new Market(NativeLibrary.load(library, "market", "mkt_abi", MarketAbi.TEXT));
  }

  public Registration onQuote(OnQuote listener) {
    return onQuoteListeners.register(OnQuoteStub.open(listener));
  }

  public Registration bindExports(SumOf implementation) {
    return SumOfBinder.BINDING.bind(library, "mkt_exports_bind", implementation);
  }

  public String feedEcho(String text) {
    try (CallFrame frame = CallFrame.open()) {
      MemorySegment result =
          (MemorySegment) FEED_ECHO.invokeExact(feedEcho, frame.textOrNull("text", text));
      String copy = NativeMemory.text(result);
      frame.rethrow();
      return copy;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedFail(int number) {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) FEED_FAIL.invokeExact(feedFail, frame.errno(), number);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  /** Declared as blocking. */
  public int feedMeet(int count) {
    return BlockingCalls.onPlatformThread(() -> feedMeetHere(count));
  }

  private int feedMeetHere(int count) {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) FEED_MEET.invokeExact(feedMeet, frame.errno(), count);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public Feed feedOpen(String name) {
    try (CallFrame frame = CallFrame.open()) {
      MemorySegment result =
          (MemorySegment) FEED_OPEN.invokeExact(feedOpen, frame.textOrNull("name", name));
      return frame.rethrow(result.address() == 0 ? null : new Feed(result, feedClose));
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedEach(OnQuote visitor, int times) {
    try (CallFrame frame = CallFrame.open()) {
      long result =
          (long)
              FEED_EACH.invokeExact(
                  feedEach, frame.callback(OnQuoteStub.CALL, OnQuoteStub.open(visitor)), times);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedEachDeep(OnQuote visitor, int times, int bytes) {
    try (CallFrame frame = CallFrame.open()) {
      long result =
          (long)
              FEED_EACH_DEEP.invokeExact(
                  feedEachDeep,
                  frame.callback(OnQuoteStub.CALL, OnQuoteStub.open(visitor)),
                  times,
                  bytes);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedEachHere(OnQuote visitor, int times) {
    try (CallFrame frame = CallFrame.open()) {
      long result =
          (long)
              FEED_EACH.invokeExact(
                  feedEach,
                  frame.callback(OnQuoteStub.CALL, OnQuoteStub.openForThisThread(visitor)),
                  times);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedAside(OnQuote visitor, int times, long stackBytes) {
    try (CallFrame frame = CallFrame.open()) {
      long result =
          (long)
              FEED_ASIDE.invokeExact(
                  feedAside,
                  frame.callback(OnQuoteStub.CALL, OnQuoteStub.open(visitor)),
                  times,
                  stackBytes);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedAsideHere(OnQuote visitor, int times, long stackBytes) {
    try (CallFrame frame = CallFrame.open()) {
      long result =
          (long)
              FEED_ASIDE.invokeExact(
                  feedAside,
                  frame.callback(OnQuoteStub.CALL, OnQuoteStub.openForThisThread(visitor)),
                  times,
                  stackBytes);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedEmit(int times) {
    try (CallFrame frame = CallFrame.open()) {
      long result = (long) FEED_EMIT.invokeExact(feedEmit, times);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedStorm(int threads, int times) {
    try (CallFrame frame = CallFrame.open()) {
      long result = (long) FEED_STORM.invokeExact(feedStorm, threads, times);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public void feedRun(int threads) {
    try (CallFrame frame = CallFrame.open()) {
      FEED_RUN.invokeExact(feedRun, threads);
      frame.rethrow();
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedStop() {
    try (CallFrame frame = CallFrame.open()) {
      long result = (long) FEED_STOP.invokeExact(feedStop);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public void feedWatch(OnQuote watcher) {
    try (CallFrame frame = CallFrame.open()) {
      FEED_WATCH.invokeExact(feedWatch, frame.kept(OnQuoteStub.CALL, OnQuoteStub.open(watcher)));
      frame.rethrow();
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedTell(long sequence) {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) FEED_TELL.invokeExact(feedTell, sequence);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedUnwatch() {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) FEED_UNWATCH.invokeExact(feedUnwatch);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedNames(NameOf names) {
    try (CallFrame frame = CallFrame.open()) {
      int result =
          (int)
              FEED_NAMES.invokeExact(
                  feedNames, frame.callback(NameOfStub.CALL, NameOfStub.open(names)));
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public long feedLength(String text) {
    try (CallFrame frame = CallFrame.open()) {
      long result = (long) FEED_LENGTH.invokeExact(feedLength, frame.textOrNull("text", text));
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedOffer(OnOffer taker, int base) {
    try (CallFrame frame = CallFrame.open()) {
      int result =
          (int)
              FEED_OFFER.invokeExact(
                  feedOffer, frame.callback(OnOfferStub.CALL, OnOfferStub.open(taker)), base);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedOffersReleased() {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) FEED_OFFERS_RELEASED.invokeExact(feedOffersReleased);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedVisit(Feed feed, OnQuote visitor) {
    try (CallFrame frame = CallFrame.open()) {
      int result =
          (int)
              FEED_VISIT.invokeExact(
                  feedVisit,
                  frame.handle("feed", feed),
                  frame.callback(OnQuoteStub.CALL, OnQuoteStub.open(visitor)));
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int feedsOpen() {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) FEEDS_OPEN.invokeExact(feedsOpen);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  public int sumOf(int left, int right) {
    try (CallFrame frame = CallFrame.open()) {
      int result = (int) SUM_OF.invokeExact(sumOf, left, right);
      frame.rethrow();
      return result;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }
}
