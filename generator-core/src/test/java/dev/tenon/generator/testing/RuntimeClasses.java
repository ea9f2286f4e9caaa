// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The runtime, compiled from its sources with the format classes of this generator. It cannot be a
 * dependency: its own build uses this module.
 */
public final class RuntimeClasses {

  private static final Path SOURCES = Path.of("../runtime/src/main/java");
  private static final Path RESOURCES = Path.of("../runtime/src/main/resources");
  private static final Path SCHEMA = Path.of("../runtime/src/main/tenon/tenon_format.tenon.yaml");

  /** A folder for each process that runs tests: they run side by side. */
  private static final Path CLASSES =
      Path.of("target", "runtime-for-tests-" + System.getProperty("tenon.fork", "1"));

  private static ClassLoader loader;

  private RuntimeClasses() {}

  /** Folder of class files. */
  public static synchronized Path path() {
    loader();
    return CLASSES;
  }

  public static synchronized ClassLoader loader() {
    try {
      if (loader == null) {
        compile();
        URL[] urls = {CLASSES.toUri().toURL()};
        loader = new URLClassLoader(urls, RuntimeClasses.class.getClassLoader());
      }
      return loader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile() throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(RuntimeClasses::isClass).toList()) {
        sources.put(SOURCES.relativize(file).toString(), Files.readString(file));
      }
    }
    CompiledSchema format = SchemaCompiler.compile(SCHEMA);
    for (OutputFile file : new JavaEmitter().emit(format.schema(), format.layouts())) {
      sources.put(file.path(), file.content());
    }
    for (Map.Entry<String, byte[]> type : JavaCompilation.compile(sources).entrySet()) {
      Path file = CLASSES.resolve(type.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, type.getValue());
    }
    copyResources();
  }

  private static void copyResources() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = CLASSES.resolve(RESOURCES.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static boolean isClass(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".java") && !name.equals("module-info.java");
  }
}
