// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The region was made before the machine was last started, so nobody can tell which of its
 * participants live. {@link Region#remove} it and create it again.
 */
public final class RegionStaleException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionStaleException(String message) {
    super(message, null);
  }
}
