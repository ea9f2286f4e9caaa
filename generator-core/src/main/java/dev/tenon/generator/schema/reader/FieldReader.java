// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Encoding;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads fields of structs and arms of unions. */
final class FieldReader {

  private static final int MAX_ALIGNMENT = 4096;
  private static final int MAX_EXPONENT = 18;
  private static final long MAX_BYTES = 1L << 30;

  private final Reading reading;
  private final TypeReader types;
  private final LiteralReader literals;
  private final BitsReader bits;

  FieldReader(Reading reading, TypeReader types, LiteralReader literals) {
    this.reading = reading;
    this.types = types;
    this.literals = literals;
    this.bits = new BitsReader(reading, types);
  }

  /**
   * Reads a field or an arm.
   *
   * @param construct which of them
   * @param typeOf reads the type of the field where it may be one; reports and returns nothing
   *     where not
   */
  Optional<Field> read(Entry entry, Construct construct, Function<Scalar, Optional<Type>> typeOf) {
    Optional<Properties> found = reading.declaration(entry, construct);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    Optional<Scalar> typeText = properties.scalar("type");
    Optional<Type> type = typeText.flatMap(typeOf).flatMap(t -> refined(t, properties));
    if (type.isEmpty()) {
      findWhatElseIsWrong(entry, properties);
      return Optional.empty();
    }
    return Optional.of(field(entry, properties, type.get(), typeText.get()));
  }

  /** Reports errors in what has nothing to do with the type, which is wrong already. */
  private void findWhatElseIsWrong(Entry entry, Properties properties) {
    reading.names(entry, properties);
    properties.bool("atomic");
    properties.bool("in_reserved");
    properties.saturatedInt("reserved_since");
    isBigEndian(properties);
    alignment(properties);
    bytes(properties, "offset", 0);
  }

  private Field field(Entry entry, Properties properties, Type type, Scalar typeText) {
    Encoding encoding =
        new Encoding(
            properties.bool("atomic").orElse(false),
            isBigEndian(properties),
            bits.read(properties, type),
            properties.scalar("tag").map(Scalar::text));
    return reading.located(
        new Field(
            reading.names(entry, properties),
            type,
            encoding,
            alignment(properties),
            bytes(properties, "offset", 0),
            literal(properties, "default", type),
            limits(properties, type),
            properties.bool("in_reserved").orElse(false),
            properties.saturatedInt("reserved_since"),
            properties.line("unit"),
            properties.text("doc"),
            entry.key().span(),
            typeText.span()),
        properties);
  }

  private Optional<Literal> literal(Properties properties, String key, Type type) {
    Optional<Node> value = properties.node(key);
    Optional<Literal> literal = value.flatMap(node -> literals.read(node, type));
    if (value.isPresent() && literal.isEmpty()) {
      properties.markIncomplete();
    }
    return literal;
  }

  private Limits limits(Properties properties, Type type) {
    if (!properties.has("min") && !properties.has("max")) {
      return Limits.NONE;
    }
    if (!(type.innermost() instanceof ScalarType scalar)
        || !(scalar.isInteger() || scalar.kind() == ScalarType.Kind.FLOAT)) {
      String key = properties.has("min") ? "min" : "max";
      refuse(
          properties,
          key,
          DiagnosticCode.INVALID_LIMIT,
          "'%s' applies to numbers, not to %s".formatted(key, type.spelling()),
          "limits apply to integers and floats, and to arrays and lists of these");
      return Limits.NONE;
    }
    return new Limits(literal(properties, "min", scalar), literal(properties, "max", scalar));
  }

  private boolean isBigEndian(Properties properties) {
    Optional<Scalar> order = properties.scalar("order");
    if (order.isPresent() && !order.get().text().equals("big")) {
      refuse(
          properties,
          "order",
          DiagnosticCode.INVALID_ORDER,
          "unknown byte order '%s'".formatted(Diagnostic.shortened(order.get().text())),
          "write 'order: big', or remove it for native byte order");
    }
    return order.filter(text -> text.text().equals("big")).isPresent();
  }

  /** The type with what other keys say of it. */
  private Optional<Type> refined(Type type, Properties properties) {
    Type withTermination = terminated(type, properties);
    return stored(withTermination, properties).flatMap(t -> scaled(t, properties));
  }

  /** Reads {@code exponent}, without which a decimal means nothing. */
  private Optional<Type> scaled(Type type, Properties properties) {
    boolean decimal =
        type.innermost() instanceof SemanticType semantic
            && semantic.kind() == SemanticType.Kind.DECIMAL;
    if (!decimal) {
      if (properties.has("exponent")) {
        refuse(
            properties,
            "exponent",
            DiagnosticCode.INVALID_EXPONENT,
            "'exponent' applies to decimal, not to " + type.spelling(),
            "remove it, or write type: decimal");
      }
      return Optional.of(type);
    }
    if (!properties.has("exponent")) {
      properties.markIncomplete();
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.MISSING_KEY,
                  properties.spans().get("type"),
                  "a decimal needs an 'exponent'")
              .withHelp("for example, an exponent of -2 counts hundredths"));
    }
    OptionalInt exponent = properties.saturatedInt("exponent");
    if (exponent.isEmpty()) {
      return Optional.empty();
    }
    if (Math.abs((long) exponent.getAsInt()) > MAX_EXPONENT) {
      refuse(
          properties,
          "exponent",
          DiagnosticCode.INVALID_EXPONENT,
          "exponent %1$s is not from -%2$d to %2$d"
              .formatted(properties.spans().get("exponent").text(), MAX_EXPONENT),
          "for example, an exponent of -2 counts hundredths");
      return Optional.empty();
    }
    return Optional.of(
        replaced(type, new SemanticType(SemanticType.Kind.DECIMAL, exponent.getAsInt())));
  }

  /** Reads {@code enum}: the integer that was read stores this enum. */
  private Optional<Type> stored(Type type, Properties properties) {
    Optional<Scalar> name = properties.scalar("enum");
    if (name.isEmpty()) {
      return Optional.of(type);
    }
    if (!(type.innermost() instanceof ScalarType storage) || !storage.isInteger()) {
      refuse(
          properties,
          "enum",
          DiagnosticCode.INVALID_STORAGE,
          "an enum is stored in an integer, not in " + type.spelling(),
          "write the integer under 'type', such as u16");
      return Optional.empty();
    }
    return types.enumNamed(name.get()).map(named -> replaced(type, named.storedAs(storage)));
  }

  /** The type with another one in the place of its innermost. */
  private static Type replaced(Type type, Type innermost) {
    if (type instanceof ArrayType array) {
      return new ArrayType(replaced(array.element(), innermost), array.length());
    }
    return type instanceof ListType list ? new ListType(innermost, list.capacity()) : innermost;
  }

  /** Returns the author's alignment; nothing when it is none that a layout can have. */
  OptionalLong alignment(Properties properties) {
    OptionalLong alignment = properties.saturatedSize("align");
    if (alignment.isEmpty()) {
      return alignment;
    }
    long bytes = alignment.getAsLong();
    if (bytes >= 1 && bytes <= MAX_ALIGNMENT && Long.bitCount(bytes) == 1) {
      return alignment;
    }
    refuse(
        properties,
        "align",
        DiagnosticCode.INVALID_ALIGNMENT,
        "alignment %s is not a power of two from 1 to %d"
            .formatted(properties.spans().get("align").text(), MAX_ALIGNMENT),
        "such as 64, a cache line of most processors");
    return OptionalLong.empty();
  }

  /** Returns a number of bytes of a foreign struct; nothing when there is no such struct. */
  OptionalLong bytes(Properties properties, String key, long min) {
    OptionalLong bytes = properties.saturatedSize(key);
    if (bytes.isEmpty() || (bytes.getAsLong() >= min && bytes.getAsLong() <= MAX_BYTES)) {
      return bytes;
    }
    refuse(
        properties,
        key,
        DiagnosticCode.FOREIGN_LAYOUT,
        "%s %s is not from %d to %d"
            .formatted(key, properties.spans().get(key).text(), min, MAX_BYTES),
        null);
    return OptionalLong.empty();
  }

  private Type terminated(Type type, Properties properties) {
    Optional<Boolean> terminated = properties.bool("terminated");
    if (terminated.isEmpty()) {
      return type;
    }
    if (type.innermost() instanceof StringType text) {
      return replaced(type, new StringType(text.capacity(), terminated.get()));
    }
    reading.report(
        Diagnostic.of(
            DiagnosticCode.TERMINATED_WITHOUT_TEXT,
            properties.spans().get("terminated"),
            "'terminated' applies to char[N], not to " + type.spelling()));
    return type;
  }

  private void refuse(
      Properties properties, String key, DiagnosticCode code, String message, String help) {
    properties.markIncomplete();
    reading.report(
        Diagnostic.of(code, properties.spans().get(key), message)
            .withHelp(Optional.ofNullable(help)));
  }
}
