// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What consumers and producers of a broadcast make of the words that they find. */
@Timeout(60)
class BroadcastVectorsTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> broadcasts() {
    int[] number = {0};
    return Vectors.walk(
        "broadcasts.txt", () -> new BroadcastSteps(directory.resolve("v" + number[0]++)));
  }
}
