// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The region was made from another schema, from a layout that is no earlier or later version of the
 * own one, or in another format version. The message names the first type and field that differ, as
 * the region has it and as this program has it.
 */
public final class SchemaMismatchException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SchemaMismatchException(String message) {
    super(message, null);
  }
}
