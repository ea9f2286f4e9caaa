// SPDX-License-Identifier: Apache-2.0
package dev.tenon.stress;

import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jcstress.Main;

/** Runs the tests in JVMs of their own, with the options of this one. */
final class Stress {
  private Stress() {}

  /**
   * Runs tests; ends with an error if one had a forbidden outcome.
   *
   * @param arguments mode of jcstress, and a regular expression for names of tests
   */
  public static void main(String[] arguments) throws Exception {
    String results = Files.createDirectories(Path.of("stress-results")).toString();
    String tests = "dev.tenon.stress." + arguments[1];
    Main.main(new String[] {"-m", arguments[0], "-t", tests, "-r", results});
  }
}
