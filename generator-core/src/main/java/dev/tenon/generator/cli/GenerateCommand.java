// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.GenerationResult;
import dev.tenon.generator.Generator;
import dev.tenon.generator.output.OutputFile.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon generate}: writes what comes out of all given schemas, or nothing. */
@Command(
    name = "generate",
    description = {
      "Generates Java, C or both.",
      "Leaves unchanged files untouched and removes files that a schema no longer generates."
    },
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class GenerateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Targets targets;

  @Option(
      names = "--templates",
      paramLabel = "DIR",
      description =
          "Folder with FreeMarker templates that replace built-in templates of the same name.")
  private Path templates;

  @Mixin private DiagnosticOptions diagnostics;

  @Parameters(paramLabel = "SCHEMA", arity = "1..*", description = "Schema files.")
  private List<Path> schemas;

  /** Output folders; a kind of files without one is not generated. */
  private static final class Targets {
    @Option(
        names = "--java-out",
        paramLabel = "DIR",
        description = "Output folder for Java; a source root.")
    private Path java;

    @Option(
        names = "--c-out",
        paramLabel = "DIR",
        description = "Output folder for C: headers in include, sources in src.")
    private Path c;

    @Option(
        names = "--resources-out",
        paramLabel = "DIR",
        description =
            "Output folder for resources that are packed with the Java classes, such"
                + " as META-INF.")
    private Path resources;

    private Map<Kind, Path> folders() {
      Map<Kind, Path> folders = new EnumMap<>(Kind.class);
      if (java != null) {
        folders.put(Kind.JAVA, java);
      }
      if (c != null) {
        folders.put(Kind.C, c);
      }
      if (resources != null) {
        folders.put(Kind.RESOURCE, resources);
      }
      return folders;
    }
  }

  @Override
  public Integer call() throws IOException {
    Map<Kind, Path> folders = targets.folders();
    Generator.Builder builder = Generator.builder().targets(folders.keySet());
    if (templates != null) {
      builder.templates(templates);
    }
    List<GenerationResult> results =
        SchemaRun.of(spec.commandLine(), diagnostics)
            .each(schemas, builder.build()::generate, GenerationResult::warnings);
    new OutputFolders("cli", folders).write(results);
    return 0;
  }
}
