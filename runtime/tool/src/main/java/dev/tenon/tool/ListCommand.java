// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.RegionNotFoundException;
import dev.tenon.runtime.look.RegionLook;
import dev.tenon.runtime.look.RegionView;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon region list}: shows what is in shared memory. */
@Command(
    name = "list",
    description = "Lists the regions in shared memory, and what else has the place of one.",
    mixinStandardHelpOptions = true,
    versionProvider = RegionCommand.Version.class)
final class ListCommand implements Callable<Integer> {
  private static final String NONE = "-";

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON for scripts.")
  private boolean json;

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..*",
      description = "Names of regions, where * stands for any characters; default: all.")
  private List<String> patterns = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    List<Finding> findings = findings();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      RegionJson.list(findings, out);
    } else {
      out.print(Shown.of(text(findings)));
    }
    return findings.stream().allMatch(finding -> finding.view().isPresent())
        ? RegionCommand.FINE
        : RegionCommand.WRONG;
  }

  private List<Finding> findings() {
    List<Pattern> wanted = patterns.stream().map(ListCommand::pattern).toList();
    List<Finding> findings = new ArrayList<>();
    for (String name : RegionLook.names()) {
      if (wanted.isEmpty() || wanted.stream().anyMatch(one -> one.matcher(name).matches())) {
        try {
          findings.add(Finding.at(name));
        } catch (RegionNotFoundException e) {
          // Gone since the names were read: nothing that could be listed.
        }
      }
    }
    return findings;
  }

  private static Pattern pattern(String glob) {
    return Pattern.compile(
        Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  private static String text(List<Finding> findings) {
    TextTable table = new TextTable().row("NAME", "SCHEMA", "VERSION", "SIZE", "ALIVE");
    for (Finding finding : findings) {
      String name = Shown.of(finding.name().replace('\n', '?'));
      if (finding.view().isPresent()) {
        RegionView view = finding.view().get();
        table.row(
            name,
            view.schema(),
            Integer.toString(view.contractVersion()),
            Quantity.size(view.totalSize()),
            People.alive(name, view));
      } else {
        table.row(name, NONE, NONE, NONE, finding.problem());
      }
    }
    return table.lines("");
  }
}
