// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.yaml.Node.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code T}, {@code T[N]}, {@code T[N][M]}, {@code T[<=N]} and {@code char[N]}. */
final class TypeReader {

  private static final Pattern TYPE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)((?:\\[[^\\[\\]]*\\])*)");
  private static final Pattern LENGTH = Pattern.compile("\\[ *(<=)? *([^\\[\\]<=]*?) *\\]");

  /** {@code const T*}, {@code T*}, and what may be the name of something for parameters. */
  private static final Pattern PARAMETER =
      Pattern.compile("(?:const +)?([A-Za-z_][A-Za-z0-9_]*)(?: *(\\*)[* ]*|(?:\\[[^\\[\\]]*\\])*)");

  private static final int MAX_CHARACTERS = 1000;
  private static final int MAX_DIMENSIONS = 4;
  private static final BigInteger MAX_LENGTH = BigInteger.valueOf(Integer.MAX_VALUE);

  /** Spellings of other languages, for the help. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("byte", "i8 or u8"),
          Map.entry("short", "i16"),
          Map.entry("int", "i32"),
          Map.entry("long", "i64"),
          Map.entry("float", "f32"),
          Map.entry("double", "f64"),
          Map.entry("boolean", "bool"),
          Map.entry("_Bool", "bool"),
          Map.entry("String", "char[N]"),
          Map.entry("size_t", "u64"),
          Map.entry("time_t", "timestamp_ns"),
          Map.entry("timestamp", "timestamp_ns"),
          Map.entry("Instant", "timestamp_ns"),
          Map.entry("duration", "duration_ns"),
          Map.entry("Duration", "duration_ns"),
          Map.entry("BigDecimal", "decimal, with an exponent"),
          Map.entry("UUID", "uuid"),
          Map.entry("unsigned", "u32"),
          Map.entry("uint8_t", "u8"),
          Map.entry("int8_t", "i8"),
          Map.entry("uint16_t", "u16"),
          Map.entry("int16_t", "i16"),
          Map.entry("uint32_t", "u32"),
          Map.entry("int32_t", "i32"),
          Map.entry("uint64_t", "u64"),
          Map.entry("int64_t", "i64"),
          Map.entry("uint8", "u8"),
          Map.entry("int8", "i8"),
          Map.entry("uint16", "u16"),
          Map.entry("int16", "i16"),
          Map.entry("uint32", "u32"),
          Map.entry("int32", "i32"),
          Map.entry("uint64", "u64"),
          Map.entry("int64", "i64"));

  private final Reading reading;
  private final TypeTable table;

  TypeReader(Reading reading, TypeTable table) {
    this.reading = reading;
    this.table = table;
  }

  /** Reads a built-in scalar type, for what is stored in one. */
  Optional<ScalarType> scalar(Scalar scalar) {
    Optional<ScalarType> type = ScalarType.of(scalar.text());
    if (type.isEmpty()) {
      List<String> names = Arrays.stream(ScalarType.values()).map(ScalarType::spelling).toList();
      boolean declared = table.parameterTypeNames().contains(scalar.text());
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_TYPE,
                  scalar.span(),
                  "'%s' is not a built-in type".formatted(Diagnostic.shortened(scalar.text())))
              .withHelp(
                  declared
                      ? Optional.of("one of " + String.join(", ", names))
                      : suggestion(scalar.text(), names)));
    }
    return type;
  }

  /** Reads the type of a field. */
  Optional<Type> read(Scalar scalar) {
    if (isForParametersOnly(scalar)) {
      return Optional.empty();
    }
    Matcher matcher = TYPE.matcher(scalar.text());
    if (scalar.text().length() > MAX_CHARACTERS || !matcher.matches()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TYPE,
                  scalar.span(),
                  "'" + Diagnostic.shortened(scalar.text()) + "' is not a type")
              .withHelp("a type is a name, or an array such as u8[16] or Level[DEPTH]"));
      return Optional.empty();
    }
    Optional<Type> base = named(scalar, matcher.group(1));
    Optional<List<Dimension>> dimensions = dimensions(scalar, matcher);
    if (base.isEmpty() || dimensions.isEmpty()) {
      return Optional.empty();
    }
    return composed(Diagnostic.shortened(scalar.text()), base.get(), dimensions.get());
  }

  /** One pair of brackets. */
  private record Dimension(long length, boolean bounded, Span span) {}

  private Optional<Type> named(Scalar scalar, String name) {
    if (!table.isDeclared(name)) {
      reportUnknown(
          new Scalar(name, false, scalar.span()),
          scalar.part(0, name.length()),
          table.typeNames(),
          "declare it under structs, unions, enums or flags");
      return Optional.empty();
    }
    return table.type(name);
  }

  /**
   * Reports a name that is no type, unless it may be declared in a schema that could not be read.
   *
   * @param candidates what may have been meant
   * @param otherwise help when it was none of these
   */
  void reportUnknown(Scalar name, Span span, Collection<String> candidates, String otherwise) {
    if (table.isWhole()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_TYPE,
                  span,
                  "unknown type '" + Diagnostic.shortened(name.text()) + "'")
              .withHelp(suggestion(name.text(), candidates).orElse(otherwise)));
    }
  }

  /** Returns the enum of a name; nothing when there is none, which is reported. */
  Optional<EnumType> enumNamed(Scalar name) {
    if (table.isEnum(name.text())) {
      return table.type(name.text()).map(EnumType.class::cast);
    }
    if (table.parameterTypeNames().contains(name.text())) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.NOT_AN_ENUM,
                  name.span(),
                  "'%s' is not an enum".formatted(name.text()))
              .withHelp(reading.didYouMean(name.text(), table.enumNames())));
    } else if (table.isWhole()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNKNOWN_TYPE,
                  name.span(),
                  "unknown enum '%s'".formatted(Diagnostic.shortened(name.text())))
              .withHelp(
                  reading
                      .didYouMean(name.text(), table.enumNames())
                      .orElse("declare it under enums")));
    }
    return Optional.empty();
  }

  private Optional<String> suggestion(String name, Collection<String> names) {
    Optional<String> elsewhere = elsewhere(name);
    return elsewhere.isPresent() ? elsewhere : reading.didYouMean(name, names);
  }

  /** Returns help for the name of a type in another language. */
  static Optional<String> elsewhere(String name) {
    return Optional.ofNullable(ELSEWHERE.get(name)).map(type -> "write " + type);
  }

  /** Reports what can be handed over in a call but lies in no memory that is shared. */
  private boolean isForParametersOnly(Scalar scalar) {
    Matcher matcher = PARAMETER.matcher(scalar.text());
    if (scalar.text().length() > MAX_CHARACTERS || !matcher.matches()) {
      return false;
    }
    String name = matcher.group(1);
    String what =
        matcher.group(2) != null
            ? "a pointer"
            : name.equals("string")
                ? "a string"
                : table.isHandle(name) ? "a handle" : table.isCallback(name) ? "a callback" : "";
    if (what.isEmpty()) {
      return false;
    }
    reading.report(
        Diagnostic.of(
                DiagnosticCode.PARAMETER_TYPE_IN_FIELD,
                scalar.span(),
                "'%s' can be a parameter only, not a field: it is %s"
                    .formatted(Diagnostic.shortened(scalar.text()), what))
            .withHelp(
                name.equals("string")
                    ? "write char[N], which holds the text itself"
                    : "an address is not valid in another process; store the value itself"));
    return true;
  }

  private Optional<List<Dimension>> dimensions(Scalar scalar, Matcher type) {
    Matcher matcher = LENGTH.matcher(scalar.text()).region(type.start(2), type.end(2));
    List<Dimension> dimensions = new ArrayList<>();
    boolean valid = true;
    int brackets = 0;
    int end = type.start(2);
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      brackets++;
      Span all = scalar.part(matcher.start(), matcher.end());
      Span span = matcher.group(2).isEmpty() ? all : scalar.part(matcher.start(2), matcher.end(2));
      Optional<Long> length = length(scalar, matcher.group(2), span);
      valid &= length.isPresent();
      boolean bounded = matcher.group(1) != null;
      length.ifPresent(n -> dimensions.add(new Dimension(n, bounded, all)));
    }
    if (end != type.end(2) || brackets > MAX_DIMENSIONS) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TYPE,
                  scalar.part(type.start(2), type.end(2)),
                  "'%s' %s"
                      .formatted(
                          Diagnostic.shortened(scalar.text()),
                          brackets > MAX_DIMENSIONS
                              ? "has more than " + MAX_DIMENSIONS + " dimensions"
                              : "has a length that is no number, no constant and not computed"
                                  + " from these"))
              .withHelp("arrays are T[N], T[N][M] and so on, a list of at most N is T[<=N]"));
      return Optional.empty();
    }
    return valid ? Optional.of(dimensions) : Optional.empty();
  }

  private Optional<Long> length(Scalar type, String text, Span span) {
    if (text.isEmpty()) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_TYPE,
                  span,
                  "the array '%s' has no length".formatted(Diagnostic.shortened(type.text())))
              .withHelp("write a number or a constant between the brackets"));
      return Optional.empty();
    }
    Optional<BigInteger> length = reading.integer(new Scalar(text, false, span));
    if (length.isPresent()
        && (length.get().signum() <= 0 || length.get().compareTo(MAX_LENGTH) > 0)) {
      reading.report(
          Diagnostic.of(
              DiagnosticCode.ARRAY_LENGTH_OUT_OF_RANGE,
              span,
              "array length %s is not from 1 to %d".formatted(length.get(), MAX_LENGTH)));
      return Optional.empty();
    }
    return length.map(BigInteger::longValueExact);
  }

  /** {@code char[N][M]} is N texts of M bytes, as in C. */
  private Optional<Type> composed(String shown, Type base, List<Dimension> dimensions) {
    Type type = base;
    for (int i = dimensions.size() - 1; i >= 0; i--) {
      Dimension dimension = dimensions.get(i);
      if (dimension.bounded()) {
        if (i > 0
            || type instanceof ArrayType
            || type instanceof UnionType
            || base == ScalarType.CHAR && type == base) {
          return noList(shown, dimension, base);
        }
        type = new ListType(type, dimension.length());
      } else {
        type =
            type == ScalarType.CHAR
                ? new StringType(dimension.length(), true)
                : new ArrayType(type, dimension.length());
      }
    }
    return Optional.of(type);
  }

  private Optional<Type> noList(String shown, Dimension dimension, Type base) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_LIST,
                dimension.span(),
                "'%s' is not a bounded list: that has one dimension, and no arrays or unions as"
                        .formatted(shown)
                    + " elements")
            .withHelp(
                base == ScalarType.CHAR
                    ? "char[N] is a text of its own length, char[<=M][N] a list of such texts"
                    : "put the element into a struct, and use a list of that struct"));
    return Optional.empty();
  }

  /** Reads the integer type under {@code type}; an arbitrary one when it is not known. */
  ScalarType storage(Properties properties) {
    Optional<ScalarType> storage = properties.scalar("type").flatMap(this::scalar);
    if (storage.isEmpty()) {
      properties.markIncomplete();
    }
    return storage.orElse(ScalarType.U64);
  }
}
