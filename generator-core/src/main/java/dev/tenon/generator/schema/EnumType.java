// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/**
 * A set of named numbers. Open: a field may hold a number that has no name here.
 *
 * @param storage the integer type that holds it
 * @param values in declared order, numbers all different
 * @param aliases second names of values, in declared order
 * @param reserved what must not be used again
 * @param declared the enum itself, when a field stores it in another integer type than its own
 */
public record EnumType(
    Names names,
    ScalarType storage,
    List<EnumValue> values,
    List<EnumAlias> aliases,
    Reserved reserved,
    Optional<EnumType> declared,
    String doc,
    Span span)
    implements Type, Declaration {

  public EnumType {
    values = List.copyOf(values);
    aliases = List.copyOf(aliases);
  }

  /** The enum as the author declared it. */
  public EnumType declaration() {
    return declared.orElse(this);
  }

  /** The same enum in another integer. */
  public EnumType storedAs(ScalarType other) {
    return other == declaration().storage
        ? declaration()
        : new EnumType(
            names, other, values, aliases, reserved, Optional.of(declaration()), doc, span);
  }

  @Override
  public String spelling() {
    return declared.isPresent() ? name() + " as " + storage.spelling() : name();
  }
}
