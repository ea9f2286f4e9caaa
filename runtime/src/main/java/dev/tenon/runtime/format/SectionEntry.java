// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct SectionEntry. */
public final class SectionEntry {
  public static final long BYTES = 96;
  public static final long ALIGNMENT = 8;
  public static final long NAME_OFFSET = 0;
  public static final long KIND_OFFSET = 64;
  public static final long ALIGNMENT_OFFSET = 68;
  public static final long OFFSET_OFFSET = 72;
  public static final long SIZE_OFFSET = 80;
  public static final long DATA_OFFSET_OFFSET = 88;

  private SectionEntry() {}
}
