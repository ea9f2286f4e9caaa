// SPDX-License-Identifier: Apache-2.0
/**
 * Prints a schema as one HTML page that explains itself to people: every declaration with its
 * documentation, a picture of every struct's memory, and the C and the Java of it side by side.
 *
 * <p>The templates only lay out text. What they print is prepared here, in small records; every
 * number comes from the layout stage, and every line of C and Java is cut from what {@code emit.c}
 * and {@code emit.java} generate.
 */
package dev.tenon.generator.emit.html;
