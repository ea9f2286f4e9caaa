// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.GenerationResult;
import dev.tenon.generator.output.OutputDirectory;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.output.OutputFile.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the output of all schemas of a command, or nothing.
 *
 * @param owner names, with the schema behind it, the manifests that the command keeps
 * @param folders where files of each kind go
 */
record OutputFolders(String owner, Map<Kind, Path> folders) {

  /**
   * Makes the folders hold the results.
   *
   * @throws FailedException when two schemas generate different files of one name
   */
  void write(List<GenerationResult> results) throws IOException {
    refuseDifferentFilesOfOneName(results);
    Map<OutputDirectory, List<OutputFile>> outputs = new HashMap<>();
    for (Map.Entry<String, List<OutputFile>> schema : bySchema(results).entrySet()) {
      for (Map.Entry<Kind, Path> folder : folders.entrySet()) {
        outputs.put(
            // A schema is its own owner: another run, for another schema, may use the folder, too.
            new OutputDirectory(folder.getValue(), owner + "-" + schema.getKey()),
            schema.getValue().stream().filter(file -> file.kind() == folder.getKey()).toList());
      }
    }
    // All folders are looked at before the first of them is written to.
    for (Map.Entry<OutputDirectory, List<OutputFile>> output : outputs.entrySet()) {
      output.getKey().refuseForeignFiles(output.getValue());
    }
    for (Map.Entry<OutputDirectory, List<OutputFile>> output : outputs.entrySet()) {
      output.getKey().sync(output.getValue());
    }
  }

  private static void refuseDifferentFilesOfOneName(List<GenerationResult> results) {
    Map<String, OutputFile> known = new HashMap<>();
    for (GenerationResult result : results) {
      for (OutputFile file : result.files()) {
        OutputFile other = known.putIfAbsent(file.kind() + " " + file.path(), file);
        if (other != null && !other.equals(file)) {
          throw new FailedException(
              "two schemas generate different files %s: use different names, packages or prefixes"
                  .formatted(file.path()));
        }
      }
    }
  }

  private static Map<String, List<OutputFile>> bySchema(List<GenerationResult> results) {
    Map<String, List<OutputFile>> files = new TreeMap<>();
    for (GenerationResult result : results) {
      files
          .computeIfAbsent(result.schema().name(), name -> new ArrayList<>())
          .addAll(result.files());
    }
    return files;
  }
}
