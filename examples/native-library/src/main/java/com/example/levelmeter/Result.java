// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import com.example.levelmeter.contract.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Result of one meter.
 *
 * @param name of the meter
 * @param heard by the listener in Java
 * @param complaints what is not as it should be; empty when all is well
 */
record Result(String name, Reading.Snapshot heard, List<String> complaints) {
  /** A tenth of a decibel. Noise and the last, unfinished period of a tone need a little. */
  private static final double TOLERANCE_DB = 0.1;

  static Result of(Strip strip, Statistics.Value counted) {
    Reading.Snapshot heard = strip.reading().snapshot();
    List<String> complaints = new ArrayList<>();
    if (heard.blocks() != counted.blocks() || heard.clips() != counted.clips()) {
      complaints.add(
          "C counted %d blocks and %d clips, Java heard of %d and %d"
              .formatted(counted.blocks(), counted.clips(), heard.blocks(), heard.clips()));
    }
    compare(complaints, "peak", heard.peak(), strip.peak());
    compare(complaints, "rms", heard.rms(), strip.rms());
    if (!heard.ending().equals(Optional.of(strip.ending()))) {
      complaints.add(
          "ended as %s, not %s"
              .formatted(heard.ending().map(Enum::name).orElse("nothing"), strip.ending()));
    }
    return new Result(strip.name(), heard, List.copyOf(complaints));
  }

  private static void compare(List<String> complaints, String what, double is, double expected) {
    double difference = 20 * Math.log10(is / expected);
    // Also when it is not a number: nothing was heard.
    if (!(Math.abs(difference) <= TOLERANCE_DB)) {
      complaints.add("%s %.4f, not %.4f".formatted(what, is, expected));
    }
  }

  boolean isGood() {
    return complaints.isEmpty();
  }
}
