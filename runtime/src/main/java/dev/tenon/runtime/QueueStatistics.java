// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.time.Duration;

/**
 * Numbers of a queue, as its two ends tell them: at most one batch old, and wrong by a batch when
 * the holder of a role was killed. Each is read for itself, so they are of almost the same moment.
 * The counts start when the region is created.
 *
 * @param published messages ever published
 * @param consumed messages ever consumed
 * @param lagMessages messages published and not consumed
 * @param lagBytes bytes of the ring that they take
 * @param lagTime age of the oldest of them, in a queue that is stamped; otherwise zero
 * @param usedBytes those, and what is consumed and not released; at most the capacity
 * @param capacity bytes of the rings of all lanes
 * @param refusedClaims claims that found no room
 * @param producerWaits sleeps of the producers
 * @param producerWakes wake-ups that the producers sent
 * @param consumerWaits sleeps of the consumers
 * @param consumerWakes wake-ups that the consumers sent
 */
public record QueueStatistics(
    long published,
    long consumed,
    long lagMessages,
    long lagBytes,
    Duration lagTime,
    long usedBytes,
    long capacity,
    long refusedClaims,
    long producerWaits,
    long producerWakes,
    long consumerWaits,
    long consumerWakes) {}
