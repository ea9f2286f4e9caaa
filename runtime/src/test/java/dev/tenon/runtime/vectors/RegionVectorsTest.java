// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.vectors;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Creation of regions, which ones are attached, and the words with which others are refused. */
@Timeout(60)
class RegionVectorsTest {
  @TempDir private Path directory;

  private int cases;

  @TestFactory
  Stream<DynamicTest> descriptors() {
    return walk("descriptors.txt");
  }

  @TestFactory
  Stream<DynamicTest> headers() {
    return walk("headers.txt");
  }

  @TestFactory
  Stream<DynamicTest> sectionTables() {
    return walk("sections.txt");
  }

  @TestFactory
  Stream<DynamicTest> layouts() {
    return walk("layouts.txt");
  }

  @TestFactory
  Stream<DynamicTest> names() {
    return walk("names.txt");
  }

  private Stream<DynamicTest> walk(String file) {
    return Vectors.walk(file, () -> new RegionSteps(directory.resolve("v" + cases++)));
  }
}
