// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated text is reviewed as a difference of files, both languages of a contract side by side.
 * {@code -Dtenon.goldens=update} writes them, but never what does not compile.
 */
class GoldenFilesTest {

  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));

  private static final Path GOLDENS = Path.of("src/test/resources/goldens");

  /** Page for people, which is compared elsewhere. */
  private static final String PAGE = "page.html";

  private static final int COLUMNS = 100;

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
  void bothLanguagesAreAsReviewed(String schema) throws IOException {
    GeneratedJava java = GeneratedJava.ofResource(schema + ".tenon.yaml");
    List<OutputFile> c = Fixtures.generate(java.compiled());
    Fixtures.writeAll(folder);
    compile(c, List.of(folder.resolve("include"), Fixtures.runtime().resolve("include")));

    SortedMap<String, String> generated = new TreeMap<>();
    java.files()
        .forEach(f -> generated.put("java/" + Path.of(f.path()).getFileName(), f.content()));
    c.forEach(file -> generated.put("c/" + file.path(), file.content()));
    compare(GOLDENS.resolve(schema), generated);
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void linesOfJavaFitIntoAWindow(String schema) {
    assertThat(GeneratedJava.ofResource(schema + ".tenon.yaml").files())
        .filteredOn(file -> file.kind() == OutputFile.Kind.JAVA)
        .allSatisfy(
            file -> assertThat(file.content().lines()).noneMatch(l -> l.length() > COLUMNS));
  }

  @Test
  void formatHeaderOfTheRuntimeIsGenerated() throws IOException {
    Path schema = Fixtures.project().resolve("runtime/src/main/tenon/tenon_format.tenon.yaml");
    List<OutputFile> files = Fixtures.generate(SchemaCompiler.compile(schema));
    compile(files, List.of(folder.resolve("include")));
    OutputFile header = files.get(0);
    assertThat(header.path()).isEqualTo("include/tenon_format/tenon_format.h");
    Path golden = Fixtures.runtime().resolve(header.path());
    if (UPDATE) {
      Fixtures.write(golden, header.content());
    }
    assertThat(golden).content().isEqualTo(header.content());
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

  /** Compares the files of a folder, no more and no less, with what is generated. */
  private static void compare(Path goldens, SortedMap<String, String> generated)
      throws IOException {
    if (UPDATE) {
      for (String outdated : read(goldens).keySet()) {
        Files.delete(goldens.resolve(outdated));
      }
      generated.forEach((path, content) -> Fixtures.write(goldens.resolve(path), content));
    }
    assertThat(read(goldens))
        .as("%s is outdated; -Dtenon.goldens=update rewrites it", goldens)
        .isEqualTo(generated);
  }

  private static SortedMap<String, String> read(Path goldens) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(goldens)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = goldens.relativize(file).toString();
        if (!path.equals(PAGE)) {
          texts.put(path, Files.readString(file));
        }
      }
    }
    return texts;
  }

  @Test
  void everyGoldenFolderIsThatOfASchema() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDENS)) {
      assertThat(folders.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(schemas().toList());
    }
  }
}
