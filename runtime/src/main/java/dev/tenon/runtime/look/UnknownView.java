// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A section of a kind that this version does not know.
 *
 * @param kind number of the kind, unsigned
 */
public record UnknownView(String name, String doc, long kind) implements SectionView {}
