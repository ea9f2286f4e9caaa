// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.Optional;

/**
 * One parameter of a callback, function or export.
 *
 * @param cType its type in a foreign prototype, where that is not the one that the schema's becomes
 * @param unit of the number, for readers; empty for none
 * @param span where the name stands
 * @param typeSpan where the type stands
 */
public record Parameter(
    Names names,
    ParameterType type,
    Optional<String> cType,
    String unit,
    String doc,
    Span span,
    Span typeSpan)
    implements Declaration {

  /** A parameter as the schema says. */
  public Parameter(
      Names names, ParameterType type, String unit, String doc, Span span, Span typeSpan) {
    this(names, type, Optional.empty(), unit, doc, span, typeSpan);
  }

  /** The same of another type. */
  Parameter withType(ParameterType other) {
    return new Parameter(names, other, cType, unit, doc, span, typeSpan);
  }
}
