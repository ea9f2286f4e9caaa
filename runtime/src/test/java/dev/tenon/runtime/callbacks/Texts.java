// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.util.Arrays;
import java.util.List;

/** Texts at the edges. */
final class Texts {

  /** Two bytes, three, and four with a surrogate pair in Java. */
  static final String ALL_WIDTHS = "Zürich € \uD834\uDD1E";

  static final List<String> ALL =
      Arrays.asList(null, "", "a", ALL_WIDTHS, "x".repeat(100_000), "\uD834\uDD1E".repeat(5_000));

  private Texts() {}
}
