// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.codehaus.plexus.util.DirectoryScanner;

/** Finds schemas by Ant patterns, as other plugins find their sources. */
final class SchemaFiles {

  private SchemaFiles() {}

  /** Returns the matching files below the folder, sorted by path. */
  static List<Path> find(Path folder, List<String> includes, List<String> excludes) {
    DirectoryScanner scanner = new DirectoryScanner();
    scanner.setBasedir(folder.toFile());
    scanner.setIncludes(includes.toArray(String[]::new));
    scanner.setExcludes(excludes == null ? null : excludes.toArray(String[]::new));
    scanner.addDefaultExcludes();
    scanner.scan();
    return Arrays.stream(scanner.getIncludedFiles()).map(folder::resolve).sorted().toList();
  }
}
