// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A number or bytes with a meaning that both languages know.
 *
 * @param exponent of ten by which the mantissa of a {@link Kind#DECIMAL} is multiplied, else 0
 */
public record SemanticType(Kind kind, int exponent) implements Type {

  /** Interpretation of the bits. */
  public enum Kind {
    /** Nanoseconds since 1970-01-01T00:00Z, without leap seconds. */
    TIMESTAMP_NS(ScalarType.I64),
    /** Nanoseconds. */
    DURATION_NS(ScalarType.I64),
    /** A mantissa; the exponent is part of the type. */
    DECIMAL(ScalarType.I64),
    /** Octets in the order of RFC 9562, section 4. */
    UUID(new ArrayType(ScalarType.U8, 16)),
    /** An IPv4 address in network byte order. */
    IPV4(new ArrayType(ScalarType.U8, 4)),
    /** An IPv6 address in network byte order. */
    IPV6(new ArrayType(ScalarType.U8, 16));

    private final Type storage;

    Kind(Type storage) {
      this.storage = storage;
    }

    /** The type's name in a schema. */
    public String spelling() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Optional<Kind> kind(String spelling) {
    return Arrays.stream(Kind.values()).filter(k -> k.spelling().equals(spelling)).findFirst();
  }

  /** Storage type: {@code i64}, or an array of bytes. */
  public Type storage() {
    return kind.storage;
  }

  /** Whether it is held by an integer. */
  public boolean isInteger() {
    return kind.storage instanceof ScalarType;
  }

  @Override
  public String spelling() {
    return kind == Kind.DECIMAL ? "decimal(" + exponent + ")" : kind.spelling();
  }
}
