// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.format.TenonFormatConstants;

/** The number by which generated code and the runtime tell whether they fit. */
public final class RuntimeVersion {
  private RuntimeVersion() {}

  /**
   * Tells what this runtime offers to generated code. A runtime serves all code that was generated
   * for its own number or a lower one.
   *
   * @return 1 or more
   */
  public static int api() {
    return (int) TenonFormatConstants.RUNTIME_API;
  }

  /**
   * Refuses generated code that is newer than this runtime. Generated classes call it before they
   * use anything else.
   *
   * @param required the number that the generator knew
   * @param user names the generated code: {@code region MarketFeed of schema market}
   * @return {@code required}
   * @throws RuntimeTooOldError if this runtime has a lower number
   */
  public static int require(int required, String user) {
    if (required > api()) {
      throw new RuntimeTooOldError(user, required, api());
    }
    return required;
  }
}
