// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;

/**
 * A set of named numbers. Open: a field may hold a number that has no name here.
 *
 * @param storage the integer type that holds it
 * @param values in declared order, numbers all different
 */
public record EnumType(
    Names names, ScalarType storage, List<EnumValue> values, String doc, Span span)
    implements Type, Declaration {

  public EnumType {
    values = List.copyOf(values);
  }

  @Override
  public String spelling() {
    return name();
  }
}
