// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.diagnostic.Severity;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.c.Command;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is called and shared, and however it is called: either the schema is refused because two
 * names become one, or both compilers take what is generated without a warning. {@code
 * -Dtenon.conformance.seed} and {@code -Dtenon.conformance.calls} choose other schemas and more.
 */
class RandomCallsTest {

  private static final long SEED = Long.getLong("tenon.conformance.seed", 20261128);
  private static final int SCHEMAS =
      Integer.getInteger("tenon.conformance.calls", Boolean.getBoolean("tenon.long") ? 1000 : 60);

  private static final Set<DiagnosticCode> CLASHES =
      Set.of(DiagnosticCode.JAVA_COLLISION, DiagnosticCode.C_COLLISION);

  @TempDir private Path folder;

  @Test
  void whateverIsNotRefusedCompilesInBothLanguages() throws IOException {
    List<CompiledSchema> schemas = new ArrayList<>();
    for (long seed = SEED; seed < SEED + SCHEMAS; seed++) {
      compile(seed).ifPresent(schemas::add);
    }
    assertThat(schemas).hasSizeGreaterThan(SCHEMAS / 2);
    GeneratedJava.ofAll(schemas);
    List<Path> sources = new ArrayList<>();
    CEmitter emitter = new CEmitter(Optional.empty());
    for (CompiledSchema schema : schemas) {
      for (OutputFile file : emitter.emit(schema.schema(), schema.layouts())) {
        Path path = folder.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
        if (file.path().endsWith(".c")) {
          sources.add(path);
        }
      }
    }
    assertThat(warnings(sources)).isEmpty();
  }

  private static Optional<CompiledSchema> compile(long seed) {
    String text = RandomCalls.text(seed);
    try {
      return Optional.of(SchemaCompiler.compile(RandomCalls.name(seed) + ".tenon.yaml", text));
    } catch (SchemaException e) {
      assertThat(e.diagnostics())
          .as(text)
          .filteredOn(d -> d.severity() == Severity.ERROR)
          .extracting(Diagnostic::code)
          .isSubsetOf(CLASHES);
      return Optional.empty();
    }
  }

  private String warnings(List<Path> sources) {
    Path runtime = Path.of("../runtime/src/main/c/include");
    List<String> words =
        new ArrayList<>(List.of("cc", "-std=c11", "-fsyntax-only", "-Wall", "-Wextra"));
    words.addAll(List.of("-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"));
    Stream.of(folder.resolve("include"), runtime).forEach(path -> words.add("-I" + path));
    sources.forEach(source -> words.add(source.toString()));
    return Command.of(words.toArray(String[]::new)).run().output();
  }
}
