// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;

/** Finds the structs that sections of regions name. */
final class StructNames {

  private final Reading reading;
  private final TypeTable table;

  StructNames(Reading reading, TypeTable table) {
    this.reading = reading;
    this.table = table;
  }

  /** Returns the struct of a name; reports what is none. */
  Optional<StructType> named(Scalar scalar) {
    String name = scalar.text();
    if (table.isHandle(name) || table.isCallback(name)) {
      notStruct(scalar);
      return Optional.empty();
    }
    if (!table.isDeclared(name)) {
      if (table.isWhole()) {
        reading.report(
            Diagnostic.of(
                    DiagnosticCode.UNKNOWN_TYPE,
                    scalar.span(),
                    "unknown type '" + Diagnostic.shortened(name) + "'")
                .withHelp(
                    reading
                        .didYouMean(name, table.structNames())
                        .orElse("declare it under structs")));
      }
      return Optional.empty();
    }
    Optional<Type> type = table.type(name);
    if (type.isPresent() && !(type.get() instanceof StructType)) {
      notStruct(scalar);
    }
    return type.filter(StructType.class::isInstance).map(StructType.class::cast);
  }

  private void notStruct(Scalar scalar) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.NOT_A_STRUCT,
                scalar.span(),
                "'" + scalar.text() + "' is not a struct")
            .withHelp(
                table.isComposite(scalar.text())
                    ? Optional.of("put the union into a struct")
                    : reading.didYouMean(scalar.text(), table.structNames())));
  }
}
