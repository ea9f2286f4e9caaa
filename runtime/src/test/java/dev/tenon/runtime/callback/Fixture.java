// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.callback.market.Market;
import java.nio.file.Path;

/** The C library of these tests, built by CMake before they run. */
final class Fixture {
  static final Path LIBRARY =
      Path.of(
          System.getProperty("tenon.c.build"),
          "tenon-test",
          "callback-fixture",
          System.mapLibraryName("market_fixture"));

  static final Market MARKET = Market.load(LIBRARY);

  private Fixture() {}

  /** Throws what the compiler would not allow. */
  @SuppressWarnings("unchecked")
  static <E extends Throwable> RuntimeException sneak(Throwable exception) throws E {
    throw (E) exception;
  }
}
