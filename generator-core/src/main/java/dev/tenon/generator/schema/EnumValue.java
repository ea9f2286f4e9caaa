// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.math.BigInteger;

/** One named number of an enum. */
public record EnumValue(Names names, BigInteger number, String doc, Span span)
    implements Declaration {}
