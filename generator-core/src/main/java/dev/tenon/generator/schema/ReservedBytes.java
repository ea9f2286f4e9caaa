// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;

/**
 * Bytes of a struct that have no meaning yet and are zero.
 *
 * @param bytes how many, at least 1
 * @param before index of the field that they precede; the number of fields if they come last
 */
public record ReservedBytes(Names names, long bytes, int before, String doc, Span span)
    implements Declaration {}
