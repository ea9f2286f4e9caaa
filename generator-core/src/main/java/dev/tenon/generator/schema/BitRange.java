// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Neighbouring bits of an unsigned integer under one name.
 *
 * @param low number of the lowest bit, 0 for the least significant
 * @param high number of the highest bit
 * @param enumeration what the bits hold instead of a plain number
 * @param single whether the author wrote one bit and no range: it is true or false
 */
public record BitRange(
    Names names,
    int low,
    int high,
    Optional<EnumType> enumeration,
    boolean single,
    String doc,
    Span span)
    implements Declaration {

  /** Number of bits. */
  public int width() {
    return high - low + 1;
  }

  /** The largest number that fits. */
  public BigInteger max() {
    return BigInteger.ONE.shiftLeft(width()).subtract(BigInteger.ONE);
  }

  /** The bits where they lie in the integer. */
  public BigInteger mask() {
    return max().shiftLeft(low);
  }
}
