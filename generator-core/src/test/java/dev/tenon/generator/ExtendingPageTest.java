// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about extending Tenon names files and tests that are there. */
class ExtendingPageTest {

  private static final Path PROJECT = Path.of("..");
  private static final Path PAGE = PROJECT.resolve("docs/extending.md");

  /** A path in code type, up to the first part that depends on the name of what is added. */
  private static final Pattern FILE =
      Pattern.compile("`((?:generator-core|runtime|templates|maven-plugin|docs)/[^`<*…]*)");

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

  @Test
  void everyFileIsThere() throws IOException {
    List<String> files =
        FILE.matcher(Files.readString(PAGE)).results().map(ExtendingPageTest::known).toList();

    assertThat(files).hasSizeGreaterThan(20);
    assertThat(files).allSatisfy(file -> assertThat(PROJECT.resolve(file)).exists());
  }

  /** The folder of a file whose name is not known yet. */
  private static String known(MatchResult found) {
    String path = found.group(1);
    boolean isWhole = !path.endsWith("/") && path.contains(".") && !path.contains("nnnn");
    return isWhole ? path : path.substring(0, path.lastIndexOf('/') + 1);
  }

  @Test
  void everyTestIsThere() throws IOException {
    List<String> tests =
        TEST.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
    List<String> sources;
    try (var files = Files.walk(PROJECT, 14)) {
      sources = files.map(file -> file.getFileName().toString()).toList();
    }

    assertThat(tests).hasSizeGreaterThan(5);
    assertThat(tests).allSatisfy(test -> assertThat(sources).contains(test + ".java"));
  }
}
