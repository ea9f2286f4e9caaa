// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct QueueWait. */
public final class QueueWait {
  public static final long BYTES = 8;
  public static final long ALIGNMENT = 4;
  public static final long SEQUENCE_OFFSET = 0;
  public static final long WAITING_OFFSET = 4;

  private QueueWait() {}
}
