// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/**
 * A bounded list: a {@code u32} that counts and, behind it, room for so many elements.
 *
 * @param element never an array or a list
 * @param capacity the most elements, at least 1
 */
public record ListType(Type element, long capacity) implements Type {

  /** The room for elements. */
  public ArrayType room() {
    return new ArrayType(element, capacity);
  }

  @Override
  public Type innermost() {
    return element;
  }

  @Override
  public String spelling() {
    // As in C the outer dimension stands first: char[<=M][N] is at most M texts of N bytes.
    return element instanceof StringType text
        ? "char[<=" + capacity + "][" + text.capacity() + "]"
        : element.spelling() + "[<=" + capacity + "]";
  }
}
