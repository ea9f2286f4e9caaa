// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A struct.
 *
 * @param size bytes
 * @param alignment bytes
 * @param waiting participants that said that they wait, and were not woken since; one that gave up
 *     may be among them
 */
public record StructView(String name, String doc, long size, long alignment, int waiting)
    implements SectionView {}
