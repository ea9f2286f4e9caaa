// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The C libraries and programs of these tests, built once for each compiler and run. */
final class CBuild {

  static final Path SOURCES = Path.of("src", "test", "callbacks");
  static final Path RUNTIME = Path.of("src", "main", "c");

  private static final Map<List<String>, Path> BUILDS = new ConcurrentHashMap<>();

  private CBuild() {}

  /** The compilers that are here; they disagree about the upper bits of small integers. */
  static List<String> compilers() {
    return List.of("gcc", "clang").stream().filter(CBuild::isInstalled).toList();
  }

  static boolean isInstalled(String command) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }

  /** The library of a schema, built with optimisation by a compiler of {@link #compilers}. */
  static Path library(String compiler, String schema) {
    return build(compiler).resolve(System.mapLibraryName(schema));
  }

  static Path library(String schema) {
    return library("gcc", schema);
  }

  static Path program(String name) {
    return build("gcc").resolve(name);
  }

  static Path programWithAddressSanitizer(String name) {
    return build("gcc", "-DASAN=ON", "-DCMAKE_C_FLAGS_RELEASE=-O1").resolve(name);
  }

  private static Path build(String compiler, String... options) {
    List<String> key = new ArrayList<>(List.of(compiler));
    key.addAll(List.of(options));
    return BUILDS.computeIfAbsent(
        key,
        ignored -> {
          String folder = options.length == 0 ? compiler : compiler + "-asan";
          Path build = Path.of("target", "callbacks", folder).toAbsolutePath();
          List<String> configure =
              new ArrayList<>(List.of("cmake", "-S", SOURCES.toString(), "-B", build.toString()));
          configure.add("-DCMAKE_C_COMPILER=" + compiler);
          configure.add("-DCMAKE_BUILD_TYPE=Release");
          // Not -DNDEBUG: an assertion of the runtime that fails should be heard.
          configure.add("-DCMAKE_C_FLAGS_RELEASE=-O2");
          configure.addAll(List.of(options));
          configure.add("-DGENERATED_C=" + Path.of("target", "generated-test-c").toAbsolutePath());
          run(configure);
          run(List.of("cmake", "--build", build.toString(), "--parallel", "2"));
          return build;
        });
  }

  /** Runs a command to its end; fails with its output when it fails. */
  static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as("%s%n%s", String.join(" ", command), output).isZero();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
