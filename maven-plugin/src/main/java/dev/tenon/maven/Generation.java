// SPDX-License-Identifier: Apache-2.0
package dev.tenon.maven;

import dev.tenon.generator.GenerationResult;
import dev.tenon.generator.Generator;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.output.ForeignFileException;
import dev.tenon.generator.output.OutputDirectory;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.output.SyncResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** One run of a goal: generate, tell what is wrong, bring the output folders up to date. */
final class Generation {

  private final Generator generator;
  private final DiagnosticLog diagnostics;
  private final Log log;

  Generation(Generator generator, DiagnosticLog diagnostics, Log log) {
    this.generator = generator;
    this.diagnostics = diagnostics;
    this.log = log;
  }

  /**
   * Nothing is written unless all schemas are valid.
   *
   * @param schemas may be empty: then what earlier runs generated goes away
   * @param folders where files of each kind go
   * @param owner name of the manifests that this run keeps in the folders
   * @throws MojoFailureException for errors of the user; the log tells each with its place
   */
  void run(List<Path> schemas, Map<OutputFile.Kind, Path> folders, String owner)
      throws IOException, MojoFailureException {
    List<OutputFile> files = generate(schemas);
    diagnostics.failOnErrors();
    try {
      for (Map.Entry<OutputFile.Kind, Path> folder : folders.entrySet()) {
        sync(folder.getValue(), owner, files, folder.getKey());
      }
    } catch (ForeignFileException e) {
      throw new MojoFailureException(e.getMessage());
    }
  }

  /** All schemas are read even if one is wrong, so that one run shows every error. */
  private List<OutputFile> generate(List<Path> schemas) throws MojoFailureException {
    Map<String, Generated> byPath = new LinkedHashMap<>();
    for (Path schema : schemas) {
      try {
        GenerationResult result = generator.generate(schema);
        diagnostics.report(result.warnings());
        for (OutputFile file : result.files()) {
          Generated other =
              byPath.putIfAbsent(file.kind() + " " + file.path(), new Generated(schema, file));
          if (other != null && !other.file().equals(file)) {
            throw new MojoFailureException(
                "%s and %s both generate %s: use different names or packages"
                    .formatted(other.schema(), schema, file.path()));
          }
        }
      } catch (SchemaException e) {
        diagnostics.report(e.diagnostics());
      }
    }
    return byPath.values().stream().map(Generated::file).toList();
  }

  private record Generated(Path schema, OutputFile file) {}

  private void sync(Path folder, String owner, List<OutputFile> files, OutputFile.Kind kind)
      throws IOException {
    List<OutputFile> ofKind = files.stream().filter(file -> file.kind() == kind).toList();
    SyncResult result = new OutputDirectory(folder, owner).sync(ofKind);
    for (String path : result.kept()) {
      log.warn(
          folder.resolve(path) + " is generated no longer but was edited by hand: left in place");
    }
    if (!result.isUpToDate()) {
      log.info(
          "Wrote %d and removed %d of %s in %s"
              .formatted(
                  result.written().size(),
                  result.removed().size(),
                  DiagnosticLog.count(result.files() + result.removed().size(), "file"),
                  folder));
    } else if (result.files() > 0) {
      log.info(
          "Nothing to generate: "
              + DiagnosticLog.count(result.files(), "file")
              + " up to date in "
              + folder);
    }
  }
}
