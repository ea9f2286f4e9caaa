// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.section.queue;

import dev.tenon.runtime.format.RecordHeader;
import dev.tenon.runtime.format.SectionFlags;
import dev.tenon.runtime.format.TenonFormatConstants;
import java.nio.ByteOrder;

/**
 * Arithmetic of records in a ring.
 *
 * <pre>
 *   p                 p + alignment                  p + stride
 *   | RecordHeader |..| message, size bytes       |..| next record
 * </pre>
 *
 * <p>The header is read and written as one 8-byte word, so it can never be seen half changed.
 */
public final class RecordFormat {
  /** Bytes from a record's start to its message's end, at most: its header has 32 bits. */
  public static final long MAX_RECORD = TenonFormatConstants.MAX_RECORD_BYTES;

  public static final int PADDING = TenonFormatConstants.PADDING_MESSAGE_ID;
  public static final long HEADER_BYTES = RecordHeader.BYTES;

  private static final int SIZE_SHIFT = shift(RecordHeader.SIZE_OFFSET, Integer.BYTES);
  private static final int ID_SHIFT = shift(RecordHeader.MESSAGE_ID_OFFSET, Short.BYTES);
  private static final int VERSION_SHIFT = shift(RecordHeader.CONTRACT_VERSION_OFFSET, Short.BYTES);

  private RecordFormat() {}

  /**
   * Required alignment of every record's start and stride, and offset of its message, in bytes.
   *
   * @param stamped whether a stamp lies behind the header
   */
  public static long step(long messageAlignment, boolean stamped) {
    long least = TenonFormatConstants.RECORD_ALIGNMENT;
    return Math.max(stamped ? 2 * least : least, messageAlignment);
  }

  /** Whether records of a section with such flags are stamped. */
  public static boolean isStamped(int flags) {
    return (flags & SectionFlags.STAMPED) != 0;
  }

  public static long header(long size, int messageId, int contractVersion) {
    return size << SIZE_SHIFT
        | (long) messageId << ID_SHIFT
        | (long) contractVersion << VERSION_SHIFT;
  }

  /** The header of the record that fills the rest of a ring; never zero. */
  public static long padding(long rest) {
    return header(rest - HEADER_BYTES, PADDING, TenonFormatConstants.PADDING_CONTRACT_VERSION);
  }

  public static long withSize(long header, long size) {
    return header(size, messageId(header), contractVersion(header));
  }

  public static long size(long header) {
    return header >>> SIZE_SHIFT & 0xFFFF_FFFFL;
  }

  public static int messageId(long header) {
    return (int) (header >>> ID_SHIFT) & 0xFFFF;
  }

  public static int contractVersion(long header) {
    return (int) (header >>> VERSION_SHIFT) & 0xFFFF;
  }

  /**
   * Checks what a message is claimed with.
   *
   * @param largest bytes of the largest message
   * @param label names the section in messages
   * @throws IllegalArgumentException if it cannot be
   */
  public static void checkArguments(
      int messageId, int contractVersion, long size, long largest, String label) {
    if (messageId < 1 || messageId > 0xFFFF) {
      throw new IllegalArgumentException("message id " + messageId + " is not 1 to 65535");
    }
    if (contractVersion < 0 || contractVersion > 0xFFFF) {
      throw new IllegalArgumentException(
          "contract version " + contractVersion + " is not 0 to 65535");
    }
    if (size < 0 || size > largest) {
      throw new IllegalArgumentException(
          "a message of "
              + size
              + " bytes does not fit into "
              + label
              + ", which takes "
              + largest);
    }
  }

  private static int shift(long offset, int bytes) {
    boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    return (int) (little ? offset : HEADER_BYTES - offset - bytes) * Byte.SIZE;
  }
}
