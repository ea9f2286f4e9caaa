// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.SchemaException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Does one thing with several schemas, and shows the mistakes of all of them. */
final class SchemaRun {

  private final PrintWriter err;
  private int errors;
  private int warnings;

  SchemaRun(PrintWriter err) {
    this.err = err;
  }

  /**
   * Applies an action to each schema, goes on after a wrong one, and says how many mistakes there
   * were.
   *
   * @throws FailedException when there was an error
   */
  <T> List<T> each(
      List<Path> schemas, Function<Path, T> action, Function<T, List<Diagnostic>> warningsOf) {
    List<T> results = new ArrayList<>();
    for (Path schema : schemas) {
      try {
        T result = action.apply(schema);
        warningsOf.apply(result).forEach(err::print);
        warnings += warningsOf.apply(result).size();
        results.add(result);
      } catch (SchemaException e) {
        err.print(e.getMessage());
        long found = e.diagnostics().stream().filter(Diagnostic::isError).count();
        errors += (int) found;
        warnings += e.diagnostics().size() - (int) found;
      }
    }
    if (errors > 0) {
      throw new FailedException(
          count(errors, "error") + (warnings > 0 ? ", " + count(warnings, "warning") : ""));
    }
    return results;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
