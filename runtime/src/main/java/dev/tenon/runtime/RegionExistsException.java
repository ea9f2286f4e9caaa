// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The name is taken, and what it names is not an abandoned region. {@link Region#attach} to it, or
 * {@link Region#remove} it when you know that nobody needs it.
 */
public final class RegionExistsException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionExistsException(String message) {
    super(message, null);
  }
}
