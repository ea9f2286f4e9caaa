// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Fields in memory order. Never contains itself, at any depth.
 *
 * @param messageId what makes it sendable through a queue: 1 to 65535, unique in the schema
 * @param alignment the author's {@code align}, a power of two
 * @param fields at least one
 * @param reserved bytes between fields that have no meaning yet
 * @param extern the C type that it describes instead of declaring one
 */
public record StructType(
    Names names,
    OptionalInt messageId,
    OptionalLong alignment,
    List<Field> fields,
    List<ReservedBytes> reserved,
    Optional<ExternType> extern,
    String doc,
    Span span)
    implements Composite {

  public StructType {
    fields = List.copyOf(fields);
    reserved = List.copyOf(reserved);
  }

  /**
   * Whether it is foreign and described in part: places and sizes are told that follow from no
   * described member, so that there may be others.
   */
  public boolean isPartial() {
    return extern
        .filter(
            type ->
                type.size().isPresent()
                    || type.alignment().isPresent()
                    || fields.stream().anyMatch(field -> field.offset().isPresent()))
        .isPresent();
  }

  /** The contract versions that reserved bytes, as far as the author tells. */
  public IntStream reservations() {
    return IntStream.concat(
        reserved.stream().mapToInt(ReservedBytes::since),
        fields.stream().flatMapToInt(field -> field.reservedSince().stream()));
  }
}
