// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The region was made in another process-id namespace (another container) or time namespace:
 * whether its participants live cannot be judged from here.
 */
public final class ForeignNamespaceException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ForeignNamespaceException(String message) {
    super(message, null);
  }
}
