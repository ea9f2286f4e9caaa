// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenon.generator.testing.GeneratedJava;
import dev.tenon.generator.testing.NativeLibraries;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the C library are called, with generated C only. */
class ForeignFunctionsTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("libc.tenon.yaml");

  @TempDir static Path folder;

  private static Path library;

  @BeforeAll
  static void build() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the descriptions are those of Linux on x86-64");
    library = NativeLibraries.build(JAVA.compiled(), folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numbersAndTextsCross",
        "structsThatAreDescribedInPartAreFilled",
        "handlesOfForeignTypesAreClosedOnce"
      })
  void areCalledAsTheirHeaderDeclaresThem(String behaviour) {
    JAVA.run("LibcScenario", behaviour, library);
  }
}
