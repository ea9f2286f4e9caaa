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
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads constants. */
final class ConstantReader {

  private static final String STRING = "string";
  private static final String FORMS =
      "constants can be numbers, bool, char, string, enums and flags";

  private final Reading reading;
  private final TypeReader types;
  private final TypeTable table;
  private final LiteralReader literals;
  private final ExternReader externs;

  ConstantReader(Reading reading, TypeReader types, TypeTable table, LiteralReader literals) {
    this.reading = reading;
    this.types = types;
    this.table = table;
    this.literals = literals;
    this.externs = new ExternReader(reading);
  }

  /** Whether a constant's type is an enum or flags, which are read after the numbers. */
  boolean isOfDeclaredType(Entry entry) {
    String type = typeText(entry);
    return ScalarType.of(type).isEmpty() && table.isDeclared(type);
  }

  /** Makes the name of a constant known. */
  void declare(Entry entry) {
    table.declareConstant(entry.name(), typeText(entry), entry.key().span());
  }

  private static String typeText(Entry entry) {
    return entry.value() instanceof Mapping mapping
            && mapping.entry("type").isPresent()
            && mapping.entry("type").get().value() instanceof Scalar type
        ? type.text()
        : "";
  }

  Optional<Constant> read(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, Construct.CONSTANT);
    Optional<Constant> constant = found.flatMap(properties -> read(entry, properties));
    table.markRead(entry.name());
    return constant;
  }

  private Optional<Constant> read(Entry entry, Properties properties) {
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
    String name = text.text();
    if (table.isComposite(name)) {
      return refused(text);
    }
    if (!table.isDeclared(name)) {
      return unknown(text);
    }
    Optional<Type> type = table.type(name);
    boolean possible =
        type.isEmpty()
            || type.get() instanceof ScalarType
            || type.get() instanceof EnumType
            || type.get() instanceof FlagsType;
    return possible ? type : refused(text);
  }

  private Optional<Type> refused(Scalar text) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_TYPE,
                text.span(),
                "a constant cannot have type '%s'".formatted(Diagnostic.shortened(text.text())))
            .withHelp(FORMS));
    return Optional.empty();
  }

  private Optional<Type> unknown(Scalar text) {
    if (text.text().indexOf('[') >= 0 || text.text().indexOf('*') >= 0) {
      return refused(text);
    }
    Set<String> candidates = new LinkedHashSet<>(table.typeNames());
    candidates.removeIf(table::isComposite);
    candidates.add(STRING);
    types.reportUnknown(text, text.span(), candidates, FORMS);
    return Optional.empty();
  }

  private Constant constant(Entry entry, Properties properties, Type type, Literal value) {
    return reading.located(
        new Constant(
            reading.names(entry, properties).in(externs.name(properties)),
            type,
            value,
            properties.text("unit"),
            properties.text("doc"),
            entry.key().span()),
        properties);
  }
}
