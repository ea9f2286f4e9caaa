// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The waiting thread was interrupted. Its interrupt flag is still set, so a loop that ignores this
 * exception gets it again at the next wait.
 */
public final class WaitInterruptedException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public WaitInterruptedException(String message) {
    super(message, null);
  }
}
