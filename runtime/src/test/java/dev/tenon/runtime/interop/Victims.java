// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * C processes that are killed before their instructions, one after the other, by a test program in
 * C that knows how to: see the roles {@code scripts} and {@code kill} of such programs.
 */
final class Victims {
  /** In a script that is not short, spread over its instructions; 0 for one before each of them. */
  private static final int KILLS = Boolean.getBoolean("tenon.long") ? 0 : 8;

  private final String program;

  /**
   * Victims of a program.
   *
   * @param program name of a test program of the C runtime
   */
  Victims(String program) {
    this.program = program;
  }

  private String path() {
    return Path.of(System.getProperty("tenon.c.build"), "tenon-test", program).toString();
  }

  /** Work on a region in which a victim was killed. */
  interface Survivor {
    /**
     * Survives.
     *
     * @param line what the program says about the victim
     */
    void survive(String line) throws Exception;
  }

  /** Lines in which the program names the things that victims do. */
  List<String> scripts() throws Exception {
    List<String> scripts = new ArrayList<>();
    try (CPeer teller = CPeer.startProgram(path(), List.of("--role", "scripts"))) {
      for (String line = teller.line(); line != null; line = teller.line()) {
        scripts.add(line);
      }
      teller.expectSuccess();
    }
    return scripts;
  }

  /** Kills victims of a script in the region of that file, each of which is survived. */
  void kill(String script, Path file, Survivor survivor) throws Exception {
    List<String> arguments =
        List.of("--role", "kill", file.toString(), script, Integer.toString(KILLS));
    int kills = 0;
    try (CPeer killer = CPeer.startProgram(path(), arguments)) {
      for (String line = killer.line(); !"end".equals(line); line = killer.line()) {
        if (line == null) {
          killer.expectSuccess();
        }
        assumeThat(line).as("processes can be stepped").doesNotContain("skipped");
        survivor.survive(line);
        kills++;
        killer.tell('n');
      }
      killer.expectSuccess();
    }
    assertThat(kills).isGreaterThan(KILLS / 2);
  }
}
