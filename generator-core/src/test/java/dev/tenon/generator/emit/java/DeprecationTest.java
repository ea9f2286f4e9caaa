// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import dev.tenon.generator.testing.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an author advises against, in a schema that advises against everything. */
class DeprecationTest {

  private static final Path SCHEMA = Path.of("src/test/resources/schemas/deprecated.tenon.yaml");

  /** Compiled with all lints: one deprecated class names another without a warning. */
  private static final GeneratedJava JAVA = GeneratedJava.ofResource("deprecated.tenon.yaml");

  @Test
  void everyReasonIsInTheDocumentation() throws IOException {
    String text = JAVA.files().stream().map(OutputFile::content).collect(Collectors.joining("\n"));
    List<String> reasons = Reasons.of(Files.readString(SCHEMA));
    assertThat(reasons)
        .hasSizeGreaterThan(20)
        // Nothing in Java touches reserved bytes.
        .filteredOn(reason -> !reason.contains("reserved bytes"))
        .allSatisfy(reason -> assertThat(text).contains("@deprecated " + reason));
  }

  @Test
  void compilersWarnOfRegionsAndWhatIsInThem() throws ReflectiveOperationException {
    Class<?> feed = JAVA.type("Feed");
    assertThat(feed).hasAnnotation(Deprecated.class);
    assertThat(feed.getMethod("state").isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(feed.getMethod("messages").isAnnotationPresent(Deprecated.class)).isTrue();
    assertThat(feed.getMethod("close").isAnnotationPresent(Deprecated.class)).isFalse();
  }
}
