// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.testing.GeneratedJava;
import dev.tenon.generator.testing.NativeLibraries;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the language has beyond plain structs, in calls between Java and C. */
class CrossingTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("crossing.tenon.yaml");

  @TempDir static Path folder;

  private static Path library;

  @BeforeAll
  static void build() {
    library = NativeLibraries.build(JAVA.compiled(), "crossing_library.c", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "structsOfTheWholeLanguageCrossByValue",
        "importedStructsCrossBehindPointers",
        "importedStructsAreShownDuringTheCallOnly"
      })
  void valuesCross(String behaviour) {
    JAVA.run("CrossingScenario", behaviour, library);
  }
}
