// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prose of the documentation and comments of generated code keep to the style of the project. */
class DocumentationTest {

  private static final int COLUMNS = 100;

  private static final Path ROOT = Path.of("..");
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  /** A comment that begins with a question instead of a noun or a verb. */
  private static final Pattern QUESTION =
      Pattern.compile("(?:/\\*\\*?|//|^ \\*)\\s+(?:What|How|Where|Who)\\b.*", Pattern.MULTILINE);

  /** The same at the beginning of a block comment of the product's own sources. */
  private static final Pattern BLOCK_QUESTION =
      Pattern.compile("/\\*\\*?\\s*(?:\\n\\s*\\*\\s*)?(?:What|How|Where|Who|Which)\\b.*");

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  @Test
  void proseOfMarkdownPagesHasAtMost100Columns() throws IOException {
    List<Path> pages = new ArrayList<>(list(ROOT));
    pages.addAll(list(ROOT.resolve("docs")));
    pages.addAll(list(ROOT.resolve("runtime/src/test/vectors")));
    List<String> tooLong = new ArrayList<>();
    for (Path page : pages) {
      tooLong.addAll(tooLongProse(page));
    }

    assertThat(pages).hasSizeGreaterThan(10);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void commentsOfGeneratedCodeBeginWithANounOrAVerb() throws IOException {
    assertThat(matches(goldens(), QUESTION)).isEmpty();
  }

  @Test
  void commentsOfSourcesBeginWithANounOrAVerb() throws IOException {
    assertThat(matches(sources(), BLOCK_QUESTION)).isEmpty();
  }

  @Test
  void linesOfSourcesInCHaveAtMost100Columns() throws IOException {
    List<Path> files =
        sources().stream().filter(file -> !file.toString().endsWith(".java")).toList();

    assertThat(files).isNotEmpty();
    assertThat(tooLong(files)).isEmpty();
  }

  @Test
  void linesOfGeneratedCodeHaveAtMost100ColumnsButForTexts() throws IOException {
    assertThat(tooLong(goldens())).allMatch(line -> LITERAL.matcher(line).find());
  }

  @Test
  void tablesOfGeneratedJavadocAreAligned() throws IOException {
    List<String> shifted = new ArrayList<>();
    int tables = 0;
    for (Path file : goldens()) {
      int type = -1;
      for (String line : Files.readAllLines(file)) {
        if (line.matches(" *\\* offset +size  field +type")) {
          type = line.indexOf("type");
          tables++;
        } else if (line.contains("</pre>")) {
          type = -1;
        } else if (type >= 0
            && line.length() > type
            && (!line.startsWith("  ", type - 2) || line.charAt(type) == ' ')) {
          shifted.add(file + ": " + line);
        }
      }
    }

    assertThat(tables).isPositive();
    assertThat(shifted).isEmpty();
  }

  /** Everything in files that a pattern finds, behind the name of its file. */
  private static List<String> matches(List<Path> files, Pattern pattern) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : files) {
      Matcher found = pattern.matcher(Files.readString(file));
      while (found.find()) {
        all.add(file + ": " + found.group());
      }
    }
    return all;
  }

  /** Lines of files that are too long, behind the name of their file. */
  private static List<String> tooLong(List<Path> files) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        if (columns(line) > COLUMNS) {
          all.add(file + ": " + line);
        }
      }
    }
    return all;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<Path> goldens() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDENS)) {
      List<Path> found =
          files.filter(file -> file.toString().matches(".*\\.(c|h|java)")).sorted().toList();
      assertThat(found).hasSizeGreaterThan(50);
      return found;
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("generator-core", "maven-plugin", "runtime", "runtime/tool")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
        found.addAll(files.filter(file -> file.toString().matches(".*\\.(c|h|java)")).toList());
      }
    }
    assertThat(found).hasSizeGreaterThan(400);
    return found;
  }

  /** Lines of a page that are too long and neither code, nor in a table, nor in a comment. */
  private static List<String> tooLongProse(Path page) throws IOException {
    List<String> tooLong = new ArrayList<>();
    boolean code = false;
    boolean comment = false;
    for (String line : Files.readAllLines(page)) {
      String text = line.strip();
      if (text.startsWith("```")) {
        code = !code;
      } else if (!code && (comment || text.startsWith("<!--"))) {
        comment = !text.endsWith("-->");
      } else if (!code && !text.startsWith("|") && columns(line) > COLUMNS) {
        tooLong.add(page.getFileName() + ": " + line);
      }
    }
    return tooLong;
  }

  private static int columns(String line) {
    return line.codePointCount(0, line.length());
  }
}
