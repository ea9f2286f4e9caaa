// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.look.BrokenView;
import dev.tenon.runtime.look.RegionLook;
import dev.tenon.runtime.look.RegionView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon region show}: shows all that is known of one region. */
@Command(
    name = "show",
    description = "Shows a region: who made it, who is attached, what it holds, how full it is.",
    mixinStandardHelpOptions = true,
    versionProvider = RegionCommand.Version.class)
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print JSON for scripts.")
  private boolean json;

  @ArgGroup(multiplicity = "1")
  private Place place;

  /** Place of the region. */
  private static final class Place {
    @Parameters(paramLabel = "NAME", description = "Name of a region in shared memory.")
    private String name;

    @Option(names = "--file", paramLabel = "PATH", description = "File of a region.")
    private Path file;

    RegionAddress address() {
      return file == null ? RegionAddress.sharedMemory(name) : RegionAddress.file(file);
    }

    String text() {
      return file == null ? name : file.toString();
    }
  }

  @Override
  public Integer call() throws IOException {
    RegionAddress address;
    try {
      address = place.address();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Shown.of(e.getMessage()));
    }
    Finding finding = Finding.of(place.text(), RegionLook.at(address));
    RegionView view = finding.view().orElseThrow();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      RegionJson.show(finding, out);
    } else {
      out.print(Shown.of(RegionText.of(finding)));
    }
    return view.sections().stream().anyMatch(BrokenView.class::isInstance)
        ? RegionCommand.WRONG
        : RegionCommand.FINE;
  }
}
