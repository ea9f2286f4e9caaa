// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import java.util.List;
import java.util.regex.Pattern;

/** Why a schema advises against something. */
public final class Reasons {

  private static final Pattern DEPRECATED = Pattern.compile("deprecated: ([^,}\n]+)");

  private Reasons() {}

  /** Every reason in the text of a schema, in its order. */
  public static List<String> of(String schema) {
    return DEPRECATED.matcher(schema).results().map(found -> found.group(1)).toList();
  }
}
