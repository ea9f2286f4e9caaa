// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct QueueEnd. */
public final class QueueEnd {
  public static final long BYTES = 128;
  public static final long ALIGNMENT = 128;
  public static final long POSITION_OFFSET = 0;
  public static final long OWNER_OFFSET = 8;
  public static final long EPOCH_OFFSET = 16;
  public static final long FLAGS_OFFSET = 20;

  private QueueEnd() {}
}
