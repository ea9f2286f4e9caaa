// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct RegionHeader. */
public final class RegionHeader {
  public static final long BYTES = 896;
  public static final long ALIGNMENT = 128;
  public static final long MAGIC_OFFSET = 0;
  public static final long FORMAT_VERSION_OFFSET = 8;
  public static final long BYTE_ORDER_OFFSET = 12;
  public static final long TOTAL_SIZE_OFFSET = 16;
  public static final long STATE_OFFSET = 24;
  public static final long FLAGS_OFFSET = 28;
  public static final long CONTRACT_VERSION_OFFSET = 32;
  public static final long SECTION_COUNT_OFFSET = 36;
  public static final long SECTION_TABLE_OFFSET_OFFSET = 40;
  public static final long LAYOUT_TEXT_OFFSET_OFFSET = 48;
  public static final long LAYOUT_TEXT_SIZE_OFFSET = 56;
  public static final long LAYOUT_HASH_OFFSET = 64;
  public static final long SCHEMA_OFFSET = 96;
  public static final long REGION_OFFSET = 160;
  public static final long TOOL_OFFSET = 224;
  public static final long BOOT_ID_OFFSET = 288;
  public static final long PID_NAMESPACE_OFFSET = 304;
  public static final long CREATOR_OFFSET = 312;
  public static final long CREATED_OFFSET = 320;
  public static final long NONCE_OFFSET = 328;
  public static final long PARTICIPANTS_OFFSET = 336;

  private RegionHeader() {}
}
