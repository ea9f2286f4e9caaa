// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.StaleCallbackException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Callbacks that outlive the call that brought them, as agreed and against the agreement. */
class LifetimeTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  @Test
  void keptCallbackIsCalledUntilItsRelease() {
    AtomicInteger calls = new AtomicInteger();
    long watch = EVENTS.watch((tick, sequence) -> (int) sequence + calls.incrementAndGet());
    System.gc();
    assertThat(EVENTS.watchCall(watch, 10)).isEqualTo(11);
    assertThat(EVENTS.watchCallElsewhere(watch, 10)).isEqualTo(12);
    EVENTS.watchRelease(watch);
    try (HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(() -> EVENTS.watchCall(watch, 10))
          .isInstanceOf(CallbackException.class)
          .hasCauseInstanceOf(StaleCallbackException.class);
      assertThat(EVENTS.watchCallElsewhere(watch, 10)).as("what C gets").isEqualTo(-1);
      assertThat(handled.exceptions())
          .hasSize(2)
          .allMatch(exception -> exception instanceof StaleCallbackException);
    }
    assertThat(calls).hasValue(2);
  }

  @Test
  void keptCallbackMayBeReleasedDuringItsCallAndTwice() {
    AtomicInteger calls = new AtomicInteger();
    AtomicReference<Long> watch = new AtomicReference<>();
    watch.set(
        EVENTS.watch(
            (tick, sequence) -> {
              EVENTS.watchRelease(watch.get());
              return calls.incrementAndGet();
            }));
    assertThat(EVENTS.watchCall(watch.get(), 0)).isOne();
    try (HandledExceptions _ = new HandledExceptions()) {
      assertThat(EVENTS.watchCallElsewhere(watch.get(), 0)).isEqualTo(-1);
      assertThatThrownBy(() -> EVENTS.watchRelease(watch.get()))
          .isInstanceOf(CallbackException.class)
          .hasCauseInstanceOf(StaleCallbackException.class);
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void releasedContextDoesNotReachTheCallbackThatHasItsPlaceNow() {
    AtomicInteger calls = new AtomicInteger();
    long old = EVENTS.watch((tick, sequence) -> 1);
    EVENTS.watchRelease(old);
    long[] others = new long[100];
    for (int i = 0; i < others.length; i++) {
      others[i] = EVENTS.watch((tick, sequence) -> calls.incrementAndGet());
    }
    try (HandledExceptions _ = new HandledExceptions()) {
      assertThat(EVENTS.watchCallElsewhere(old, 0)).isEqualTo(-1);
      assertThatThrownBy(() -> EVENTS.watchRelease(old)).isInstanceOf(CallbackException.class);
    }
    assertThat(calls).hasValue(0);
    for (long other : others) {
      EVENTS.watchCall(other, 0);
      EVENTS.watchRelease(other);
    }
    assertThat(calls).as("a second release of the old one ended none of the new").hasValue(100);
  }

  @Test
  void callbackThatCStoleIsDeadAfterTheCall() {
    EVENTS.steal((tick, sequence) -> 1);
    try (HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(() -> EVENTS.callStolen(1))
          .isInstanceOf(CallbackException.class)
          .hasCauseInstanceOf(StaleCallbackException.class);
      assertThatThrownBy(EVENTS::registerStolen).isInstanceOf(CallbackException.class);
      assertThat(handled.exceptions())
          .hasSize(2)
          .allMatch(exception -> exception instanceof StaleCallbackException);
    }
  }

  @Test
  void contextThatIsGarbageGivesOnErrorAndNoCrash() {
    SplittableRandom random = new SplittableRandom(7);
    try (HandledExceptions handled = new HandledExceptions()) {
      for (int i = 0; i < 10_000; i++) {
        long context =
            switch (i) {
              case 0 -> 0;
              case 1 -> -1;
              case 2 -> Long.MIN_VALUE;
              case 3 -> Long.MAX_VALUE;
              default -> random.nextLong() >>> random.nextInt(64);
            };
        assertThatThrownBy(() -> EVENTS.callWithContext((tick, sequence) -> 5, context))
            .isInstanceOf(CallbackException.class)
            .hasCauseInstanceOf(StaleCallbackException.class);
      }
      assertThat(handled.all()).hasSize(10_000);
    }
  }

  @Test
  void callbackOfCThatJavaKeepsIsReleasedWhenJavaClosesIt() throws Exception {
    AtomicReference<OnNest> kept = new AtomicReference<>();
    long releases = EVENTS.handedReleases();
    long calls = EVENTS.handedCalls();
    EVENTS.handOver(kept::set);
    assertThat(kept.get().call(41)).isEqualTo(42);
    assertThat(EVENTS.handedCalls()).isEqualTo(calls + 1);
    assertThat(EVENTS.handedReleases()).isEqualTo(releases);
    assertThat(kept.get()).isInstanceOf(AutoCloseable.class);
    ((AutoCloseable) kept.get()).close();
    assertThat(EVENTS.handedReleases()).isEqualTo(releases + 1);
    ((AutoCloseable) kept.get()).close();
    assertThat(EVENTS.handedReleases()).as("once").isEqualTo(releases + 1);
    assertThatThrownBy(() -> kept.get().call(1)).isInstanceOf(IllegalStateException.class);
    assertThat(EVENTS.handedCalls()).isEqualTo(calls + 1);
  }

  @Test
  void callbackOfCMayBeHandedBackToC() {
    AtomicReference<OnNest> kept = new AtomicReference<>();
    EVENTS.handOver(kept::set);
    assertThat(EVENTS.nest(kept.get(), 1)).isEqualTo(2);
    assertThat(EVENTS.nest(depth -> EVENTS.nest(kept.get(), depth + 10), 1)).isEqualTo(12);
  }
}
