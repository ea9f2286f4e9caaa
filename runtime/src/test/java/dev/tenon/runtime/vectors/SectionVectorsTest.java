// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Producers and receivers of sections that find words in shared memory, impossible ones too. */
@Timeout(60)
class SectionVectorsTest {
  @TempDir private Path directory;

  private int cases;

  @TestFactory
  Stream<DynamicTest> records() {
    return walk("records.txt", RecordSteps::new);
  }

  @TestFactory
  Stream<DynamicTest> broadcasts() {
    return walk("broadcasts.txt", BroadcastSteps::new);
  }

  @TestFactory
  Stream<DynamicTest> tasks() {
    return walk("tasks.txt", TaskSteps::new);
  }

  private Stream<DynamicTest> walk(String file, Function<Path, Vectors.Steps> begin) {
    return Vectors.walk(file, () -> begin.apply(directory.resolve("v" + cases++)));
  }
}
