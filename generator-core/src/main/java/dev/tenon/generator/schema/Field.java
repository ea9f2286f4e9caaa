// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One field of a struct, or one arm of a union.
 *
 * @param alignment the author's {@code align}, a power of two
 * @param offset where a member of a foreign struct lies, when it is not the next place
 * @param defaultValue what a new struct holds instead of zero
 * @param limits of a number, or of the elements of an array of numbers
 * @param inReserved whether it lies in bytes that were reserved before its version
 * @param reservedSince the contract version that reserved them, when that came later than what
 *     stands before them
 * @param unit as the author wrote it, empty for none
 * @param span where the name stands
 * @param typeSpan where the type stands
 */
public record Field(
    Names names,
    Type type,
    Encoding encoding,
    OptionalLong alignment,
    OptionalLong offset,
    Optional<Literal> defaultValue,
    Limits limits,
    boolean inReserved,
    OptionalInt reservedSince,
    String unit,
    String doc,
    Span span,
    Span typeSpan)
    implements Declaration {

  /** A field about which nothing is said but its name, its type and what readers are told. */
  public static Field plain(
      Names names, Type type, String unit, String doc, Span span, Span typeSpan) {
    return new Field(
        names,
        type,
        Encoding.PLAIN,
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Limits.NONE,
        false,
        OptionalInt.empty(),
        unit,
        doc,
        span,
        typeSpan);
  }

  /** Whether it is read with acquire and written with release order. */
  public boolean atomic() {
    return encoding.atomic();
  }

  /** Whether its most significant byte comes first. */
  public boolean bigEndian() {
    return encoding.bigEndian();
  }

  /** Names of its bits. */
  public List<BitRange> bits() {
    return encoding.bits();
  }

  /** Name of the field that tells which arm of a union is there. */
  public Optional<String> tag() {
    return encoding.tag();
  }

  /** The type of one value: that of the elements of an array or list. */
  public Type valueType() {
    return type.innermost();
  }
}
