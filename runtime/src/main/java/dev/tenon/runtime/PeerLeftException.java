// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The process at the other end of the queue has gone, and everything that it published has been
 * delivered. Reported once for each holder of the role; a later wait waits for the next one.
 */
public final class PeerLeftException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public PeerLeftException(String message) {
    super(message, null);
  }
}
