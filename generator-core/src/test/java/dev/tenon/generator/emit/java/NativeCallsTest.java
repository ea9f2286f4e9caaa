// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.testing.GeneratedJava;
import dev.tenon.generator.testing.NativeLibraries;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated Java and generated C in one process, on top of the real runtimes. */
class NativeCallsTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("callbacks.tenon.yaml");

  @TempDir static Path folder;

  private static Path library;

  @BeforeAll
  static void build() {
    library = NativeLibraries.build(JAVA.compiled(), "callbacks_library.c", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valuesCrossAtTheEndsOfTheirTypes",
        "argumentsThatDoNotFitAreNamed",
        "nullIsRefusedUnlessItIsOptional",
        "textsAndHandlesCross",
        "structsCrossByValue",
        "pointersToStructsCross",
        "arraysCarryTheirCount",
        "blockingFunctionRunsElsewhereForAVirtualThread"
      })
  void function(String behaviour) {
    JAVA.run("FunctionsScenario", behaviour, library);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbackIsCalledDuringTheCall",
        "exceptionGivesOnErrorAndIsThrownByTheCall",
        "handleIsReleasedWhenACallbackThrows",
        "nullIsRefusedUnlessItIsOptional",
        "handlesAreBorrowedDuringTheCall",
        "arraysAndPointersAreShownDuringTheCall",
        "textsCrossInBothDirections",
        "callbackOfCIsCallableDuringTheCall",
        "numbersWithoutANameCrossByRaw",
        "callbackOfCIsKeptUntilItIsClosed",
        "callbackIsKeptByCUntilItReleasesIt",
        "listenersAreCalledUntilTheyAreClosed"
      })
  void callback(String behaviour) {
    JAVA.run("CallbacksScenario", behaviour, library);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exportsAreCalledWhileTheyAreBound",
        "everyTypeCrosses",
        "numbersWithoutANameCrossByRaw",
        "exceptionGivesOnError",
        "nullIsRefusedUnlessItIsOptional"
      })
  void export(String behaviour) {
    JAVA.run("ExportsScenario", behaviour, library);
  }
}
