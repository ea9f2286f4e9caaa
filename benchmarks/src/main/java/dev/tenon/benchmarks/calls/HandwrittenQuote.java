// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

/** Offsets in a quote, copied by hand from the C header. */
final class HandwrittenQuote {
  static final long PRICE = 16;
  static final long QUANTITY = 24;
  static final long BYTES = 32;

  private HandwrittenQuote() {}
}
