// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.host.HostPlatform;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sleep here may last an hour, so one missed wake-up hangs the test; in a queue the next slice
 * would hide it.
 */
class SignalTest {
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

  @Test
  @Timeout(900)
  void noWakeUpIsMissedBetweenSleepers() {
    exchangeTurns(true);
  }

  /** The waker is awake all the time, so that it acts just when the other falls asleep. */
  @Test
  @Timeout(900)
  void noWakeUpIsMissedWhileFallingAsleep() {
    exchangeTurns(false);
  }

  private void exchangeTurns(boolean bothSleep) {
    assertThat(HostPlatform.current().canWake()).as("the test needs native access").isTrue();
    RegionAddress address = RegionAddress.file(directory.resolve("feed"));
    try (Region here = Region.create(address, WORDS);
        Region there = Region.attach(address, WORDS)) {
      CompletableFuture<Void> pong =
          CompletableFuture.runAsync(
              () -> takeTurns(there.struct(0), 1, PONG, PING, bothSleep),
              task -> Thread.ofPlatform().start(task));
      takeTurns(here.struct(0), 0, PING, PONG, true);
      pong.join();
    }
  }

  private static Signal signal(MemorySegment words, long offset) {
    RegionAddress nowhere = RegionAddress.sharedMemory("signals");
    long word = Signal.sequenceOffset(offset);
    return new Signal(words, offset, HostPlatform.current().openWord(nowhere, 0, words, word));
  }

  /** Counts the shared word up in every second turn. */
  private static void takeTurns(
      MemorySegment words, long first, long ownWait, long peerWait, boolean sleeps) {
    Signal own = signal(words, ownWait);
    Signal peer = signal(words, peerWait);
    for (long turn = first; turn < TURNS; turn += 2) {
      long mine = turn;
      Condition myTurn = () -> Words.getLongAcquire(words, TURN) == mine;
      while (!myTurn.isMet()) {
        if (sleeps) {
          own.sleepUnless(myTurn, HOUR);
        }
      }
      // Varies how far the peer is on its way to sleep, in steps of nanoseconds.
      for (long step = turn % 199; step > 0; step--) {
        Words.getIntOpaque(words, ownWait);
      }
      Words.setLongRelease(words, TURN, turn + 1);
      peer.raiseIfAwaited();
    }
    assertThat(words.get(ValueLayout.JAVA_LONG, TURN)).isGreaterThan(first);
  }
}
