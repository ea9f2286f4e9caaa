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
}
