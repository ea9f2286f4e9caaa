// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A broadcast.
 *
 * @param capacity bytes of the ring
 * @param messages messages ever published, unsigned
 * @param wakes wake-ups that the producers sent, unsigned
 * @param waiting participants that said that they wait, and were not woken since; one that gave up
 *     may be among them
 */
public record BroadcastView(
    String name,
    String doc,
    long capacity,
    RoleView producer,
    long messages,
    long wakes,
    int waiting)
    implements SectionView {}
