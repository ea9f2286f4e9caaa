// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.memory;

/** Arithmetic of offsets and their alignment. Every alignment is a power of two. */
public final class Alignment {
  private Alignment() {}

  /** The smallest multiple of {@code alignment} that is not below {@code value}. */
  public static long up(long value, long alignment) {
    return value + alignment - 1 & -alignment;
  }

  /** Whether {@code value} is a multiple of {@code alignment}. */
  public static boolean isMultiple(long value, long alignment) {
    return (value & alignment - 1) == 0;
  }
}
