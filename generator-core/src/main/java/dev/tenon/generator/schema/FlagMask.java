// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.math.BigInteger;

/**
 * A name for several bits, or for none of them.
 *
 * @param mask the bits, zero for the name of the empty set
 */
public record FlagMask(Names names, BigInteger mask, String doc, Span span)
    implements Declaration {}
