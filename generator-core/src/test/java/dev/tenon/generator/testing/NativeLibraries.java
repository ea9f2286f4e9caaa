// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.c.Command;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** C libraries made of generated code, the C runtime and one source of the test resources. */
public final class NativeLibraries {

  private static final Path SOURCES = Path.of("src/test/resources/c");
  private static final Path RUNTIME = Path.of("../runtime/src/main/c");

  private NativeLibraries() {}

  /** Builds a shared library of generated code only. */
  public static Path build(CompiledSchema schema, Path folder) {
    return build(schema, List.of(), folder);
  }

  /** Builds a shared library in a folder. */
  public static Path build(CompiledSchema schema, String source, Path folder) {
    return build(schema, List.of(SOURCES.resolve(source).toString()), folder);
  }

  private static Path build(CompiledSchema schema, List<String> own, Path folder) {
    Path library = folder.resolve("lib" + schema.schema().name() + ".so");
    List<String> words = new ArrayList<>();
    words.addAll(List.of("cc", "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror"));
    words.addAll(List.of("-fPIC", "-shared", "-o", library.toString()));
    words.add("-I" + folder.resolve("include"));
    words.add("-I" + RUNTIME.resolve("include"));
    words.add("-I" + RUNTIME.resolve("src"));
    words.addAll(own);
    try {
      for (Schema imported : schema.schema().imports()) {
        write(folder, imported, Layouts.of(imported));
      }
      write(folder, schema.schema(), schema.layouts());
      words.addAll(sources(folder.resolve("src")));
      words.addAll(sources(RUNTIME.resolve("src")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    words.addAll(List.of("-ldl", "-lpthread"));
    Command.Result result = Command.of(words.toArray(String[]::new)).run();
    assertThat(result.status()).as(result.output()).isZero();
    return library;
  }

  private static void write(Path folder, Schema schema, Layouts layouts) throws IOException {
    for (OutputFile file : new CEmitter(Optional.empty()).emit(schema, layouts)) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
  }

  private static List<String> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".c")).sorted().toList();
    }
  }
}
