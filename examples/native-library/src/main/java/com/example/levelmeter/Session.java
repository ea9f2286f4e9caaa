// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.Ending;
import com.example.levelmeter.contract.Level;
import com.example.levelmeter.contract.LevelMeter;
import com.example.levelmeter.contract.Meter;
import com.example.levelmeter.contract.Source;
import com.example.levelmeter.contract.Statistics;
import com.example.levelmeter.contract.Tone;
import com.example.levelmeter.contract.Waveform;
import dev.tenon.runtime.callback.Errno;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** The meters that run, and all that listens to them. */
final class Session implements AutoCloseable {
  private static final int RATE = 48_000;
  private static final double LOUD = 1.25;

  private final LevelMeter library;
  private final Listeners listeners;
  private final List<Strip> strips = new ArrayList<>();

  Session(LevelMeter library) {
    this.library = library;
    this.listeners = new Listeners(library);
  }

  List<Strip> strips() {
    return List.copyOf(strips);
  }

  /**
   * Starts one meter for each kind of signal.
   *
   * @param brokenAfter seconds after which the source in Java throws
   * @throws IOException if the library cannot open one
   */
  void start(double brokenAfter) throws IOException {
    // Root mean squares: a sine has its amplitude by the root of 2, white noise by that of 3.
    tone("sine 997 Hz", Waveform.SINE, 0.5, Math.sqrt(1 / 2.0), Ending.CLOSED);
    tone("square 997 Hz", Waveform.SQUARE, 0.25, 1, Ending.CLOSED);
    tone("white noise", Waveform.NOISE, 0.1, Math.sqrt(1 / 3.0), Ending.CLOSED);
    tone("sine, too loud", Waveform.SINE, LOUD, Math.sqrt(1 / 2.0), Ending.STOPPED);
    chord("chord from Java", brokenAfter);
  }

  private void tone(String name, Waveform waveform, double amplitude, double rms, Ending ending)
      throws IOException {
    Meter meter;
    try (Arena arena = Arena.ofConfined()) {
      // A struct by value: C gets a copy, so this one may go when the call is over.
      Tone tone = Tone.allocate(arena).waveform(waveform).amplitude(amplitude);
      meter = opened(name, library.openTone(name, tone, RATE, true));
    }
    add(name, meter, amplitude, amplitude * rms, ending);
  }

  private void chord(String name, double brokenAfter) throws IOException {
    double amplitude = 0.3;
    double peak;
    try (Arena arena = Arena.ofConfined()) {
      // C calls Java back inside this call, and is done with the source when it returns.
      Level level = Level.allocate(arena);
      library.measureSource(new Chord(RATE, amplitude), RATE, level);
      peak = level.peak();
    }
    // C keeps this source, and calls it from the meter's thread until the meter is closed.
    Source source = new Chord(RATE, amplitude, Math.round(brokenAfter * RATE));
    Meter meter = opened(name, library.openSource(name, source, RATE, true));
    add(name, meter, peak, amplitude, Ending.CLOSED);
  }

  private void add(String name, Meter meter, double peak, double rms, Ending ending) {
    Reading reading = listeners.of(library.meterNumber(meter));
    strips.add(new Strip(name, meter, reading, peak, rms, ending));
  }

  private static Meter opened(String name, Meter meter) throws IOException {
    if (meter == null) {
      throw new IOException("cannot open the meter '" + name + "': errno " + Errno.last());
    }
    return meter;
  }

  /**
   * Ends all meters and says what they measured.
   *
   * @return a result for each strip, in their order
   */
  List<Result> stop() {
    List<Result> results = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      for (Strip strip : strips) {
        library.meterStop(
            strip.meter()); // when this returns, the meter has called for the last time
        Statistics statistics = Statistics.allocate(arena);
        library.meterStatistics(strip.meter(), statistics);
        results.add(Result.of(strip, statistics.toValue()));
      }
    }
    return results;
  }

  @Override
  public void close() {
    strips.forEach(strip -> strip.meter().close());
    listeners.close();
  }
}
