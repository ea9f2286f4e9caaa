// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * A fixed array. {@code T[N][M]} is N rows of M, as in C: an array of N elements of type {@code
 * T[M]}.
 *
 * @param element the type of one element, an array itself for more dimensions
 * @param length number of elements, at least 1
 */
public record ArrayType(Type element, long length) implements Type {

  /** Lengths of all dimensions, the outermost first. */
  public List<Long> dimensions() {
    List<Long> dimensions = new ArrayList<>();
    Type type = this;
    while (type instanceof ArrayType array) {
      dimensions.add(array.length);
      type = array.element;
    }
    return List.copyOf(dimensions);
  }

  /** The type that is left when all dimensions are indexed; a string counts as one. */
  @Override
  public Type innermost() {
    Type type = element;
    while (type instanceof ArrayType array) {
      type = array.element;
    }
    return type;
  }

  @Override
  public String spelling() {
    StringBuilder text = new StringBuilder();
    dimensions().forEach(n -> text.append('[').append(n).append(']'));
    // In C order the string's own length is the last dimension: char[N][M] is N strings of M bytes.
    return innermost() instanceof StringType string
        ? "char" + text + "[" + string.capacity() + "]"
        : innermost().spelling() + text;
  }
}
