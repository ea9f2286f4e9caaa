// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The process at the other end of the queue has gone, and everything that it published has been
 * delivered. Reported once for each holder of the role; a later wait waits for the next one.
 */
public final class PeerLeftException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  private final String label;

  /**
   * Creates the exception.
   *
   * @param label of the participant that has gone; empty if it had none or nobody knows it any more
   */
  public PeerLeftException(String message, String label) {
    super(message, null);
    this.label = label;
  }

  /** Label of the participant that has gone; empty if it had none or nobody knows it any more. */
  public String label() {
    return label;
  }
}
