// SPDX-License-Identifier: Apache-2.0
package com.example.market;

import java.lang.foreign.Arena;

/** Uses what was generated, as the module's own code does. */
final class Strategy {
  private Strategy() {}

  static String describe() {
    try (Arena arena = Arena.ofConfined()) {
      Quote quote = Quote.allocate(arena).symbol("EURUSD").side(Side.BUY).sequence(42);
      quote.bids(0).price(1.0842).quantity(1_000_000);
      return quote.toString();
    }
  }
}
