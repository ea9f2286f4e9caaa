// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct RecordHeader. */
public final class RecordHeader {
  public static final long BYTES = 8;
  public static final long ALIGNMENT = 4;
  public static final long SIZE_OFFSET = 0;
  public static final long MESSAGE_ID_OFFSET = 4;
  public static final long CONTRACT_VERSION_OFFSET = 6;

  private RecordHeader() {}
}
