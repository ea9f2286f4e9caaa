// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;

/** Finds the flags that events of regions name. */
final class FlagsNames {

  private final Reading reading;
  private final TypeTable table;

  FlagsNames(Reading reading, TypeTable table) {
    this.reading = reading;
    this.table = table;
  }

  /** Returns the flags of a name; reports what is none. */
  Optional<FlagsType> named(Scalar scalar) {
    String name = scalar.text();
    if (!table.parameterTypeNames().contains(name)) {
      if (table.isWhole()) {
        reading.report(
            Diagnostic.of(
                    DiagnosticCode.UNKNOWN_TYPE,
                    scalar.span(),
                    "unknown flags '" + Diagnostic.shortened(name) + "'")
                .withHelp(
                    reading
                        .didYouMean(name, table.flagsNames())
                        .orElse("declare them under flags")));
      }
      return Optional.empty();
    }
    if (!table.isFlags(name)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.NOT_FLAGS, scalar.span(), "'" + name + "' is no type of flags")
              .withHelp(
                  reading
                      .didYouMean(name, table.flagsNames())
                      .orElse("name flags, or leave 'bits' out: the event then has one bit")));
      return Optional.empty();
    }
    return table.type(name).filter(FlagsType.class::isInstance).map(FlagsType.class::cast);
  }
}
