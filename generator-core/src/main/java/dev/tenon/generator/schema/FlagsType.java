// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.math.BigInteger;
import java.util.List;

/**
 * A set of named bits in one unsigned integer. Open: unnamed bits are carried.
 *
 * @param storage the unsigned integer type that holds it
 * @param bits in declared order, bit numbers all different
 * @param masks names of several bits or of none, in declared order
 * @param reserved what must not be used again
 */
public record FlagsType(
    Names names,
    ScalarType storage,
    List<FlagBit> bits,
    List<FlagMask> masks,
    Reserved reserved,
    String doc,
    Span span)
    implements Type, Declaration {

  public FlagsType {
    bits = List.copyOf(bits);
    masks = List.copyOf(masks);
  }

  /** All bits that have a name. */
  public BigInteger mask() {
    return bits.stream().map(FlagBit::mask).reduce(BigInteger.ZERO, BigInteger::or);
  }

  @Override
  public String spelling() {
    return name();
  }
}
