// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.math.BigInteger;

/**
 * One named bit.
 *
 * @param bit its number, 0 for the least significant
 */
public record FlagBit(Names names, int bit, String doc, Span span) implements Declaration {

  /** The bit as a number; zero if no integer has it, which is an error of its own. */
  public BigInteger mask() {
    return bit >= 0 && bit < Long.SIZE ? BigInteger.ONE.shiftLeft(bit) : BigInteger.ZERO;
  }
}
