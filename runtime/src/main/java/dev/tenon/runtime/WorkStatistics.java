// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

/**
 * Numbers of work since the region was created, as its producer and workers tell them: wrong by a
 * batch when a producer was killed, by one task when a worker was. Each is read for itself, so they
 * are of almost the same moment.
 *
 * @param published tasks ever published
 * @param finished tasks ever finished
 * @param setAside tasks that no worker gets any more
 * @param returned times that a task was given back
 * @param pending tasks published and neither finished nor set aside
 * @param usedBytes bytes of the ring from the first of these to the end
 * @param capacity bytes of the ring
 * @param refusedClaims claims that found no room
 * @param producerWaits sleeps of the producers
 * @param producerWakes wake-ups that the producers sent
 * @param workerWaits waits of workers that found no task at once
 * @param workers workers that are there, dead ones whose place nobody took too
 */
public record WorkStatistics(
    long published,
    long finished,
    long setAside,
    long returned,
    long pending,
    long usedBytes,
    long capacity,
    long refusedClaims,
    long producerWaits,
    long producerWakes,
    long workerWaits,
    int workers) {}
