// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the examples have in common, although a copy of any of them is a project of its own. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");

  @Test
  void everyRunScriptFindsTheJdkAndBuildsInTheSameWay() throws IOException {
    List<String> common = new ArrayList<>();
    for (Path example : examples()) {
      String script = Files.readString(example.resolve("run"));
      int begin = script.indexOf("\nfail() {");
      int end = script.indexOf("\nbuild() {");
      assertThat(begin).as("%s has fail() before build()", example).isBetween(0, end);
      common.add(script.substring(begin, end));
    }

    assertThat(common)
        .hasSizeGreaterThan(1)
        .allSatisfy(c -> assertThat(c).isEqualTo(common.get(0)));
  }

  @Test
  void everyExampleIsExecutableExplainedAndListed() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    for (Path example : examples()) {
      assertThat(example.resolve("run")).isExecutable();
      assertThat(example.resolve("README.md")).isNotEmptyFile();
      assertThat(readme).contains("(examples/" + example.getFileName() + "/README.md)");
    }
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> folders = Files.list(EXAMPLES)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    }
  }
}
