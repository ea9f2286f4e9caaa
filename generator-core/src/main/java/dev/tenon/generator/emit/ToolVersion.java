// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/** Name and version of the generator, as generated files and regions carry them. */
public final class ToolVersion {

  private static final String TEXT = "Tenon " + read();

  private ToolVersion() {}

  /** For example {@code Tenon 0.1.0}: a snapshot names the version that it leads to. */
  public static String text() {
    return TEXT;
  }

  /** As regions carry it, for example {@code tenon 0.1.0}. */
  public static String tag() {
    return TEXT.toLowerCase(Locale.ROOT);
  }

  private static String read() {
    Properties properties = new Properties();
    try (InputStream in = ToolVersion.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version").replace("-SNAPSHOT", "");
  }
}
