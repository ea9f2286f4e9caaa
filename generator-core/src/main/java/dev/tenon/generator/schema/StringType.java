// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

/**
 * {@code char[N]}: UTF-8 text that ends at the first NUL or after N bytes.
 *
 * @param capacity N, the bytes it occupies, at least 1
 * @param terminated whether a writer always leaves room for a NUL
 */
public record StringType(long capacity, boolean terminated) implements Type {

  /** The most bytes of text that a writer may store. */
  public long maxBytes() {
    return terminated ? capacity - 1 : capacity;
  }

  @Override
  public String spelling() {
    return "char[" + capacity + "]";
  }
}
