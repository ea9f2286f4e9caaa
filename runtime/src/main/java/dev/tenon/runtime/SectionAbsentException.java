// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * The region does not have the section: its creator has a version of the schema before the one that
 * appended the section. The message names the section, the region and both versions. Generated code
 * asks by methods {@code has…} beforehand.
 */
public final class SectionAbsentException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SectionAbsentException(String message) {
    super(message, null);
  }
}
