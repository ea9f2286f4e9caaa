// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * A set of named bits in one unsigned integer. Open: unnamed bits are carried.
 *
 * @param storage the unsigned integer type that holds it
 * @param bits in declared order, bit numbers all different
 */
public record FlagsType(Names names, ScalarType storage, List<FlagBit> bits, String doc, Span span)
    implements Type, Declaration {

  public FlagsType {
    bits = List.copyOf(bits);
  }

  @Override
  public String spelling() {
    return name();
  }
}
