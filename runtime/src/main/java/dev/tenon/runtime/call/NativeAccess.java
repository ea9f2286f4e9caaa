// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.call;

import java.util.function.Supplier;

/** Says what to do when Java does not let this module reach native code. */
public final class NativeAccess {
  private NativeAccess() {}

  /**
   * Runs something that is restricted.
   *
   * @throws IllegalCallerException if native access is denied; names the option that grants it
   */
  public static <T> T call(Supplier<T> restricted) {
    try {
      return restricted.get();
    } catch (IllegalCallerException e) {
      Module module = NativeAccess.class.getModule();
      throw new IllegalCallerException(
          "calls between Java and C need native access: start Java with --enable-native-access="
              + (module.isNamed() ? module.getName() : "ALL-UNNAMED"),
          e);
    }
  }
}
