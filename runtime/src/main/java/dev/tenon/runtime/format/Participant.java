// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct Participant. */
public final class Participant {
  public static final long BYTES = 8;
  public static final long ALIGNMENT = 8;
  public static final long IDENTITY_OFFSET = 0;

  private Participant() {}
}
