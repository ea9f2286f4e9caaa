// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenon json-schema}: what an editor needs to know of the schema language. */
@Command(
    name = "json-schema",
    description = {
      "Prints the JSON Schema of the schema language.",
      "Editors use it to complete and explain keys and to mark errors. Write it to a file and"
          + " begin your schema with: # yaml-language-server: $$schema=tenon-1.schema.json"
    },
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class JsonSchemaCommand implements Callable<Integer> {

  /** Name of the resource, and of the file as it is published. */
  static final String FILE = "tenon-1.schema.json";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Output file; default: standard output.")
  private Path output;

  @Override
  public Integer call() throws IOException {
    byte[] text = text();
    if (output == null) {
      spec.commandLine().getOut().print(new String(text, StandardCharsets.UTF_8));
    } else {
      Files.write(output, text);
    }
    return 0;
  }

  private static byte[] text() throws IOException {
    try (InputStream in = JsonSchemaCommand.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FILE + " is not in this build");
      }
      return in.readAllBytes();
    }
  }
}
