// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Fields in memory order. Never contains itself, at any depth.
 *
 * @param messageId what makes it sendable through a queue: 1 to 65535, unique in the schema
 * @param alignment the author's {@code align}, a power of two
 * @param fields at least one
 */
public record StructType(
    Names names,
    OptionalInt messageId,
    OptionalLong alignment,
    List<Field> fields,
    String doc,
    Span span)
    implements Type, Declaration {

  public StructType {
    fields = List.copyOf(fields);
  }

  @Override
  public String spelling() {
    return name();
  }
}
