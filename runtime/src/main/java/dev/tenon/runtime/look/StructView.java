// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A struct.
 *
 * @param size bytes
 * @param alignment bytes
 */
public record StructView(String name, String doc, long size, long alignment)
    implements SectionView {}
