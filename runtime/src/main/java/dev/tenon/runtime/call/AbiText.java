// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.call;

import dev.tenon.runtime.layout.LayoutDifference;
import dev.tenon.runtime.layout.Printable;
import java.util.List;

/**
 * Canonical ABI texts: a fact a line, the first word its key. A line {@code version N} tells the
 * contract version; it is for the messages and no difference by itself.
 */
public final class AbiText {
  private static final String VERSION = "version ";
  private static final String SCHEMA = "schema ";

  private AbiText() {}

  /** Every difference, a sentence each; empty when the texts state the same. */
  public static List<String> differences(String library, String found, String wanted) {
    if (found.equals(wanted)) {
      return List.of();
    }
    String schema = value(found, SCHEMA);
    String version = value(found, VERSION);
    return LayoutDifference.describeAll(
        withoutVersion(found),
        (schema.isEmpty() ? library : Printable.of(schema))
            + (version.isEmpty() ? "" : " v" + Printable.of(version)),
        withoutVersion(wanted),
        "this program"
            + (value(wanted, VERSION).isEmpty() ? "" : " (v" + value(wanted, VERSION) + ")"));
  }

  private static String value(String text, String key) {
    return text.lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElse("");
  }

  private static String withoutVersion(String text) {
    return text.lines()
        .filter(line -> !line.startsWith(VERSION))
        .reduce("", (lines, line) -> lines + line + '\n');
  }
}
