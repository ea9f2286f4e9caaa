// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.List;
import java.util.Optional;

/**
 * Encoding and access mode of a field.
 *
 * @param atomic read with acquire and written with release order
 * @param bigEndian whether the most significant byte comes first, on every machine
 * @param bits names of bits of an unsigned integer, in declared order
 * @param tag name of the field that tells which arm of a union is there
 */
public record Encoding(
    boolean atomic, boolean bigEndian, List<BitRange> bits, Optional<String> tag) {

  /** Default encoding: native byte order, and nothing else. */
  public static final Encoding PLAIN = new Encoding(false, false, List.of(), Optional.empty());

  public Encoding {
    bits = List.copyOf(bits);
  }
}
