// SPDX-License-Identifier: Apache-2.0
/**
 * Prints C: headers of types, the code of regions, and the CMake package that holds both.
 *
 * <p>The templates only lay out text. What they print is prepared here, in small records that hold
 * finished spellings and numbers; every number comes from the layout stage.
 */
package dev.tenon.generator.emit.c;
