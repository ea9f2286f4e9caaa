// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.Locale;

/** Effect of a change on programs of an earlier contract version. */
public enum Breaks {
  /** Nothing: it is compatible. */
  NOTHING,
  /** Sources that rely on nothing being appended; {@link FragileSource} says which. */
  SOME_SOURCE,
  /** Sources that were written for the earlier version, in either language. */
  SOURCE,
  /** Compiled programs and libraries that call each other. */
  ABI,
  /** Programs that share memory: they would read other bytes. */
  LAYOUT;

  /** As printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
