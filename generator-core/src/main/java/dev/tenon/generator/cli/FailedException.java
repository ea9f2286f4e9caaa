// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

/** A command cannot do its work; everything that the user should still see is in the message. */
final class FailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }

  /** A failure of which the user has seen everything already. */
  static FailedException explained() {
    return new FailedException("");
  }

  boolean isExplained() {
    return getMessage().isEmpty();
  }
}
