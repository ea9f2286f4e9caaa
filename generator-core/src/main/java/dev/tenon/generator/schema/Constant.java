// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/**
 * A named value that both languages see; sizes may refer to one that is an integer.
 *
 * @param type a scalar, an enum, flags, or a string just large enough for the value
 * @param unit of the number, for readers; empty for none
 */
public record Constant(Names names, Type type, Literal value, String unit, String doc, Span span)
    implements Declaration {}
