// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One field of a struct.
 *
 * @param atomic read with acquire and written with release order; only for integers and bool
 * @param alignment the author's {@code align}, a power of two
 * @param defaultValue what a new struct holds instead of zero
 * @param unit as the author wrote it, empty for none
 * @param span where the name stands
 * @param typeSpan where the type stands
 */
public record Field(
    Names names,
    Type type,
    boolean atomic,
    OptionalLong alignment,
    Optional<Literal> defaultValue,
    String unit,
    String doc,
    Span span,
    Span typeSpan)
    implements Declaration {}
