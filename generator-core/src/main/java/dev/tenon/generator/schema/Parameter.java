// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/**
 * One parameter of a callback, function or export.
 *
 * @param unit of the number, for readers; empty for none
 * @param span where the name stands
 * @param typeSpan where the type stands
 */
public record Parameter(
    Names names, ParameterType type, String unit, String doc, Span span, Span typeSpan)
    implements Declaration {

  /** The same of another type. */
  Parameter withType(ParameterType other) {
    return new Parameter(names, other, unit, doc, span, typeSpan);
  }
}
