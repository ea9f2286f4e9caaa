// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/** A named number that both languages see and that sizes may refer to. */
public record Constant(Names names, ScalarType type, Literal value, String doc, Span span)
    implements Declaration {}
