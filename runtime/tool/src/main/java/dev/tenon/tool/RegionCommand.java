// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.TenonException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code tenon region}. */
@Command(
    name = "tenon region",
    description = "Shows the shared-memory regions of this machine. Needs no schema.",
    mixinStandardHelpOptions = true,
    versionProvider = RegionCommand.Version.class,
    subcommands = {ListCommand.class, ShowCommand.class, RemoveCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:success",
      "1:something was found wrong: no such region, one that cannot be read, a damaged section",
      "2:invalid command line"
    })
public final class RegionCommand implements Runnable {
  /** Exit code when nothing was found wrong. */
  static final int FINE = 0;

  /** Exit code when something was found wrong. */
  static final int WRONG = 1;

  @Spec private CommandSpec spec;

  RegionCommand() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    int exitCode =
        new CommandLine(new RegionCommand())
            .setOut(out)
            .setErr(err)
            .setExecutionExceptionHandler(RegionCommand::explain)
            .execute(arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: 'list', 'show' or 'remove'");
  }

  /** Says what a user can do something about; anything else is our error and shows its trace. */
  private static int explain(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof TenonException || e instanceof UnsupportedOperationException) {
      complain(command, e.getMessage());
      return WRONG;
    }
    throw e;
  }

  /** Prints a sentence about what is wrong. */
  static void complain(CommandLine command, String problem) {
    command.getErr().println("tenon: " + Shown.of(problem));
  }

  /** Texts are UTF-8, unless a terminal says otherwise. */
  private static PrintWriter writer(PrintStream stream) {
    Console console = System.console();
    Charset charset =
        console != null && console.isTerminal() ? stream.charset() : StandardCharsets.UTF_8;
    return new PrintWriter(stream, false, charset);
  }

  /** The version as {@code --version} prints it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = RegionCommand.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {"tenon " + properties.getProperty("version").replace("-SNAPSHOT", "")};
    }
  }
}
