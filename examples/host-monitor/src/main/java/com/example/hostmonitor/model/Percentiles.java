// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import org.HdrHistogram.Histogram;

/**
 * The usual points of a distribution of times, in nanoseconds, to two significant digits.
 *
 * @param count how many times were recorded; with none, all others are zero
 * @param p50 half were at most this
 * @param p99 99 of 100 were at most this
 * @param p999 999 of 1000 were at most this
 * @param max the longest
 */
public record Percentiles(long count, long p50, long p99, long p999, long max) {

  /** Reads them off a histogram. */
  public static Percentiles of(Histogram histogram) {
    return new Percentiles(
        histogram.getTotalCount(),
        histogram.getValueAtPercentile(50),
        histogram.getValueAtPercentile(99),
        histogram.getValueAtPercentile(99.9),
        histogram.getMaxValue());
  }
}
