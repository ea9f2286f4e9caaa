// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Macros that are defined where a generated header is included. Where one is expanded, a generated
 * name that is equal does not compile.
 */
public final class CMacros {

  private static final String FILE = "c-macros.txt";
  private static final String RUNTIME = "TENON_";
  private static final Set<String> NAMES = read();

  private CMacros() {}

  /** The names, in no order, but for those of the runtime, whose prefix no schema may have. */
  public static Set<String> names() {
    return NAMES;
  }

  /** Whether a name is a macro, those of the runtime's headers included. */
  public static boolean contains(String name) {
    return NAMES.contains(name) || name.startsWith(RUNTIME);
  }

  private static Set<String> read() {
    try (InputStream in = CMacros.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
