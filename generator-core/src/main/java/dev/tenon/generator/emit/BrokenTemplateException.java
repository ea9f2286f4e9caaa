// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

/**
 * A template that a user put in place of one of ours cannot be used. The message is complete: it
 * starts with file, line and column, as compilers print them, where a place is known.
 */
public final class BrokenTemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokenTemplateException(String message) {
    super(message);
  }
}
