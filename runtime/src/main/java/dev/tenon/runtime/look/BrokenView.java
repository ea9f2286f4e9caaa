// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

/**
 * A section that cannot be as it is told.
 *
 * @param problem a sentence
 */
public record BrokenView(String name, String doc, String problem) implements SectionView {}
