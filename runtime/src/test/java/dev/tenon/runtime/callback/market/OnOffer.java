// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

/** Gets callbacks of C: one for the call, one to keep. */
@FunctionalInterface
public interface OnOffer {
  int call(OnQuote once, OnQuote kept);
}
