// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.io.Serial;

/**
 * Generated code needs a newer runtime than the one that was loaded. An error of linking, like a
 * class file of a newer Java: it is found while a generated class is initialised, where the JVM
 * would wrap an exception.
 */
public final class RuntimeTooOldError extends LinkageError {
  @Serial private static final long serialVersionUID = 1L;

  private final int required;
  private final int present;

  /**
   * Creates the error.
   *
   * @param user names the generated code
   * @param required the runtime API that it was generated for
   * @param present the runtime API that was loaded
   */
  public RuntimeTooOldError(String user, int required, int present) {
    super(
        user
            + " was generated for runtime API "
            + required
            + ", but this tenon-runtime has API "
            + present
            + ": use the tenon-runtime of the generator's version or a newer one");
    this.required = required;
    this.present = present;
  }

  /** Runtime API that the generated code needs. */
  public int required() {
    return required;
  }

  /** Runtime API that was loaded. */
  public int present() {
    return present;
  }
}
