// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Numbers and names that were used once and must not come back with another meaning. */
public record Reserved(List<Range> numbers, List<Name> names) {

  /** Nothing. */
  public static final Reserved NONE = new Reserved(List.of(), List.of());

  /** Numbers from one to another, both included. */
  public record Range(BigInteger first, BigInteger last, Span span) {}

  /** A name. */
  public record Name(String name, Span span) {}

  public Reserved {
    numbers = List.copyOf(numbers);
    names = List.copyOf(names);
  }

  /** Returns where a number is reserved. */
  public Optional<Span> of(BigInteger number) {
    return numbers.stream()
        .filter(range -> range.first().compareTo(number) <= 0)
        .filter(range -> range.last().compareTo(number) >= 0)
        .map(Range::span)
        .findFirst();
  }

  /** Returns where a name is reserved. */
  public Optional<Span> of(String name) {
    return names.stream().filter(n -> n.name().equals(name)).map(Name::span).findFirst();
  }
}
