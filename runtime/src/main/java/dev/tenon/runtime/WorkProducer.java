// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * The sending end of work: messages are written in place, in shared memory. For one thread at a
 * time.
 */
public interface WorkProducer extends RecordProducer {
  /**
   * Claims room for one message, waiting for it if need be: until the oldest task that takes it is
   * finished or set aside, also while there is no worker. Arguments and result as {@link
   * #tryClaim}.
   *
   * @param timeout how long to wait, zero or more; noticed within a scheduling delay
   * @return where the message starts, or -1 when there was no room in time
   * @throws WaitInterruptedException if the thread is interrupted, noticed within 100 ms; its flag
   *     stays set
   * @throws IllegalStateException if this producer or the region is closed, also meanwhile; or if
   *     messages that are claimed but not published take the room
   */
  long claim(int messageId, int contractVersion, long size, Duration timeout);
}
