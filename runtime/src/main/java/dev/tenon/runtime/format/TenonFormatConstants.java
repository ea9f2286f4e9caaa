// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Constants of the format. */
public final class TenonFormatConstants {
  public static final long REGION_MAGIC = 0x4E4F494745524E54L;
  public static final long FORMAT_VERSION = 1;
  public static final long BYTE_ORDER_MARK = 0x01020304;
  public static final long PARTICIPANT_SLOTS = 64;
  public static final long NAME_BYTES = 64;
  public static final long MAX_SECTIONS = 1024;
  public static final long SECTION_ALIGNMENT = 128;
  public static final long PAGE_BYTES = 4096;
  public static final long RECORD_ALIGNMENT = 8;
  public static final int PADDING_MESSAGE_ID = 0;
  public static final long IDENTITY_START_BITS = 42;

  private TenonFormatConstants() {}
}
