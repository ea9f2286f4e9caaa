// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.Optional;

/**
 * A function that Java implements and C calls like any of its own.
 *
 * @param onError what C gets when Java throws or is not there; empty as for a callback
 */
public record Export(
    Names names, Signature signature, Optional<Literal> onError, String doc, Span span)
    implements Invocable {}
