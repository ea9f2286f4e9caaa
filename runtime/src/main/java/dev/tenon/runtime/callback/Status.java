// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

/** Numbers of {@code tenon_status} that Java gives to C or gets from it: tenon/status.h. */
final class Status {
  static final int OK = 0;
  static final int EXISTS = -6;
  static final int NOT_FOUND = -7;
  static final int MISMATCH = -8;
  static final int INVALID = -15;
  static final int LIMIT = -16;
  static final int JAVA = -18;

  private Status() {}
}
