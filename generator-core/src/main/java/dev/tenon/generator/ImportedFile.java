// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Suggestions;
import dev.tenon.generator.yaml.Node.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Location of an imported schema: a path relative to the schema that imports it. */
record ImportedFile(Path path) {

  /** Paths that are absolute or valid on one system only. */
  private static final Pattern NOT_PORTABLE = Pattern.compile("/.*|[A-Za-z]:.*|.*\\\\.*");

  private static final String SUFFIX = ".tenon.yaml";

  /** A folder with more files is not searched for one of a similar name. */
  private static final int MAX_FILES = 1000;

  /**
   * Finds the place of an import; reports when it can be none.
   *
   * @param written the path as the author wrote it
   */
  static Optional<ImportedFile> of(Path importer, Scalar written, Diagnostics diagnostics) {
    try {
      if (!written.text().isBlank() && !NOT_PORTABLE.matcher(written.text()).matches()) {
        return Optional.of(new ImportedFile(importer.resolveSibling(written.text())));
      }
    } catch (InvalidPathException e) {
      // Reported below: no file can have this name.
    }
    diagnostics.report(
        DiagnosticCode.INVALID_IMPORT,
        written.span(),
        "'%s' is not a path relative to the schema".formatted(Diagnostic.shortened(written.text())),
        "such as common.tenon.yaml, or ../common/units.tenon.yaml");
    return Optional.empty();
  }

  /** The same for every path to the same file, as far as that can be found out. */
  Path identity() {
    return identity(path);
  }

  static Path identity(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  /** As diagnostics call it: with {@code /} on every system. */
  String shown() {
    return shown(path.normalize());
  }

  static String shown(Path file) {
    return file.toString().replace('\\', '/');
  }

  /** Reports that the file cannot be used, at the place where it is imported. */
  void reportUnusable(Scalar written, Diagnostic found, Diagnostics diagnostics) {
    diagnostics.report(
        Diagnostic.of(found.code(), written.span(), found.message())
            .withHelp(
                (diagnostics.isFull() ? Optional.<String>empty() : suggestion(written.text()))
                    .orElse("the path resolves to " + shown())));
  }

  private Optional<String> suggestion(String written) {
    String folder = written.substring(0, written.lastIndexOf('/') + 1);
    return Suggestions.closest(written.substring(folder.length()), schemasBeside())
        .map(name -> "did you mean '" + folder + name + "'?");
  }

  private List<String> schemasBeside() {
    Path folder = path.toAbsolutePath().getParent();
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .limit(MAX_FILES)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .sorted()
          .toList();
    } catch (IOException | RuntimeException e) {
      // Only a suggestion is lost.
      return List.of();
    }
  }
}
