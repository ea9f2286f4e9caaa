// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.GenerationResult;
import dev.tenon.generator.Generator;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The C side of services.tenon.yaml as a team builds it that has another version of the schema. */
final class ChangedServices {

  private static final Path SCHEMA = Path.of("src", "test", "tenon", "services.tenon.yaml");

  private final Path folder;
  private String schema;
  private final List<String> flags = new ArrayList<>();

  /**
   * Begins with the schema as it is.
   *
   * @param name of the folder for what is built
   */
  ChangedServices(String name) throws IOException {
    folder = Path.of("target", "callbacks", "changed", name).toAbsolutePath();
    schema = Files.readString(SCHEMA);
  }

  /** Writes something else in the schema. */
  ChangedServices with(String text, String replacement) {
    assertThat(schema).contains(text);
    schema = schema.replace(text, replacement);
    return this;
  }

  /** Compiles with a macro. */
  ChangedServices define(String macro) {
    flags.add("-D" + macro);
    return this;
  }

  Path library() throws IOException {
    Path library = folder.resolve(System.mapLibraryName("services"));
    compile(library, List.of("-shared", "-fPIC", "-fvisibility=hidden"), "services.c");
    return library;
  }

  Path host() throws IOException {
    Path program = folder.resolve("services_host");
    compile(program, List.of("-pthread"), "services.c", "services_host.c");
    return program;
  }

  private void compile(Path output, List<String> options, String... sources) throws IOException {
    Files.createDirectories(folder);
    Path changed = Files.writeString(folder.resolve("services.tenon.yaml"), schema);
    GenerationResult result =
        Generator.builder().targets(Set.of(OutputFile.Kind.C)).build().generate(changed);
    List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11"));
    command.addAll(options);
    command.addAll(flags);
    command.addAll(List.of("-o", output.toString()));
    for (Path include : List.of(folder.resolve("include"), CBuild.RUNTIME.resolve("include"))) {
      command.add("-I" + include);
    }
    for (OutputFile file : result.files()) {
      Path path = folder.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
      if (file.path().endsWith(".c")) {
        command.add(path.toString());
      }
    }
    for (String source : sources) {
      command.add(CBuild.SOURCES.resolve(source).toString());
    }
    command.add(CBuild.library("tenon").resolveSibling("tenon").resolve("libtenon.a").toString());
    command.add("-ldl");
    command.add("-lm");
    CBuild.run(command);
  }
}
