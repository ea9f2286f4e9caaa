// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

final class MarketAbi {
  static final String TEXT =
      """
      tenon-abi 1
      schema market
      version 2
      Feed handle release feed_close
      OnQuote callback (const Quote* quote, u64 sequence) -> i32 threads any
      feed_each function (OnQuote visitor, u32 times) -> i64
      Quote struct size 32 align 8
      Quote.bid f64 offset 0 size 8
      Quote.ask f64 offset 8 size 8
      Quote.sequence u64 offset 16 size 8
      Quote.size u32 offset 24 size 4
      """;

  private MarketAbi() {}
}
