// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

/** The errno of calls to functions that the schema declares with {@code errno: true}. */
public final class Errno {
  private Errno() {}

  /**
   * Returns errno as the last such call of this thread left it; zero before the first. As in C, a
   * call that succeeds may leave any value.
   */
  public static int last() {
    return ThreadFrames.current().errno();
  }
}
