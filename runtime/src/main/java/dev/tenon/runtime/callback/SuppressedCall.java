// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.io.Serial;

/**
 * Leaves a trampoline before user code ran: an earlier call had failed inside the same call from
 * Java to C. C gets the {@code on_error} value, and nobody gets this.
 */
final class SuppressedCall extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  static final SuppressedCall INSTANCE = new SuppressedCall();

  private SuppressedCall() {
    super("an earlier callback of the same call has failed", null, false, false);
  }
}
