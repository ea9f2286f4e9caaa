// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.OptionalLong;

/**
 * A struct that a C header declares.
 *
 * @param c the type as C spells it, such as {@code struct input_event}
 * @param header what is included, such as {@code linux/input.h}
 * @param size bytes of the type, when its described members do not tell them
 * @param alignment alignment of the type, when its described members do not tell it
 */
public record ExternType(String c, String header, OptionalLong size, OptionalLong alignment) {}
