// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.model;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A distribution of delays: since the start, and lately. Recording allocates nothing. Not
 * thread-safe.
 */
public final class Delays {
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int SIGNIFICANT_DIGITS = 2;

  private final Histogram all = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  private final Histogram recent = new Histogram(LONGEST_NANOS, SIGNIFICANT_DIGITS);
  private Percentiles lately = Percentiles.of(recent);

  /** Records a delay in nanoseconds; beyond a minute counts as a minute. */
  public void record(long nanos) {
    long delay = Math.clamp(nanos, 0, LONGEST_NANOS);
    all.recordValue(delay);
    recent.recordValue(delay);
  }

  /** Ends a period: {@link #lately} speaks of it until the next one ends. */
  public void endPeriod() {
    lately = Percentiles.of(recent);
    recent.reset();
  }

  /** The last whole period. */
  public Percentiles lately() {
    return lately;
  }

  /** Everything recorded. */
  public Percentiles all() {
    return Percentiles.of(all);
  }
}
