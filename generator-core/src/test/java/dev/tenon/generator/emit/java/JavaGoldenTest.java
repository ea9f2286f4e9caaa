// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.output.OutputFile.Kind;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Generated Java as it was last reviewed. {@code -Dtenon.goldens=update} rewrites it; output that
 * does not compile without a warning never gets that far.
 */
class JavaGoldenTest {

  private static final Path GOLDENS = Path.of("src/test/resources/goldens/java");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "market.tenon.yaml",
        "everything.tenon.yaml",
        "callbacks.tenon.yaml",
        "language.tenon.yaml",
        "units.tenon.yaml",
        "evolving.tenon.yaml"
      })
  void generatedJavaIsAsReviewed(String schema) throws IOException {
    GeneratedJava java = GeneratedJava.ofResource(schema);
    Path folder = GOLDENS.resolve(java.compiled().schema().name());
    TreeMap<String, String> generated =
        java.files().stream()
            .collect(
                Collectors.toMap(
                    file -> file.path().substring(file.path().lastIndexOf('/') + 1),
                    OutputFile::content,
                    (a, b) -> b,
                    TreeMap::new));
    if ("update".equals(System.getProperty("tenon.goldens"))) {
      update(folder, generated);
    }
    assertThat(read(folder)).isEqualTo(generated);
    assertThat(java.files())
        .filteredOn(file -> file.kind() == Kind.JAVA)
        .allSatisfy(
            file -> assertThat(file.content().lines()).noneMatch(line -> line.length() > 100));
  }

  private static TreeMap<String, String> read(Path folder) throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    for (Path file : filesIn(folder)) {
      texts.put(file.getFileName().toString(), Files.readString(file));
    }
    return texts;
  }

  private static void update(Path folder, TreeMap<String, String> generated) throws IOException {
    Files.createDirectories(folder);
    for (Path file : filesIn(folder)) {
      Files.delete(file);
    }
    for (var file : generated.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
