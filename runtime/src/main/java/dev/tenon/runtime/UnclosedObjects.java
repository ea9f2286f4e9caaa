// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import dev.tenon.runtime.unclosed.Unclosed;

/**
 * Objects that became unreachable while they were open: regions, handles, registrations, and
 * callbacks of C that Java keeps. None of them is closed by the runtime, so each is a leak. The
 * logger {@code dev.tenon.runtime} names each of the first hundred in a warning, with the place
 * where it was opened if the system property {@code dev.tenon.unclosed.where} is {@code true};
 * regions have it always.
 */
public final class UnclosedObjects {
  private UnclosedObjects() {}

  /**
   * Returns how many there were in the life of this JVM. One is counted some time after the garbage
   * collector has found it.
   */
  public static long count() {
    return Unclosed.count();
  }
}
