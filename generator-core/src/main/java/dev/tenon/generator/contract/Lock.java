// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.yaml.SourceFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A contract as a file that is kept beside its schema when a version is published: a line for each
 * fact, the same for the same contract, so that tools for texts show what differs.
 *
 * <p>Comments and empty lines do not count. The last line is a checksum of all others: a lock is
 * not edited.
 */
public final class Lock {

  static final String FORMAT = "tenon-lock 1";
  static final String CHECKSUM = "checksum";
  static final String COMMENT = "#";

  private static final String HEAD =
      """
      # Version VERSION of the contract 'SCHEMA', as it was published. 'tenon check' compares the schema
      # with it. Written by 'tenon freeze'; keep it under version control, and do not edit it.
      """;

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,:<>=*/()\\[\\]+-]+");

  private Lock() {}

  /** Returns the name of the file that holds a version: {@code market.v2.tenon.lock}. */
  public static String fileName(String schema, int version) {
    return schema + ".v" + version + ".tenon.lock";
  }

  /** Returns the version in a file's name; nothing when it is not that of a lock of a schema. */
  static OptionalInt version(String schema, String fileName) {
    Matcher name =
        Pattern.compile(Pattern.quote(schema) + "\\.v([1-9][0-9]{0,4})\\.tenon\\.lock")
            .matcher(fileName);
    return name.matches() ? OptionalInt.of(Integer.parseInt(name.group(1))) : OptionalInt.empty();
  }

  /** Whether a file is a lock by its name. */
  public static boolean isLock(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".tenon.lock");
  }

  /** Returns the text of the file. */
  public static String text(Contract contract) {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n');
    contract.facts().forEach(fact -> text.append(line(fact)).append('\n'));
    return HEAD.replace("VERSION", Integer.toString(contract.version()))
            .replace("SCHEMA", contract.schema())
        + text
        + CHECKSUM
        + " "
        + checksum(text.toString())
        + "\n";
  }

  /**
   * Reads the text of a lock.
   *
   * @return nothing when it is no lock as it was written, which is reported
   */
  public static Optional<Contract> read(SourceFile file, Diagnostics diagnostics) {
    return new LockReader(file.source(), diagnostics).read();
  }

  static String line(Fact fact) {
    StringBuilder line = new StringBuilder(fact.kind().spelling()).append(' ').append(fact.key());
    for (Map.Entry<Property, String> property : fact.properties().entrySet()) {
      line.append(' ').append(property.getKey().spelling());
      line.append(' ').append(word(property.getValue()));
    }
    return line.toString();
  }

  static String checksum(String lines) {
    return new LayoutText(lines).hashHex();
  }

  private static String word(String value) {
    if (PLAIN.matcher(value).matches()) {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c >= ' ' && c <= '~') {
        quoted.append(c);
      } else {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      }
    }
    return quoted.append('"').toString();
  }
}
