// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.format;

/** Offsets of the format struct QueueHeader. */
public final class QueueHeader {
  public static final long BYTES = 512;
  public static final long ALIGNMENT = 128;
  public static final long PRODUCER_OFFSET = 0;
  public static final long CONSUMER_OFFSET = 128;
  public static final long DATA_OFFSET = 256;
  public static final long SPACE_OFFSET = 384;

  private QueueHeader() {}
}
