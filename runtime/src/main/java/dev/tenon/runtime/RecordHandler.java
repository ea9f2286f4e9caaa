// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;

/** Receives the messages of one {@link QueueConsumer#poll}. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Called for one message, on the polling thread. The bytes are valid until this method returns:
   * the producer may overwrite them afterwards. The producer is another process, so bytes may also
   * change meanwhile when it breaks the protocol: read a value once, check it, use that copy.
   *
   * <p>In here, polling the same queue, taking from it, closing its consumer and closing its region
   * are refused with an {@link IllegalStateException}.
   *
   * <p>A message whose handler throws counts as consumed; the exception leaves {@code poll}.
   *
   * @param messageId 1 to 65535
   * @param contractVersion version of the writer's schema, 0 to 65535
   * @param data the queue's ring, the same object in every call
   * @param offset start of the message in {@code data}, in bytes
   * @param size bytes of the message; {@code offset + size} lies within {@code data}
   */
  void onRecord(int messageId, int contractVersion, MemorySegment data, long offset, long size);
}
