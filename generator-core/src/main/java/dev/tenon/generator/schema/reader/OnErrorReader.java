// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.reader.SignatureReader.Read;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;

/** Reads what C gets when Java throws. */
final class OnErrorReader {

  private static final String KEY = "on_error";
  private static final String NULL = "null";

  private final Reading reading;
  private final LiteralReader literals;

  OnErrorReader(Reading reading, LiteralReader literals) {
    this.reading = reading;
    this.literals = literals;
  }

  Optional<Literal> read(Entry entry, Properties properties, Read read) {
    if (!read.returnsKnown()) {
      return Optional.empty();
    }
    ParameterType returns = read.signature().returns().orElse(null);
    if (returns instanceof ByValue value && !(value.type() instanceof StructType)) {
      return required(entry, properties, value);
    }
    if (returns instanceof Text) {
      return text(properties);
    }
    if (properties.has(KEY)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.ON_ERROR_NOT_ALLOWED,
                  properties.spans().get(KEY),
                  "'%s' cannot have 'on_error'".formatted(Diagnostic.shortened(entry.name())))
              .withHelp(
                  returns == null
                      ? "it returns nothing"
                      : returns instanceof ByValue
                          ? "C receives a struct with its defaults when Java throws"
                          : "C receives NULL when Java throws"));
    }
    return Optional.empty();
  }

  private Optional<Literal> required(Entry entry, Properties properties, ByValue returns) {
    if (!properties.has(KEY)) {
      properties.markIncomplete();
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.ON_ERROR_MISSING,
                  entry.key().span(),
                  "'%s' returns %s but has no 'on_error'"
                      .formatted(Diagnostic.shortened(entry.name()), returns.spelling()))
              .withHelp("add 'on_error' with the value that C receives when Java throws"));
      return Optional.empty();
    }
    Optional<Node> value = properties.node(KEY);
    return known(properties, value.flatMap(node -> literals.read(node, returns.type())));
  }

  private Optional<Literal> text(Properties properties) {
    Optional<Scalar> value = properties.scalar(KEY);
    if (value.isEmpty() || (value.get().text().equals(NULL) && !value.get().quoted())) {
      return Optional.empty();
    }
    return known(properties, literals.text(value.get()));
  }

  private static Optional<Literal> known(Properties properties, Optional<Literal> literal) {
    if (literal.isEmpty()) {
      properties.markIncomplete();
    }
    return literal;
  }
}
