// SPDX-License-Identifier: Apache-2.0
package dev.tenon.tool;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.TenonException;
import dev.tenon.runtime.look.RegionView;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tenon region remove}: removes names of regions that nobody uses. */
@Command(
    name = "remove",
    description = {
      "Removes the names of regions that nobody uses.",
      "Whoever is attached to a region keeps it; nobody new finds it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = RegionCommand.Version.class)
final class RemoveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--force",
      description = "Also names of regions that are in use, and of what is no region.")
  private boolean force;

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Names of regions in shared memory.")
  private List<String> names;

  @Override
  public Integer call() {
    names.forEach(this::requireName);
    int exitCode = RegionCommand.FINE;
    for (String name : names) {
      Optional<String> problem = remove(name);
      if (problem.isPresent()) {
        RegionCommand.complain(spec.commandLine(), problem.get());
        exitCode = RegionCommand.WRONG;
      } else {
        spec.commandLine().getOut().println("removed " + name);
      }
    }
    return exitCode;
  }

  private void requireName(String name) {
    try {
      RegionAddress.sharedMemory(name);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), Shown.of(e.getMessage()));
    }
  }

  /** Returns why the name stays; empty when it is removed. */
  private Optional<String> remove(String name) {
    try {
      Optional<String> use = use(Finding.at(name));
      if (use.isPresent() && !force) {
        return Optional.of(use.get() + "; --force removes its name all the same");
      }
      return Region.remove(RegionAddress.sharedMemory(name))
          ? Optional.empty()
          : Optional.of("region " + name + " does not exist");
    } catch (TenonException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> use(Finding finding) {
    if (finding.view().isEmpty()) {
      return Optional.of(finding.problem());
    }
    RegionView view = finding.view().get();
    return view.living().isEmpty()
        ? Optional.empty()
        : Optional.of(view.address() + " is in use by " + People.names(view));
  }
}
