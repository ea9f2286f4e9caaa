// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumAlias;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.EnumValue;
import dev.tenon.generator.schema.FlagBit;
import dev.tenon.generator.schema.FlagMask;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.CharLiteral;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Literal.FloatLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Invalid;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads values against the type that they are for. */
final class LiteralReader {

  private static final int MAX_CHAR = 0xFF;

  private final Reading reading;
  private final Map<Type, Map<String, Declaration>> membersByName = new IdentityHashMap<>();

  LiteralReader(Reading reading) {
    this.reading = reading;
  }

  /** Reads the value of a constant or a default. */
  Optional<Literal> read(Node node, Type type) {
    if (node instanceof Invalid) {
      return Optional.empty();
    }
    Optional<String> without = withoutDefault(type);
    if (without.isPresent()) {
      reading.report(
          Diagnostic.of(
              DiagnosticCode.DEFAULT_NOT_ALLOWED,
              node.span(),
              "a value of type %s cannot be given: %s has no default of its own"
                  .formatted(type.spelling(), without.get())));
      return Optional.empty();
    }
    if (type instanceof FlagsType flags) {
      return flags(node, flags);
    }
    if (!(node instanceof Scalar scalar)) {
      reading.wrongKind(node, "a value of type " + type.spelling(), "a single value");
      return Optional.empty();
    }
    if (type instanceof EnumType named) {
      return enumValue(scalar, named);
    } else if (type instanceof StringType string) {
      return text(scalar, string);
    } else if (type instanceof SemanticType semantic) {
      return semantic(scalar, semantic);
    }
    return scalar(scalar, (ScalarType) type);
  }

  private static Optional<String> withoutDefault(Type type) {
    if (type instanceof ArrayType) {
      return Optional.of("an array");
    } else if (type instanceof ListType) {
      return Optional.of("a list");
    } else if (type instanceof StructType) {
      return Optional.of("a struct");
    } else if (type instanceof UnionType) {
      return Optional.of("a union");
    }
    return type instanceof SemanticType semantic && !semantic.isInteger()
        ? Optional.of(semantic.spelling())
        : Optional.empty();
  }

  /** A decimal is written as the number that it stands for, the others as what is stored. */
  private Optional<Literal> semantic(Scalar scalar, SemanticType type) {
    ScalarType storage = (ScalarType) type.storage();
    if (type.kind() != SemanticType.Kind.DECIMAL) {
      return integer(scalar, storage).map(IntegerLiteral::new);
    }
    OptionalDouble number = reading.numbers().decimal(scalar);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    if (Double.isNaN(number.getAsDouble()) || scalar.text().endsWith(".inf")) {
      outOfRange(scalar, "of a decimal, which is a finite number", Optional.empty());
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(scalar.text());
    if (value.signum() == 0) {
      return Optional.of(new IntegerLiteral(BigInteger.ZERO));
    }
    BigDecimal mantissa = value.scaleByPowerOfTen(-type.exponent());
    // The scale is bounded first: a huge exponent would make a number of as many digits.
    if (mantissa.precision() - mantissa.scale() > 20) {
      outOfRange(
          scalar, "of %s, whose mantissa is an i64".formatted(type.spelling()), Optional.empty());
      return Optional.empty();
    }
    if (mantissa.stripTrailingZeros().scale() > 0) {
      outOfRange(
          scalar,
          "of %s, which has steps of 1e%d".formatted(type.spelling(), type.exponent()),
          Optional.empty());
      return Optional.empty();
    }
    BigInteger whole = mantissa.toBigInteger();
    if (whole.bitLength() >= Long.SIZE) {
      outOfRange(
          scalar, "of %s, whose mantissa is an i64".formatted(type.spelling()), Optional.empty());
      return Optional.empty();
    }
    return Optional.of(new IntegerLiteral(whole));
  }

  private Optional<Literal> scalar(Scalar scalar, ScalarType type) {
    return switch (type.kind()) {
      case UNSIGNED, SIGNED -> integer(scalar, type).map(IntegerLiteral::new);
      case FLOAT -> decimal(scalar, type);
      case BOOL -> reading.bool(scalar).map(BooleanLiteral::new);
      case CHAR -> character(scalar);
    };
  }

  private Optional<BigInteger> integer(Scalar scalar, ScalarType type) {
    Optional<BigInteger> number = reading.integer(scalar);
    if (number.isPresent()
        && (number.get().compareTo(type.min()) < 0 || number.get().compareTo(type.max()) > 0)) {
      outOfRange(
          scalar,
          "of %s, which is %s to %s".formatted(type.spelling(), type.min(), type.max()),
          Optional.empty());
      return Optional.empty();
    }
    return number;
  }

  private Optional<Literal> decimal(Scalar scalar, ScalarType type) {
    OptionalDouble number = reading.numbers().decimal(scalar);
    if (number.isEmpty()) {
      return Optional.empty();
    }
    double value =
        type == ScalarType.F32 ? nearestFloat(scalar, number.getAsDouble()) : number.getAsDouble();
    if (Double.isInfinite(value) && !scalar.text().endsWith(".inf")) {
      outOfRange(scalar, "of " + type.spelling(), Optional.of("infinity is written .inf"));
      return Optional.empty();
    }
    if (value == 0 && !isZero(scalar.text())) {
      outOfRange(scalar, "of %s: it would become 0".formatted(type.spelling()), Optional.empty());
      return Optional.empty();
    }
    return Optional.of(new FloatLiteral(value));
  }

  /** Whether the digits before an exponent are all zero; the exponent may be huge. */
  private static boolean isZero(String number) {
    return number.split("[eE]", 2)[0].chars().noneMatch(c -> c >= '1' && c <= '9');
  }

  /** Rounds the decimal text once: through {@code double} it could be rounded twice. */
  private static float nearestFloat(Scalar scalar, double value) {
    return scalar.text().contains(".n") || scalar.text().endsWith(".inf")
        ? (float) value
        : Float.parseFloat(scalar.text());
  }

  private void outOfRange(Scalar scalar, String range, Optional<String> help) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.VALUE_OUT_OF_RANGE,
                scalar.span(),
                "%s is out of the range %s".formatted(Diagnostic.shortened(scalar.text()), range))
            .withHelp(help));
  }

  private Optional<Literal> character(Scalar scalar) {
    String text = scalar.text();
    if (text.length() == 1 && text.charAt(0) <= MAX_CHAR) {
      return Optional.of(new CharLiteral(text.charAt(0)));
    }
    reading.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_VALUE,
                scalar.span(),
                "'" + Diagnostic.shortened(text) + "' is not one character of one byte")
            .withHelp("char holds U+0000 to U+00FF, in quotes if needed, such as 'A' or \"\\0\""));
    return Optional.empty();
  }

  /** Reads a text of any length. */
  Optional<Literal> text(Scalar scalar) {
    if (scalar.text().indexOf('\0') >= 0) {
      reading.report(
          Diagnostic.of(
              DiagnosticCode.INVALID_VALUE,
              scalar.span(),
              "the text '%s' contains NUL, which ends a text"
                  .formatted(Diagnostic.shortened(scalar.text()))));
      return Optional.empty();
    }
    return Optional.of(new TextLiteral(scalar.text()));
  }

  private Optional<Literal> text(Scalar scalar, StringType type) {
    Optional<Literal> text = text(scalar);
    int bytes = scalar.text().getBytes(StandardCharsets.UTF_8).length;
    if (text.isEmpty()) {
      return text;
    }
    if (bytes > type.maxBytes()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.TEXT_TOO_LONG,
                  scalar.span(),
                  "the text '%s' has %d bytes, %s takes %d"
                      .formatted(
                          Diagnostic.shortened(scalar.text()),
                          bytes,
                          type.spelling(),
                          type.maxBytes()))
              .withHelp(
                  bytes == type.capacity()
                      ? Optional.of(
                          "it fits with 'terminated: false', which keeps no byte for the NUL")
                      : Optional.empty()));
      return Optional.empty();
    }
    return text;
  }

  private Optional<Literal> enumValue(Scalar scalar, EnumType type) {
    EnumType declared = type.declaration();
    Map<String, Declaration> values = members(declared, declared.values(), declared.aliases());
    Declaration value = values.get(scalar.text());
    if (value == null) {
      unknown(scalar, "value", declared, values.keySet());
      return Optional.empty();
    }
    return Optional.of(
        new EnumLiteral(
            type, value instanceof EnumAlias alias ? alias.target() : (EnumValue) value));
  }

  private Optional<Literal> flags(Node node, FlagsType type) {
    if (node instanceof Scalar scalar) {
      return mask(scalar, type).map(IntegerLiteral::new);
    }
    if (!(node instanceof Sequence list)) {
      reading.wrongKind(node, "a value of type " + type.spelling(), "a name or a list of names");
      return Optional.empty();
    }
    BigInteger mask = BigInteger.ZERO;
    boolean valid = true;
    for (Node item : list.items()) {
      if (item instanceof Scalar scalar) {
        Optional<BigInteger> bit = bit(scalar, type);
        mask = mask.or(bit.orElse(BigInteger.ZERO));
        valid &= bit.isPresent();
      } else {
        reading.wrongKind(item, "a flag", "a name");
        valid = false;
      }
    }
    return valid ? Optional.of(new IntegerLiteral(mask)) : Optional.empty();
  }

  private Optional<BigInteger> mask(Scalar scalar, FlagsType type) {
    String text = scalar.text();
    boolean number =
        !text.isEmpty() && (Character.isDigit(text.charAt(0)) || text.charAt(0) == '-');
    return number && type.storage().isInteger()
        ? integer(scalar, type.storage()).filter(mask -> isNamed(scalar, type, mask))
        : bit(scalar, type);
  }

  /** Whether all bits have a name, which is reported otherwise: the author means something else. */
  private boolean isNamed(Scalar scalar, FlagsType type, BigInteger mask) {
    BigInteger unnamed = mask.andNot(type.mask());
    if (unnamed.signum() == 0 || !reading.places().isComplete(type)) {
      return true;
    }
    reading.report(
        Diagnostic.of(
                DiagnosticCode.UNKNOWN_VALUE,
                scalar.span(),
                "the bits 0x%X of '%s' have no name in %s"
                    .formatted(unnamed, Diagnostic.shortened(scalar.text()), type.spelling()))
            .withHelp("give each a name, or leave it out"));
    return false;
  }

  private Optional<BigInteger> bit(Scalar scalar, FlagsType type) {
    Map<String, Declaration> flags = members(type, type.bits(), type.masks());
    Declaration named = flags.get(scalar.text());
    if (named == null) {
      unknown(scalar, "flag", type, flags.keySet());
      return Optional.empty();
    }
    if (named instanceof FlagMask mask) {
      return Optional.of(mask.mask());
    }
    return Optional.of(((FlagBit) named).mask());
  }

  private Map<String, Declaration> members(
      Type type, List<? extends Declaration> list, List<? extends Declaration> more) {
    return membersByName.computeIfAbsent(
        type,
        t -> {
          Map<String, Declaration> members = new LinkedHashMap<>();
          list.forEach(member -> members.put(member.name(), member));
          more.forEach(member -> members.putIfAbsent(member.name(), member));
          return members;
        });
  }

  private void unknown(Scalar scalar, String what, Type type, Set<String> candidates) {
    if (!reading.places().isComplete((Declaration) type)) {
      return;
    }
    reading.report(
        Diagnostic.of(
                DiagnosticCode.UNKNOWN_VALUE,
                scalar.span(),
                "unknown %s '%s' of %s"
                    .formatted(what, Diagnostic.shortened(scalar.text()), type.spelling()))
            .withHelp(reading.didYouMean(scalar.text(), candidates)));
  }
}
