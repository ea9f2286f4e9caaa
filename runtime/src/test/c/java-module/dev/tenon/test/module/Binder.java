// SPDX-License-Identifier: Apache-2.0
package dev.tenon.test.module;

/** Agrees to everything, if it is in its module. */
final class Binder {
  private Binder() {}

  static int bind(long abi, long functions, int count, long message, long messageBytes) {
    return Binder.class.getModule().isNamed() ? 0 : -1;
  }
}
