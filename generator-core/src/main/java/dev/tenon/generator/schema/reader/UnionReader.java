// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads unions, each when it is first needed, as a struct is. */
final class UnionReader {

  private final Reading reading;
  private final TypeReader types;
  private final FieldReader fields;
  private final BitsReader enums;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Optional<UnionType>> read = new HashMap<>();
  private final Nesting nesting;

  UnionReader(
      Reading reading, TypeReader types, TypeTable table, FieldReader fields, Nesting nesting) {
    this.reading = reading;
    this.types = types;
    this.fields = fields;
    this.nesting = nesting;
    this.enums = new BitsReader(reading, table);
  }

  void declare(Entry entry) {
    entries.put(entry.name(), entry);
    nesting.declare(entry.name());
  }

  /** Reads all declared unions. */
  List<UnionType> readAll() {
    List<UnionType> unions = new ArrayList<>();
    for (String name : entries.keySet()) {
      union(name).ifPresent(unions::add);
    }
    return unions;
  }

  /** Returns a declared union; nothing when it cannot be read, which is reported. */
  Optional<UnionType> union(String name) {
    Optional<UnionType> known = read.get(name);
    if (known == null) {
      known = read(entries.get(name));
      read.put(name, known);
      nesting.finish(name);
    }
    return known;
  }

  private Optional<UnionType> read(Entry entry) {
    return reading
        .declaration(entry, "union", null, List.of("tag", "arms"))
        .map(properties -> read(entry, properties));
  }

  private UnionType read(Entry entry, Properties properties) {
    Optional<EnumType> tag = properties.scalar("tag").flatMap(enums::enumNamed);
    if (properties.has("tag") && tag.isEmpty()) {
      properties.markIncomplete();
    }
    properties.require("arms");
    List<Field> arms = new ArrayList<>();
    for (Entry arm : properties.entries("arms")) {
      nesting.enter(entry.name(), arm.name());
      Optional<Field> field =
          fields.read(arm, "arm", FieldReader.ARM_KEYS, text -> type(text, entry.name()));
      nesting.leave(entry.name());
      field
          .filter(f -> tag.isEmpty() || isValue(f, tag.get()))
          .ifPresentOrElse(arms::add, properties::markIncomplete);
    }
    return reading.located(
        new UnionType(
            reading.names(entry, properties),
            tag,
            arms,
            properties.text("doc"),
            entry.key().span()),
        properties);
  }

  private Optional<Type> type(Scalar text, String union) {
    Optional<Type> type = Optional.of(text).filter(nesting::canRead).flatMap(types::read);
    boolean isList = type.isPresent() && type.get() instanceof ListType;
    boolean isUnion = type.isPresent() && type.get().innermost() instanceof UnionType;
    if (isList || isUnion) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_ARM,
                  text.span(),
                  "an arm of '%s' cannot be %s"
                      .formatted(Numbers.shortened(union), isList ? "a bounded list" : "a union"))
              .withHelp("put it into a struct, and make that the arm"));
      return Optional.empty();
    }
    return type.filter(t -> nesting.canHold(union, t, text.span()));
  }

  private boolean isValue(Field arm, EnumType tag) {
    List<String> values = tag.values().stream().map(EnumValue::name).toList();
    if (values.contains(arm.name())) {
      return true;
    }
    if (reading.places().isComplete(tag)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_VALUE,
                  arm.span(),
                  "'%s' is no value of %s, which tells the arms apart"
                      .formatted(Numbers.shortened(arm.name()), tag.name()))
              .withHelp(reading.didYouMean(arm.name(), values)));
    }
    return false;
  }
}
