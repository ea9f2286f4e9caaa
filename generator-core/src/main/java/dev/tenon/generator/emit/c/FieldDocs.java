// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Comments of a field. */
record FieldDocs(Schema schema, CInitializers initializers) {

  /** The comment before the member. */
  List<String> lines(Field field, int indent) {
    String unit = CComments.unit(field.unit());
    String initial =
        field
            .defaultValue()
            .filter(value -> !value.isZero())
            .map(value -> "Default: " + shown(field.type(), value) + ".")
            .orElse("");
    return DocComment.of(field, indent, unit, range(field), initial);
  }

  private String range(Field field) {
    Limits limits = field.limits();
    if (limits.isEmpty()) {
      return "";
    }
    String min = limits.min().map(value -> shown(field.valueType(), value)).orElse("");
    String max = limits.max().map(value -> shown(field.valueType(), value)).orElse("");
    return min.isEmpty()
        ? "At most " + max + "."
        : max.isEmpty() ? "At least " + min + "." : "Range: " + min + " to " + max + ".";
  }

  private String shown(Type type, Literal value) {
    if (value instanceof IntegerLiteral integer && type instanceof ScalarType) {
      return integer.value().toString();
    } else if (value instanceof IntegerLiteral integer && type instanceof SemanticType semantic) {
      BigDecimal number = new BigDecimal(integer.value()).scaleByPowerOfTen(semantic.exponent());
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } else if (value instanceof FloatLiteral number && Double.isInfinite(number.value())) {
      return number.value() < 0 ? "-infinity" : "infinity";
    } else if (value instanceof FloatLiteral number) {
      return Double.isNaN(number.value())
          ? "NAN"
          : CLiterals.digits((ScalarType) type, number.value());
    } else if (value instanceof BooleanLiteral bool) {
      return String.valueOf(bool.value());
    } else if (value instanceof TextLiteral text) {
      return CLiterals.text(text.value());
    }
    return initializers.value(type, value);
  }

  /** Returns the notes behind offset and size, each with a leading comma. */
  String note(Field field) {
    Type type = field.valueType();
    List<String> notes = new ArrayList<>();
    if (field.atomic()) {
      notes.add("atomic");
    }
    if (field.bigEndian()) {
      notes.add(type instanceof EnumType named ? CNames.type(schema, named) : type.spelling());
      notes.add("big-endian");
    }
    if (type == ScalarType.BOOL && !field.atomic()) {
      notes.add("bool: true unless 0");
    } else if (type instanceof StringType string) {
      notes.add(string.terminated() ? "UTF-8" : "UTF-8, not terminated when full");
    } else if (type instanceof EnumType named
        && !field.bigEndian()
        && named.declared().isPresent()) {
      notes.add(CNames.type(schema, named));
    } else if (type instanceof SemanticType semantic && !field.bigEndian()) {
      notes.add(meaning(semantic));
    }
    return notes.isEmpty() ? "" : ", " + String.join(", ", notes);
  }

  private static String meaning(SemanticType type) {
    return switch (type.kind()) {
      case TIMESTAMP_NS -> "ns since 1970-01-01T00:00Z";
      case DURATION_NS -> "ns";
      case DECIMAL -> type.exponent() == 0 ? "decimal" : "times 1e" + type.exponent();
      case UUID -> "UUID as in RFC 9562";
      case IPV4, IPV6 -> "address in network order";
    };
  }
}
