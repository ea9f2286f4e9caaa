// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/** All participant slots of the region are held by processes that live. */
public final class RegionFullException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RegionFullException(String message) {
    super(message, null);
  }
}
