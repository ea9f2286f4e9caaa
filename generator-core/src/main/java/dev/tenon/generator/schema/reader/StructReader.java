// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Reads structs, each when it is first needed: a nested struct before the one around it. */
final class StructReader {

  /** Deeper nesting is taken for a mistake; it also bounds every recursion over the model. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_ALIGNMENT = 4096;

  private static final List<String> KEYS = List.of("id", "align", "fields");
  private static final List<String> FIELD_KEYS =
      List.of("type", "default", "unit", "align", "atomic", "terminated");

  private final Reading reading;
  private final TypeReader types;
  private final LiteralReader literals;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Optional<StructType>> read = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();

  /** The structs around what is being read, each with the field that is being read. */
  private final Map<String, String> path = new LinkedHashMap<>();

  StructReader(Reading reading, TypeReader types, LiteralReader literals) {
    this.reading = reading;
    this.types = types;
    this.literals = literals;
  }

  void declare(Entry entry) {
    entries.put(entry.name(), entry);
  }

  /** Reads all declared structs. */
  List<StructType> readAll() {
    return entries.keySet().stream()
        .map(this::struct)
        .flatMap(Optional::stream)
        .collect(Collectors.toList());
  }

  /** Returns a declared struct; nothing when it cannot be read, which is reported. */
  Optional<StructType> struct(String name) {
    Optional<StructType> known = read.get(name);
    if (known == null) {
      known = read(entries.get(name));
      read.put(name, known);
    }
    return known;
  }

  private Optional<StructType> read(Entry entry) {
    Optional<Properties> found = reading.declaration(entry, "struct", null, KEYS);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    properties.require("fields");
    List<Field> fields = new ArrayList<>();
    depths.put(entry.name(), 1);
    for (Entry field : properties.mapping("fields").map(Mapping::entries).orElse(List.of())) {
      path.put(entry.name(), field.name());
      Optional<Field> readField = field(field, entry.name());
      path.remove(entry.name());
      readField.ifPresentOrElse(fields::add, properties::markIncomplete);
    }
    return Optional.of(
        reading.located(
            new StructType(
                reading.names(entry, properties),
                properties.saturatedInt("id"),
                alignment(properties),
                fields,
                properties.text("doc"),
                entry.key().span()),
            properties));
  }

  private Optional<Field> field(Entry entry, String struct) {
    Optional<Properties> found = reading.declaration(entry, "field", "type", FIELD_KEYS);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    properties.require("type");
    boolean atomic = properties.bool("atomic").orElse(false);
    Optional<Scalar> typeText = properties.scalar("type");
    Optional<Type> type =
        typeText
            .filter(text -> !isRecursive(text) && !isPathTooLong(text))
            .flatMap(types::read)
            .filter(t -> isNestedWithinLimit(t, struct, typeText.get().span()))
            .map(t -> terminated(t, properties));
    if (type.isEmpty()) {
      return Optional.empty();
    }
    Optional<Node> value = properties.node("default");
    Optional<Literal> literal = value.flatMap(node -> literals.read(node, type.get()));
    if (value.isPresent() && literal.isEmpty()) {
      properties.markIncomplete();
    }
    return Optional.of(
        reading.located(
            new Field(
                reading.names(entry, properties),
                type.get(),
                atomic,
                alignment(properties),
                literal,
                properties.text("unit"),
                properties.text("doc"),
                entry.key().span(),
                typeText.get().span()),
            properties));
  }

  /** Reports a struct that the reader is inside of already. */
  private boolean isRecursive(Scalar typeText) {
    String name = typeText.text().replaceFirst("\\[.*", "");
    if (!path.containsKey(name)) {
      return false;
    }
    List<String> cycle = new ArrayList<>();
    path.forEach(
        (struct, field) -> {
          if (!cycle.isEmpty() || struct.equals(name)) {
            cycle.add(struct + "." + field);
          }
        });
    reading.report(
        Diagnostic.of(
            DiagnosticCode.RECURSIVE_STRUCT,
            typeText.part(0, name.length()),
            "struct '%s' contains itself: %s -> %s"
                .formatted(name, String.join(" -> ", cycle), name)));
    return true;
  }

  /** Stops a chain of structs before it becomes as deep as the stack. */
  private boolean isPathTooLong(Scalar typeText) {
    String name = typeText.text().replaceFirst("\\[.*", "");
    if (path.size() < MAX_DEPTH || !entries.containsKey(name) || read.containsKey(name)) {
      return false;
    }
    tooDeep(typeText.span());
    return true;
  }

  private boolean isNestedWithinLimit(Type type, String struct, Span span) {
    Type innermost = type instanceof ArrayType array ? array.innermost() : type;
    if (!(innermost instanceof StructType nested)) {
      return true;
    }
    int depth = depths.get(nested.name()) + 1;
    if (depth > MAX_DEPTH) {
      tooDeep(span);
      return false;
    }
    depths.merge(struct, depth, Math::max);
    return true;
  }

  private void tooDeep(Span span) {
    reading.report(
        Diagnostic.of(
            DiagnosticCode.STRUCTS_NESTED_TOO_DEEP,
            span,
            "structs are nested deeper than %d levels".formatted(MAX_DEPTH)));
  }

  /** Returns the author's alignment; nothing when it is none that a layout can have. */
  private OptionalLong alignment(Properties properties) {
    OptionalLong alignment = properties.saturatedSize("align");
    if (alignment.isEmpty()) {
      return alignment;
    }
    long bytes = alignment.getAsLong();
    if (bytes >= 1 && bytes <= MAX_ALIGNMENT && Long.bitCount(bytes) == 1) {
      return alignment;
    }
    properties.markIncomplete();
    reading.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_ALIGNMENT,
                properties.spans().get("align"),
                "an alignment is a power of two from 1 to " + MAX_ALIGNMENT)
            .withHelp("such as 64, a cache line of most processors"));
    return OptionalLong.empty();
  }

  private Type terminated(Type type, Properties properties) {
    Optional<Boolean> terminated = properties.bool("terminated");
    Type innermost = type instanceof ArrayType array ? array.innermost() : type;
    if (terminated.isEmpty()) {
      return type;
    }
    if (innermost instanceof StringType) {
      return withTermination(type, terminated.get());
    }
    reading.report(
        Diagnostic.of(
            DiagnosticCode.TERMINATED_WITHOUT_TEXT,
            properties.spans().get("terminated"),
            "'terminated' belongs to char[N], not to " + type.spelling()));
    return type;
  }

  private static Type withTermination(Type type, boolean terminated) {
    return type instanceof ArrayType array
        ? new ArrayType(withTermination(array.element(), terminated), array.length())
        : new StringType(((StringType) type).capacity(), terminated);
  }
}
