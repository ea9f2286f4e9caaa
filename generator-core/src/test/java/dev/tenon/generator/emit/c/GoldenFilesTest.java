// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated text is reviewed as a difference of files. {@code -Dtenon.goldens=update} writes them,
 * but never what does not compile.
 */
class GoldenFilesTest {

  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));

  @TempDir private Path folder;

  static Stream<String> schemas() {
    return Stream.of(
        Fixtures.MARKET,
        Fixtures.EVERYTHING,
        Fixtures.CALLBACKS,
        Fixtures.UNITS,
        Fixtures.LANGUAGE,
        Fixtures.CORNERS,
        Fixtures.EVOLVING);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void outputIsAsReviewed(String schema) throws IOException {
    Path goldens = Fixtures.project().resolve("generator-core/src/test/resources/goldens/c");
    List<OutputFile> files = Fixtures.generate(schema);
    Fixtures.writeAll(folder);
    compile(files, List.of(folder.resolve("include"), Fixtures.runtime().resolve("include")));
    for (OutputFile file : files) {
      compare(goldens.resolve(file.path()), file.content());
    }
  }

  @Test
  void formatHeaderOfTheRuntimeIsGenerated() throws IOException {
    Path schema = Fixtures.project().resolve("runtime/src/main/tenon/tenon_format.tenon.yaml");
    List<OutputFile> files = Fixtures.generate(SchemaCompiler.compile(schema));
    compile(files, List.of(folder.resolve("include")));
    OutputFile header = files.get(0);
    assertThat(header.path()).isEqualTo("include/tenon_format/tenon_format.h");
    compare(Fixtures.runtime().resolve(header.path()), header.content());
  }

  private void compile(List<OutputFile> files, List<Path> includes) {
    Fixtures.write(files, folder);
    for (OutputFile file : files) {
      if (file.path().endsWith(".h") || file.path().endsWith(".c")) {
        Command.Result result =
            Compiler.c11().check(folder.resolve(file.path()), includes.toArray(Path[]::new));
        assertThat(result.status()).as(result.output()).isZero();
      }
    }
  }

  private static void compare(Path golden, String content) throws IOException {
    if (UPDATE) {
      Fixtures.write(golden, content);
    }
    assertThat(content)
        .as("%s is outdated; -Dtenon.goldens=update rewrites it", golden)
        .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
  }

  @Test
  void everyGoldenFileIsStillGenerated() throws IOException {
    Path goldens = Fixtures.project().resolve("generator-core/src/test/resources/goldens/c");
    List<String> generated =
        schemas()
            .flatMap(schema -> Fixtures.generate(schema).stream())
            .map(OutputFile::path)
            .toList();
    try (Stream<Path> files = Files.walk(goldens)) {
      assertThat(files.filter(Files::isRegularFile).map(goldens::relativize).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(generated);
    }
  }
}
