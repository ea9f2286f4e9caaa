// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.contract.Contract;
import dev.tenon.generator.contract.LayoutText;
import dev.tenon.generator.contract.Lock;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Section;
import dev.tenon.generator.testing.GeneratedJava;
import dev.tenon.generator.yaml.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever goes with a kind of section is there for every kind, as far as no compiler can tell. A
 * schema of the test resources has one section of each kind, and one that was appended.
 */
class SectionKindsTest {

  private static final Pattern PUBLIC_FUNCTION =
      Pattern.compile(
          "^(?!static)[a-z][\\w *]*\\b\\w+?_sample_(\\w*appended\\w*)\\([^;{]*\\{\\n.*?^}",
          Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir private Path folder;

  private static Path file(Section.Kind kind) {
    return Fixtures.project()
        .resolve("generator-core/src/test/resources/sections")
        .resolve(kind.key() + ".tenon.yaml");
  }

  private static CompiledSchema sample(Section.Kind kind) {
    assertThat(file(kind)).as("a schema with a section of kind %s", kind).exists();
    return SchemaCompiler.compile(file(kind));
  }

  @ParameterizedTest
  @EnumSource
  void isRead(Section.Kind kind) {
    List<Section> contents = sample(kind).schema().regions().get(0).contents();
    assertThat(contents).extracting(Section::kind).containsExactly(kind, kind);
  }

  /** Goldens and changes of contracts are those of this schema. */
  @ParameterizedTest
  @EnumSource
  void isInTheSchemaOfTheLanguage(Section.Kind kind) {
    Path language =
        Fixtures.project().resolve("generator-core/src/test/resources/schemas/language.tenon.yaml");
    assertThat(SchemaCompiler.compile(language).schema().regions())
        .flatExtracting(Region::contents)
        .extracting(Section::kind)
        .contains(kind);
  }

  @ParameterizedTest
  @EnumSource
  void isAKindOfTheSharedMemoryFormat(Section.Kind kind) {
    Path format = Fixtures.project().resolve("runtime/src/main/tenon/tenon_format.tenon.yaml");
    EnumType kinds =
        SchemaCompiler.compile(format).schema().enums().stream()
            .filter(type -> type.name().equals("SectionKind"))
            .findFirst()
            .orElseThrow();
    assertThat(kinds.values()).extracting(EnumValue::name).contains(kind.name());
  }

  @ParameterizedTest
  @EnumSource
  void isExplained(Section.Kind kind) throws IOException {
    assertThat(Files.readString(Fixtures.project().resolve("docs/schema.md")))
        .as("the table of keys in docs/schema.md")
        .contains("<!-- keys: " + kind.key() + "Section -->");
  }

  @ParameterizedTest
  @EnumSource
  void hasTemplates(Section.Kind kind) {
    assertThat(Templates.ofSection(kind))
        .allSatisfy(
            name ->
                assertThat(Templates.class.getResource("/dev/tenon/templates/" + name))
                    .as("the template %s", name)
                    .isNotNull());
  }

  @ParameterizedTest
  @EnumSource
  void isALineOfTheLayoutText(Section.Kind kind) {
    CompiledSchema compiled = sample(kind);
    SortedMap<Integer, LayoutText> history =
        CanonicalLayout.history(compiled.schema(), compiled.layouts());
    assertThat(history).containsOnlyKeys(1, 2);
    assertThat(history.get(2).text())
        .contains("\nSample.section " + kind.key(), "\nSample.appended " + kind.key());
    assertThat(history.get(1).text())
        .contains("\nSample.section " + kind.key())
        .doesNotContain("appended");
  }

  @ParameterizedTest
  @EnumSource
  void isAFactOfTheContract(Section.Kind kind) {
    CompiledSchema compiled = sample(kind);
    Contract contract = Contract.of(compiled.schema(), compiled.layouts());
    String text = Lock.text(contract);
    Diagnostics diagnostics = new Diagnostics();
    Optional<Contract> found =
        SourceFile.of("x.v1.tenon.lock", text.getBytes(StandardCharsets.UTF_8), diagnostics)
            .flatMap(lock -> Lock.read(lock, diagnostics));
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(found).isPresent();
    assertThat(text).contains("section Sample.section " + kind.key() + " ");
    assertThat(text).containsPattern("(?m)^section Sample.appended .* since 2$");
  }

  @ParameterizedTest
  @EnumSource
  void compilesInC(Section.Kind kind) {
    List<OutputFile> files = Fixtures.generate(sample(kind));
    Fixtures.write(files, folder);
    assertThat(files)
        .filteredOn(file -> file.path().endsWith(".h") || file.path().endsWith(".c"))
        .allSatisfy(
            file -> {
              Command.Result result =
                  Compiler.c11()
                      .check(
                          folder.resolve(file.path()),
                          folder.resolve("include"),
                          Fixtures.runtime().resolve("include"));
              assertThat(result.status()).as(result.output()).isZero();
            });
  }

  /** Functions that a program may call in a region of version 1, which lacks the section. */
  @ParameterizedTest
  @EnumSource
  void looksWhetherItIsThere(Section.Kind kind) {
    String source =
        Fixtures.generate(sample(kind)).stream()
            .filter(file -> file.path().endsWith("_regions.c"))
            .findFirst()
            .orElseThrow()
            .content();
    List<MatchResult> functions = PUBLIC_FUNCTION.matcher(source).results().toList();
    assertThat(functions).extracting(found -> found.group(1)).contains("has_appended");
    assertThat(functions)
        .filteredOn(found -> !found.group(1).equals("has_appended"))
        // What is made by one of them needs no look.
        .filteredOn(found -> found.group().contains("_sample *"))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found.group()).contains("->appended == NULL"));
  }

  @ParameterizedTest
  @EnumSource
  void compilesInJava(Section.Kind kind) {
    Class<?> region = GeneratedJava.of(sample(kind)).type("Sample");
    assertThat(region.getMethods())
        .extracting("name")
        .contains("section", "appended", "hasAppended", "close")
        .doesNotContain("hasSection");
  }
}
