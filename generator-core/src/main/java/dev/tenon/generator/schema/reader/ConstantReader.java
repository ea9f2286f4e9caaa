// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads constants. */
final class ConstantReader {

  private static final String STRING = "string";

  private final Reading reading;
  private final TypeReader types;
  private final TypeTable table;
  private final LiteralReader literals;

  ConstantReader(Reading reading, TypeReader types, TypeTable table, LiteralReader literals) {
    this.reading = reading;
    this.types = types;
    this.table = table;
    this.literals = literals;
  }

  /** Whether a constant's type is an enum or flags, which are read after the numbers. */
  boolean isOfDeclaredType(Entry entry) {
    return entry.value() instanceof Mapping mapping
        && mapping.entry("type").isPresent()
        && mapping.entry("type").get().value() instanceof Scalar type
        && ScalarType.of(type.text()).isEmpty()
        && table.isDeclared(type.text());
  }

  Optional<Constant> read(Entry entry) {
    Optional<Properties> found =
        reading.declaration(entry, "constant", null, List.of("type", "value"));
    table.markRead(entry.name());
    return found.flatMap(properties -> read(entry, properties));
  }

  private Optional<Constant> read(Entry entry, Properties properties) {
    properties.require("type");
    properties.require("value");
    Optional<Scalar> type = properties.scalar("type");
    Optional<Node> value = properties.node("value");
    if (type.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    return type.get().text().equals(STRING)
        ? text(entry, properties, value.get())
        : type(type.get())
            .flatMap(
                t ->
                    literals
                        .read(value.get(), t)
                        .map(literal -> constant(entry, properties, t, literal)));
  }

  private Optional<Constant> text(Entry entry, Properties properties, Node value) {
    if (!(value instanceof Scalar scalar)) {
      reading.wrongKind(value, "the value of a string", "a text");
      return Optional.empty();
    }
    return literals
        .text(scalar)
        .map(
            literal -> {
              String text = ((TextLiteral) literal).value();
              int bytes = text.getBytes(StandardCharsets.UTF_8).length;
              return constant(entry, properties, new StringType(bytes + 1, true), literal);
            });
  }

  private Optional<Type> type(Scalar text) {
    if (ScalarType.of(text.text()).isEmpty() && table.isDeclared(text.text())) {
      Optional<Type> type = table.type(text.text());
      if (type.isPresent()
          && !(type.get() instanceof EnumType)
          && !(type.get() instanceof FlagsType)) {
        reading.report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_TYPE,
                    text.span(),
                    "a constant cannot be a " + text.text())
                .withHelp("constants are scalars, strings, enums and flags"));
        return Optional.empty();
      }
      return type;
    }
    return types.scalar(text).map(Type.class::cast);
  }

  private Constant constant(Entry entry, Properties properties, Type type, Literal value) {
    return reading.located(
        new Constant(
            reading.names(entry, properties),
            type,
            value,
            properties.text("doc"),
            entry.key().span()),
        properties);
  }
}
