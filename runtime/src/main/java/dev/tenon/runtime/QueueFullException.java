// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/** The queue has no room for the message: the consumer is slower than the producer. */
public final class QueueFullException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public QueueFullException(String message) {
    super(message, null);
  }
}
