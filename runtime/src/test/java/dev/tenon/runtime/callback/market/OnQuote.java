// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

/** Gets each quote. */
@FunctionalInterface
public interface OnQuote {
  int call(Quote quote, long sequence);
}
