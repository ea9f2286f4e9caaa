// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a page shows as taken from a file is in that file, which the build compiles. A sample names
 * its file in a comment above: {@code <!-- from: path -->}. Indentation does not count, and a line
 * of a comment with nothing but {@code …} stands for lines left out.
 */
class SamplesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern SAMPLE =
      Pattern.compile("<!-- from: (\\S+) -->\n```\\w+\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE =
      Pattern.compile("^```(c|java|yaml|cmake)$", Pattern.MULTILINE);
  private static final Pattern LEFT_OUT = Pattern.compile("(#|//|/\\*) … ?(\\*/)?");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/callbacks.md"})
  void samplesAreInTheFilesTheyName(String page) throws IOException {
    Matcher sample = SAMPLE.matcher(Files.readString(ROOT.resolve(page)));
    int samples = 0;
    while (sample.find()) {
      samples++;
      List<String> file = lines(Files.readString(ROOT.resolve(sample.group(1))));
      int from = 0;
      for (List<String> part : parts(sample.group(2))) {
        int found = Collections.indexOfSubList(file.subList(from, file.size()), part);
        assertThat(found)
            .as("%s shows as part of %s:%n%s", page, sample.group(1), String.join("\n", part))
            .isNotNegative();
        from += found + part.size();
      }
    }
    assertThat(samples).isPositive();
  }

  @Test
  void everySampleOfTheGuideIsFromSomeFile() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/callbacks.md"));

    assertThat(CODE.matcher(guide).results().count())
        .isEqualTo(SAMPLE.matcher(guide).results().count());
  }

  /** The runs of lines between those left out. */
  private static List<List<String>> parts(String sample) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    for (String line : lines(sample)) {
      if (LEFT_OUT.matcher(line).matches()) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(line);
      }
    }
    parts.add(part);
    return parts;
  }

  private static List<String> lines(String text) {
    return Arrays.stream(text.strip().split("\n")).map(String::strip).collect(Collectors.toList());
  }
}
