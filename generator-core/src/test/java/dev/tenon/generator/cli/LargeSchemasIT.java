// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemas far larger than those of people are generated in memory that grows with them no faster
 * than they do. The long profile takes ten times as much of everything.
 */
class LargeSchemasIT {

  private static final int SCALE = Boolean.getBoolean("tenon.long") ? 10 : 1;

  @TempDir private Path folder;

  @Test
  void structsTakeMemoryInProportion() throws Exception {
    StringBuilder schema = new StringBuilder("structs:\n");
    for (int i = 0; i < 2_000 * SCALE; i++) {
      schema.append("  S%d: {fields: {a: u32, b: f64, c: 'char[16]'}}\n".formatted(i));
    }

    assertThat(javaFiles(schema, 128)).isEqualTo(2_000 * SCALE + 2);
  }

  @Test
  void fieldsTakeMemoryInProportion() throws Exception {
    StringBuilder schema = new StringBuilder("structs:\n");
    for (int i = 0; i < 20 * SCALE; i++) {
      schema.append("  S%d:\n    fields:\n".formatted(i));
      for (int j = 0; j < 500; j++) {
        schema.append("      f%d: u32\n".formatted(j));
      }
    }

    assertThat(javaFiles(schema, 128)).isEqualTo(20 * SCALE + 2);
  }

  @Test
  void valuesOfEnumsTakeMemoryInProportion() throws Exception {
    StringBuilder schema = new StringBuilder("enums:\n");
    for (int i = 0; i < 4 * SCALE; i++) {
      schema.append("  E%d:\n    type: u32\n    values:\n".formatted(i));
      for (int j = 0; j < 1_250; j++) {
        schema.append("      V%d: %d\n".formatted(j, j));
      }
    }

    assertThat(javaFiles(schema, 64)).isEqualTo(4 * SCALE + 1);
  }

  /**
   * Generates a schema and counts its classes.
   *
   * @param megabytes heap for the scale 1
   */
  private long javaFiles(StringBuilder declarations, int megabytes)
      throws IOException, InterruptedException {
    Path schema =
        Files.writeString(
            folder.resolve("large.tenon.yaml"),
            """
            tenon: 1
            schema: large
            version: 1
            java: {package: large}
            c: {prefix: lg}
            """
                + declarations);
    Path java = folder.resolve("java");
    TenonJar.Result result =
        TenonJar.run(
            List.of("-Xmx%dm".formatted(megabytes * SCALE)),
            "generate",
            "--java-out",
            java.toString(),
            "--c-out",
            folder.resolve("c").toString(),
            schema.toString());
    assertThat(result.exitCode()).as(result.output()).isZero();
    try (Stream<Path> files = Files.walk(java)) {
      return files.filter(file -> file.toString().endsWith(".java")).count();
    }
  }
}
