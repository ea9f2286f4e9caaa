// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

/** A command cannot do its work; everything that the user should see is in the message. */
final class FailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }
}
