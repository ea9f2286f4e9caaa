// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A latest value.
 *
 * @param valueBytes bytes that a value may have
 * @param published values ever published, unsigned
 * @param wakes wake-ups that the writers sent, unsigned
 * @param waiting participants that said that they wait, and were not woken since; one that gave up
 *     may be among them
 */
public record LatestView(
    String name,
    String doc,
    long valueBytes,
    RoleView writer,
    long published,
    long wakes,
    int waiting)
    implements SectionView {}
