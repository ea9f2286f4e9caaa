// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * An event.
 *
 * @param manual whether bits stay set until somebody clears them; otherwise a wait takes them
 * @param namedBits whether it has a bit for each that the schema names; otherwise it has one
 * @param set bits that are set, 0 to 2^32 - 1
 * @param waiting participants that said that they wait, and were not woken since; one that gave up
 *     may be among them
 */
public record EventView(
    String name, String doc, boolean manual, boolean namedBits, long set, int waiting)
    implements SectionView {}
