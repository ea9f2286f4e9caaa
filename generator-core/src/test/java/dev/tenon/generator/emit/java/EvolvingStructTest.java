// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.testing.GeneratedJava;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs that grew, in memory of programs that know less of them. */
class EvolvingStructTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("evolving.tenon.yaml");

  @TempDir private Path folder;

  @Test
  void sectionsThatWereAppendedAreInARegionOfTheOwnVersion() {
    JAVA.run(
        "EvolvingScenario",
        "sectionsThatWereAppendedAreInARegionOfTheOwnVersion",
        folder.resolve("plant"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sizesAreThoseOfEachVersion",
        "youngerFieldsOfOlderMemoryAreDefaults",
        "memoryOfEachVersionHasWhatThatVersionHad",
        "youngerFieldIsNotWrittenToOlderMemory",
        "valueIsWrittenToOlderMemoryIfNothingIsLost",
        "copyOfOlderMemoryHasDefaults",
        "nestedStructsAndArraysAreOfTheSameVersion",
        "olderMemoryMayEndWhereThatVersionEnds",
        "armsOfUnionsAreOfTheSameVersion",
        "onlyWholeStructsAreHandedToC",
        "structThatGotRoomIsAsSmallAsItWas"
      })
  void readsAndWritesWhatIsThere(String scenario) {
    JAVA.run("EvolvingScenario", scenario);
  }
}
