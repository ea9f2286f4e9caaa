// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.format.RegionHeader;
import dev.tenon.runtime.format.SectionEntry;
import dev.tenon.runtime.format.StructHeader;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waits for values of fields of a struct. */
@Timeout(900)
class StructWaitTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final int TURNS = Boolean.getBoolean("tenon.long") ? 2_000_000 : 20_000;
  private static final int THREADS = 4;

  /** A thread for each task, so that none waits for another. */
  private static final Executor PLATFORM = task -> Thread.ofPlatform().start(task);

  private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

  /** Offsets in the struct. */
  private static final long TURN = 0;

  private static final long END = 8;

  @TempDir private Path directory;

  private Path file;
  private Region region;
  private Region peer;

  @BeforeEach
  void createRegion() {
    file = directory.resolve("feed");
    region = Region.create(RegionAddress.file(file), Samples.feed());
    peer = Region.attach(RegionAddress.file(file), Samples.feed());
  }

  @AfterEach
  void closeRegion() {
    region.close();
    peer.close();
  }

  static WaitPolicy[] waitPolicies() {
    return new WaitPolicy[] {WaitPolicy.balanced(), WaitPolicy.frugal(), WaitPolicy.latency()};
  }

  static Executor[] executors() {
    return new Executor[] {PLATFORM, VIRTUAL};
  }

  private static WaitableStruct status(Region of) {
    return of.waitableStruct(Samples.STATUS);
  }

  private static void set(WaitableStruct struct, long offset, long value) {
    Words.setLongRelease(struct.memory(), offset, value);
    struct.changed();
  }

  private static BooleanSupplier has(WaitableStruct struct, long offset, long value) {
    MemorySegment memory = struct.memory();
    return () -> Words.getLongAcquire(memory, offset) == value;
  }

  /** Bits of participants that wait for a change, as they are in the file. */
  private long waiting() {
    try (FileChannel channel = FileChannel.open(file);
        Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      long table = bytes.get(ValueLayout.JAVA_LONG, RegionHeader.SECTION_TABLE_OFFSET_OFFSET);
      long entry = table + Samples.STATUS * SectionEntry.BYTES;
      long header = bytes.get(ValueLayout.JAVA_LONG, entry + SectionEntry.OFFSET_OFFSET);
      return Words.getLongAcquire(
          bytes, header + StructHeader.CHANGES_OFFSET + WaitWords.WAITING_OFFSET);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void zeroTimeoutLooksOnce() {
    assertThat(status(region).await(() -> true, Duration.ZERO)).isTrue();
    assertThat(status(region).await(() -> false, Duration.ZERO)).isFalse();
  }

  @Test
  void negativeTimeoutIsRefused() {
    assertThatThrownBy(() -> status(region).await(() -> true, Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void elapsedTimeoutGivesFalseAndLeavesNobodyWaiting() {
    long start = System.nanoTime();
    assertThat(status(region).await(() -> false, Duration.ofMillis(20))).isFalse();
    assertThat(System.nanoTime() - start).as("not earlier").isGreaterThanOrEqualTo(20_000_000);
    assertThat(waiting()).isZero();
  }

  @ParameterizedTest
  @MethodSource("waitPolicies")
  void twoSidesTakeTurns(WaitPolicy policy) {
    RegionOptions options = RegionOptions.defaults().waitPolicy(policy);
    RegionAddress address = RegionAddress.file(file);
    try (Region here = Region.attach(address, Samples.feed(), options);
        Region there = Region.attach(address, Samples.feed(), options)) {
      CompletableFuture<Void> odd =
          CompletableFuture.runAsync(() -> takeTurns(status(there), 1), PLATFORM);
      takeTurns(status(here), 0);
      odd.join();
    }
  }

  private static void takeTurns(WaitableStruct struct, long first) {
    for (long turn = first; turn < TURNS; turn += 2) {
      assertThat(struct.await(has(struct, TURN, turn), LONG)).isTrue();
      set(struct, TURN, turn + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("executors")
  void threadsOfOneAttachmentAreAllWoken(Executor executor) {
    WaitableStruct here = status(region);
    WaitableStruct there = status(peer);
    int turns = TURNS / 20;
    AtomicInteger seen = new AtomicInteger();
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                for (int turn = 1; turn <= turns; turn++) {
                  assertThat(there.await(has(there, TURN, turn), LONG)).isTrue();
                  if (seen.incrementAndGet() % THREADS == 0) {
                    here.changed();
                  }
                }
              },
              executor));
    }
    // Ends waits all the time, beside others of the same participant that go on.
    threads.add(
        CompletableFuture.runAsync(
            () -> {
              while (!there.await(has(there, END, 1), Duration.ofNanos(10_000))) {
                assertThat(seen).hasValueLessThanOrEqualTo(THREADS * turns);
              }
            },
            executor));
    for (int turn = 1; turn <= turns; turn++) {
      set(here, TURN, turn);
      int all = THREADS * turn;
      assertThat(here.await(() -> seen.get() == all, LONG)).isTrue();
    }
    set(here, END, 1);
    threads.forEach(CompletableFuture::join);
    assertThat(waiting()).isZero();
  }

  @Test
  void closeEndsWaits() throws InterruptedException {
    CountDownLatch waits = new CountDownLatch(1);
    AtomicBoolean closed = new AtomicBoolean();
    Thread waiter =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    status(region)
                        .await(
                            () -> {
                              waits.countDown();
                              return false;
                            },
                            LONG);
                  } catch (IllegalStateException e) {
                    closed.set(e.getMessage().contains("is closed in this process"));
                  }
                });
    waits.await();
    region.close();
    waiter.join();
    assertThat(closed).isTrue();
    assertThatThrownBy(() -> status(region)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void interruptEndsAWaitAndStaysSet() throws InterruptedException {
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread waiter =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    status(region).await(() -> false, LONG);
                  } catch (WaitInterruptedException e) {
                    interrupted.set(Thread.currentThread().isInterrupted());
                  }
                });
    waiter.interrupt();
    waiter.join();
    assertThat(interrupted).isTrue();
  }

  @Test
  void truncationEndsAWait() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CompletableFuture<Boolean> waiter =
        CompletableFuture.supplyAsync(
            () ->
                status(region)
                    .await(
                        () -> {
                          waits.countDown();
                          return false;
                        },
                        LONG),
            PLATFORM);
    waits.await();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    assertThatThrownBy(waiter::join).hasCauseInstanceOf(RegionTruncatedException.class);
    assertThatThrownBy(() -> status(region).changed()).isInstanceOf(RegionTruncatedException.class);
    assertThatThrownBy(region::close).isInstanceOf(RegionTruncatedException.class);
    assertThatThrownBy(peer::close).isInstanceOf(RegionTruncatedException.class);
  }
}
