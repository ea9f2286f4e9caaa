// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * A process that lives (maybe this one), or that cannot be told to be dead, already is the queue's
 * producer or consumer.
 */
public final class RoleTakenException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RoleTakenException(String message) {
    super(message, null);
  }
}
