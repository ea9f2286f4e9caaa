// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.Locale;

/** Severity of a diagnostic. */
public enum Severity {
  /** Nothing is generated. */
  ERROR,
  /** Generated all the same; the author may have meant something else. */
  WARNING,
  /** Nothing is wrong; whoever reviews a change may want to know. */
  NOTE;

  /** As printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
