// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Schemas of the tests and what is generated from them. */
final class Fixtures {

  /** What the two teams of the guide would write. */
  static final String MARKET = "market";

  /** Every construct, at its limits. */
  static final String EVERYTHING = "everything";

  /** Everything that C and Java call of each other. */
  static final String CALLBACKS = "callbacks";

  /** Everything that the language has beyond plain structs; imports {@link #UNITS}. */
  static final String LANGUAGE = "language";

  /** Types that other schemas import. */
  static final String UNITS = "units";

  /** A contract in its third version. */
  static final String EVOLVING = "evolving";

  /** What C and C++ make difficult; needs {@link #FOREIGN}. */
  static final String CORNERS = "corners";

  /** A header of somebody else. */
  static final String FOREIGN = "foreign/device.h";

  private Fixtures() {}

  static CompiledSchema schema(String name) {
    String file = name + ".tenon.yaml";
    if (name.equals(LANGUAGE)) {
      // An import is looked for beside the file.
      return SchemaCompiler.compile(
          project().resolve("generator-core/src/test/resources/schemas").resolve(file));
    }
    String folder = name.equals(MARKET) ? "schemas/guide/" : "schemas/";
    return SchemaCompiler.compile(file, text(folder + file));
  }

  static List<OutputFile> generate(String name) {
    return generate(schema(name));
  }

  static List<OutputFile> generate(CompiledSchema schema) {
    return new CEmitter(Optional.empty()).emit(schema.schema(), schema.layouts());
  }

  /** Generates from a schema below its header, in which the prefix is {@code t}. */
  static List<OutputFile> generateFrom(String name, String declarations) {
    return generateFrom(name, "t", declarations);
  }

  static List<OutputFile> generateFrom(String name, String prefix, String declarations) {
    String header =
        """
        tenon: 1
        schema: %s
        version: 1
        java: {package: com.example}
        c: {prefix: %s}
        """;
    return generate(
        SchemaCompiler.compile(
            name + ".tenon.yaml", header.formatted(name, prefix) + declarations));
  }

  /** Writes everything that a header of one of these schemas may include. */
  static void writeAll(Path folder) {
    write(folder.resolve("include").resolve(FOREIGN), text("c/" + FOREIGN));
    List.of(MARKET, EVERYTHING, CALLBACKS, UNITS, LANGUAGE, CORNERS, EVOLVING)
        .forEach(schema -> write(generate(schema), folder));
  }

  static void write(List<OutputFile> files, Path folder) {
    for (OutputFile file : files) {
      write(folder.resolve(file.path()), file.content());
    }
  }

  static Path write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String resource) {
    try (InputStream in = Fixtures.class.getResourceAsStream("/" + resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Folder of the project, whose {@code runtime} holds the C runtime. */
  static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("runtime/src/main/c"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  static Path runtime() {
    return project().resolve("runtime/src/main/c");
  }

  /** Folders with the headers that generated code in a folder and the sources above include. */
  static Path[] includes(Path folder) {
    return new Path[] {
      folder.resolve("include"), runtime().resolve("include"), runtime().resolve("src")
    };
  }

  /** Sources of the C runtime for this platform. */
  static List<Path> runtimeSources() {
    try (Stream<Path> files = Files.walk(runtime().resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".c")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
