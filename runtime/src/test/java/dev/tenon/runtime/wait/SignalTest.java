// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.host.HostPlatform;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sleep here may last an hour, so one missed wake-up hangs the test; in a queue the next slice
 * would hide it.
 */
class SignalTest {
  private static final Platform PLATFORM = HostPlatform.current();
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final int TURNS = Boolean.getBoolean("tenon.long") ? 2_000_000 : 200_000;

  /** In cache lines of their own, as in a queue: sharing one would order what must be fenced. */
  private static final long PING = 0;

  private static final long PONG = 256;
  private static final long TURN = 512;
  private static final RegionDescriptor WORDS =
      RegionDescriptor.builder("signals", 1, "Words")
          .tool("tenon 0.1.0")
          .layoutHash("00".repeat(32))
          .layoutText("tenon-layout 1\n")
          .struct("words", 1024, 128)
          .build();

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(900)
  void noWakeUpIsMissedBetweenSleepers(boolean barriers) {
    exchangeTurns(true, barriers);
  }

  /** The waker is awake all the time, so that it acts just when the other falls asleep. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @Timeout(900)
  void noWakeUpIsMissedWhileFallingAsleep(boolean barriers) {
    exchangeTurns(false, barriers);
  }

  private void exchangeTurns(boolean bothSleep, boolean barriers) {
    assertThat(PLATFORM.canWake()).as("the test needs native access").isTrue();
    assumeTrue(!barriers || PLATFORM.joinBarriers(), "the system runs no fences for others");
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    try (Region here = Region.create(address, WORDS);
        Region there = Region.attach(address, WORDS)) {
      CompletableFuture<Void> pong =
          CompletableFuture.runAsync(
              () -> takeTurns(there.struct(0), 1, PONG, PING, bothSleep, barriers),
              task -> Thread.ofPlatform().start(task));
      takeTurns(here.struct(0), 0, PING, PONG, true, barriers);
      pong.join();
    }
  }

  private static Signal signal(MemorySegment words, long offset) {
    RegionAddress nowhere = RegionAddress.sharedMemory("signals");
    long word = Signal.sequenceOffset(offset);
    return new Signal(words, offset, PLATFORM.openWord(nowhere, 0, words, word), 0);
  }

  private static void sleepUnless(Signal own, Condition condition, boolean barriers) {
    int announced = own.announce();
    if (barriers) {
      assertThat(PLATFORM.barrier()).isTrue();
    }
    if (!condition.isMet()) {
      own.sleep(announced, HOUR);
    }
    own.reset();
  }

  /** Counts the shared word up in every second turn. */
  private static void takeTurns(
      MemorySegment words,
      long first,
      long ownWait,
      long peerWait,
      boolean sleeps,
      boolean barriers) {
    Signal own = signal(words, ownWait);
    Signal peer = signal(words, peerWait);
    for (long turn = first; turn < TURNS; turn += 2) {
      long mine = turn;
      Condition myTurn = () -> Words.getLongAcquire(words, TURN) == mine;
      while (!myTurn.isMet()) {
        if (sleeps) {
          sleepUnless(own, myTurn, barriers);
        }
      }
      // Varies how far the peer is on its way to sleep, in steps of nanoseconds.
      for (long step = turn % 199; step > 0; step--) {
        Words.getIntOpaque(words, ownWait);
      }
      Words.setLongRelease(words, TURN, turn + 1);
      if (!barriers) {
        Words.fullFence();
      }
      if (peer.isAwaited()) {
        peer.raise();
      }
    }
    assertThat(words.get(ValueLayout.JAVA_LONG, TURN)).isGreaterThan(first);
  }
}
