// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages as they were last reviewed, in a browser. {@code -Dtenon.goldens=update} rewrites them;
 * what is not well-formed never gets that far.
 */
class HtmlGoldenTest {

  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));

  @Test
  void pageIsAsReviewed() throws IOException {
    compare("market", Page.of("market").text());
  }

  /** The code is that of other expected files, which would change these whenever they do. */
  @ParameterizedTest
  @ValueSource(strings = {"everything", "language"})
  void pageWithoutCodeIsAsReviewed(String schema) throws IOException {
    compare(schema, Page.withoutCode(schema).text());
  }

  private static void compare(String schema, String text) throws IOException {
    Path golden = GOLDENS.resolve(schema).resolve("page.html");
    if (UPDATE) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, text);
    }
    assertThat(Files.exists(golden) ? Files.readString(golden).lines() : "".lines())
        .as("%s is outdated; -Dtenon.goldens=update rewrites it", golden)
        .containsExactlyElementsOf(text.lines().toList());
  }
}
