// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.emit.BrokenTemplateException;
import dev.tenon.generator.emit.ToolVersion;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code tenon}. */
@Command(
    name = "tenon",
    description = "Generates matched Java and C bindings from one YAML schema.",
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class,
    subcommands = {
      GenerateCommand.class,
      CheckCommand.class,
      FreezeCommand.class,
      LayoutCommand.class,
      DocsCommand.class,
      RulesCommand.class,
      JsonSchemaCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success, possibly with warnings",
      "1:invalid schema, broken lock, warnings with --werror, or a file that cannot be read or"
          + " written",
      "2:invalid command line"
    })
public final class TenonCommand implements Runnable {

  /** Exit code when a schema is wrong or a file cannot be read or written. */
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  TenonCommand() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments, writer(System.out), writer(System.err)));
  }

  /**
   * Runs a command line.
   *
   * @return the exit code: 0, 1 for wrong schemas or files, 2 for a wrong command line
   */
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    int exitCode =
        new CommandLine(new TenonCommand())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(TenonCommand::explain)
            .execute(arguments);
    out.flush();
    err.flush();
    return exitCode;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Missing command: 'generate', 'check', 'freeze', 'layout', 'docs', 'rules' or"
            + " 'json-schema'");
  }

  /** Says what a user can do something about; anything else is our error and shows its trace. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    PrintWriter err = command.getErr();
    if (e instanceof FailedException failure) {
      if (!failure.isExplained()) {
        err.println(failure.getMessage());
      }
    } else if (e instanceof BrokenTemplateException) {
      err.println(e.getMessage());
    } else if (e instanceof IOException || e instanceof UncheckedIOException) {
      err.println("tenon: " + reason(e));
    } else {
      throw e;
    }
    return FAILED;
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (!(cause instanceof FileSystemException failure)) {
      return cause.getMessage();
    }
    String why = failure.getReason();
    if (failure instanceof NoSuchFileException) {
      why = "no such folder";
    } else if (failure instanceof AccessDeniedException) {
      why = "access is denied";
    } else if (failure instanceof FileAlreadyExistsException) {
      why = "it is a file, not a folder";
    }
    return "cannot use " + failure.getFile() + (why == null ? "" : ": " + why);
  }

  /** Schemas are UTF-8, and so is what is quoted of them, unless a terminal says otherwise. */
  private static PrintWriter writer(OutputStream stream) {
    Console console = System.console();
    Charset charset = console == null ? StandardCharsets.UTF_8 : console.charset();
    return new PrintWriter(stream, false, charset);
  }

  /** The version as {@code --version} prints it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {ToolVersion.tag()};
    }
  }
}
