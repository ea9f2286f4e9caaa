// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.Schema;
import java.util.Locale;

/**
 * Names of what a generated header needs for itself. They start with the schema's name, not with
 * its prefix, which belongs to the author.
 */
final class HeaderNames {

  private HeaderNames() {}

  /** A macro: {@code MARKET_STATIC_ASSERT}. */
  static String own(Schema schema, String suffix) {
    return schema.name().toUpperCase(Locale.ROOT) + "_" + suffix;
  }

  /** A function: {@code market_store_text}. */
  static String function(Schema schema, String suffix) {
    return schema.name().toLowerCase(Locale.ROOT) + "_" + suffix;
  }

  /** Converts a value to a type, in C and in C++. */
  static String cast(Schema schema, String type, String value) {
    return own(schema, "CAST") + "(" + type + ", " + value + ")";
  }
}
