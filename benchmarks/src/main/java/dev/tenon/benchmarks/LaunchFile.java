// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Run by the build in the JDK that it found: notes that JDK and the class path for later. */
public final class LaunchFile {
  private LaunchFile() {}

  /**
   * Writes two lines: the path of {@code java}, the class path.
   *
   * @param arguments the file to write
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Files.write(Path.of(arguments[0]), List.of(java, System.getProperty("java.class.path")));
  }
}
