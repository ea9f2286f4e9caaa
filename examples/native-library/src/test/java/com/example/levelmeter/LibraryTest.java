// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.example.levelmeter.contract.Ending;
import com.example.levelmeter.contract.Level;
import com.example.levelmeter.contract.LevelMeter;
import com.example.levelmeter.contract.LevelMeterConstants;
import com.example.levelmeter.contract.Meter;
import com.example.levelmeter.contract.Statistics;
import com.example.levelmeter.contract.Tone;
import com.example.levelmeter.contract.Waveform;
import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.Errno;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The C library as Java sees it. */
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LibraryTest {
  private static final int RATE = 48_000;
  private static final int EINVAL = 22;
  private static final int ENAMETOOLONG = 36;

  private static LevelMeter library;

  private final Arena arena = Arena.ofShared();

  @BeforeAll
  static void load() {
    library = LevelMeter.load(Path.of("target", "native", System.mapLibraryName("levelmeter")));
  }

  @AfterEach
  void free() {
    arena.close();
  }

  @Test
  void samplesInMemoryAreMeasuredInOneCall() {
    MemorySegment samples = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 0.5f, -1, 0.5f, 0);

    Level level = library.measure(arena, samples);

    assertThat(level.peak()).isEqualTo(1);
    assertThat(level.rms()).isCloseTo(Math.sqrt(1.5 / 4), within(1e-9));
    assertThat(library.decibels(level.peak())).isZero();
    assertThat(library.libraryName()).isEqualTo("level meter 1.0");
  }

  @Test
  void sourceIsCalledDuringTheCall() {
    Level level = Level.allocate(arena);
    Chord chord = new Chord(RATE, 0.25);

    assertThat(library.measureSource(chord, RATE, level)).isEqualTo(RATE);

    assertThat(level.rms()).isCloseTo(chord.rms(), within(1e-6));
  }

  @Test
  void exceptionOfSourceComesOutOfTheCallThatCalledIt() {
    Chord broken = new Chord(RATE, 0.25, 10_000);

    assertThatThrownBy(() -> library.measureSource(broken, RATE, Level.allocate(arena)))
        .isInstanceOf(CallbackException.class)
        .hasRootCauseMessage("a string of the instrument broke");
  }

  @Test
  void exceptionOfKeptSourceEndsItsMeterAndNothingElse() throws Exception {
    CompletableFuture<Ending> ended = new CompletableFuture<>();
    try (Registration _ = library.onEnd((meter, ending) -> ended.complete(ending));
        Meter meter = library.openSource("breaks", new Chord(RATE, 0.25, 4800), RATE, false)) {
      assertThat(ended.get(300, TimeUnit.SECONDS)).isEqualTo(Ending.SOURCE_FAILED);

      assertThat(library.meterName(meter)).isEqualTo("breaks");
      assertThat(statistics(meter).frames()).isEqualTo(4800);
    }
  }

  @Test
  void everyBlockArrivesInOrderAndInBatches() throws Exception {
    AtomicLong blocks = new AtomicLong();
    AtomicLong calls = new AtomicLong();
    CompletableFuture<Long> thousand = new CompletableFuture<>();
    Tone tone = Tone.allocate(arena).waveform(Waveform.NOISE).amplitude(0.5);
    try (Registration _ =
            library.onBlock(
                events -> {
                  calls.incrementAndGet();
                  for (var event : events) {
                    long expected = blocks.getAndIncrement() * LevelMeterConstants.BLOCK_FRAMES;
                    if (event.position() != expected) {
                      thousand.completeExceptionally(
                          new AssertionError(event.position() + " is not " + expected));
                    }
                  }
                  if (blocks.get() >= 1000) {
                    thousand.complete(blocks.get());
                  }
                });
        Meter meter = library.openTone("noise", tone, RATE, false)) {
      thousand.get(300, TimeUnit.SECONDS);
      library.meterStop(meter);

      assertThat(statistics(meter).blocks()).isEqualTo(blocks.get());
      assertThat(calls.get()).isLessThan(blocks.get() / 2);
    }
  }

  @Test
  void nothingIsCalledAfterTheRegistrationWasClosed() throws Exception {
    Tone tone = Tone.allocate(arena);
    try (Meter meter = library.openTone("goes on", tone, RATE, false)) {
      for (int i = 0; i < 1000; i++) {
        CompletableFuture<Void> called = new CompletableFuture<>();
        boolean[] closed = new boolean[1];
        boolean[] late = new boolean[1];
        Registration registration =
            library.onBlock(
                events -> {
                  called.complete(null);
                  late[0] |= closed[0];
                });
        called.get(300, TimeUnit.SECONDS);
        registration.close();
        closed[0] = true;
        assertThat(late[0]).isFalse();
      }
      assertThat(statistics(meter).blocks()).isPositive();
    }
  }

  @Test
  void whyMeterWasNotOpenedIsInErrno() {
    Tone tone = Tone.allocate(arena);

    assertThat(library.openTone("slow", tone, 1, false)).isNull();
    assertThat(Errno.last()).isEqualTo(EINVAL);

    assertThat(library.openSource("é".repeat(40), new Chord(RATE, 1), RATE, false)).isNull();
    assertThat(Errno.last()).isEqualTo(ENAMETOOLONG);
  }

  @Test
  void closedMeterIsRefusedBeforeItReachesC() {
    Meter meter = library.openTone("closed", Tone.allocate(arena), RATE, false);
    meter.close();
    meter.close();

    assertThatIllegalStateException().isThrownBy(() -> library.meterName(meter));
  }

  @Test
  void wrongArgumentsAreRefusedBeforeTheyReachC() {
    Tone tone = Tone.allocate(arena);

    assertThatThrownBy(() -> library.openTone("negative", tone, -1, false))
        .hasMessageContaining("rate");
    assertThatThrownBy(() -> library.openTone("with \0", tone, RATE, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThatNullPointerException()
        .isThrownBy(() -> library.openTone(null, tone, RATE, false))
        .withMessage("name");
    assertThatNullPointerException().isThrownBy(() -> library.meterName(null)).withMessage("meter");
  }

  private Statistics statistics(Meter meter) {
    Statistics statistics = Statistics.allocate(arena);
    library.meterStatistics(meter, statistics);
    return statistics;
  }
}
