// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/**
 * A struct that a C header declares.
 *
 * @param c the type as C spells it, such as {@code struct input_event}
 * @param header what is included, such as {@code linux/input.h}
 */
public record ExternType(String c, String header) {}
