// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import java.util.Locale;

/** Whether a mistake stops the generator. */
public enum Severity {
  /** Nothing is generated. */
  ERROR,
  /** Generated all the same; the author may have meant something else. */
  WARNING;

  /** As printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
