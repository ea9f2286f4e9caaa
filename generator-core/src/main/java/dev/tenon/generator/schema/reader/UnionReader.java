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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads unions, each when it is first needed, as a struct is. */
final class UnionReader {

  private final Reading reading;
  private final TypeReader types;
  private final FieldReader fields;
  private final OnDemand<UnionType> unions;
  private final Nesting nesting;

  UnionReader(Reading reading, TypeReader types, FieldReader fields, Nesting nesting) {
    this.reading = reading;
    this.types = types;
    this.fields = fields;
    this.nesting = nesting;
    this.unions = new OnDemand<>(nesting, this::read);
  }

  /** All of them, each read when it is first needed. */
  OnDemand<UnionType> unions() {
    return unions;
  }

  private Optional<UnionType> read(Entry entry) {
    return reading.declaration(entry, Construct.UNION).map(properties -> read(entry, properties));
  }

  private UnionType read(Entry entry, Properties properties) {
    Optional<EnumType> tag = properties.scalar("tag").flatMap(types::enumNamed);
    if (properties.has("tag") && tag.isEmpty()) {
      properties.markIncomplete();
    }
    Tag values = tag.map(Tag::of).orElse(null);
    List<Field> arms = new ArrayList<>();
    for (Entry arm : properties.entries("arms")) {
      nesting.enter(entry.name(), arm.name());
      Optional<Field> field = fields.read(arm, Construct.ARM, text -> type(text, entry.name()));
      nesting.leave(entry.name());
      field
          .filter(f -> values == null || isValue(f, values))
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
                      .formatted(
                          Diagnostic.shortened(union), isList ? "a bounded list" : "a union"))
              .withHelp("put it into a struct, and use the struct as the arm"));
      return Optional.empty();
    }
    return type.filter(t -> nesting.canHold(union, t, text.span()));
  }

  /** The enum that tells arms apart, and the names that an arm can have. */
  private record Tag(EnumType type, Set<String> values, Map<String, EnumValue> aliases) {

    static Tag of(EnumType type) {
      Set<String> values = new LinkedHashSet<>();
      type.values().forEach(value -> values.add(value.name()));
      Map<String, EnumValue> aliases = new HashMap<>();
      type.aliases().forEach(alias -> aliases.put(alias.name(), alias.target()));
      return new Tag(type, values, aliases);
    }
  }

  private boolean isValue(Field arm, Tag tag) {
    if (tag.values().contains(arm.name())) {
      return true;
    }
    EnumValue target = tag.aliases().get(arm.name());
    if (target != null || reading.places().isComplete(tag.type())) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_VALUE,
                  arm.span(),
                  "'%s' is not a value of the tag enum %s"
                      .formatted(Diagnostic.shortened(arm.name()), tag.type().name()))
              .withHelp(
                  target == null
                      ? reading.didYouMean(arm.name(), tag.values())
                      : Optional.of("it is an alias: name the arm " + target.name())));
    }
    return false;
  }
}
