// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/** A second name for a value of an enum. */
public record EnumAlias(Names names, EnumValue target, String doc, Span span)
    implements Declaration {}
