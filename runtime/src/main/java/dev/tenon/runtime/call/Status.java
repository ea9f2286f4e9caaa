// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.call;

/** Numbers of {@code tenon_status} that Java gives to C or gets from it: tenon/status.h. */
public final class Status {
  public static final int OK = 0;
  public static final int EXISTS = -6;
  public static final int NOT_FOUND = -7;
  public static final int MISMATCH = -8;
  public static final int INVALID = -15;
  public static final int LIMIT = -16;
  public static final int JAVA = -18;

  private Status() {}
}
