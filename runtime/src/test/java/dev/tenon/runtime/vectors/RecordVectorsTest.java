// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records that a queue finds in its ring, and those that it writes. */
@Timeout(60)
class RecordVectorsTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> records() {
    int[] number = {0};
    return Vectors.walk("records.txt", () -> new RecordSteps(directory.resolve("v" + number[0]++)));
  }
}
