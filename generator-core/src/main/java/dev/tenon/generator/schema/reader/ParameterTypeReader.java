// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.HandlePointer;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ParameterType.Text;
import dev.tenon.generator.schema.ParameterType.UntypedPointer;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the type of a parameter: {@code T}, {@code T*}, {@code const T*}, {@code T[count]}, {@code
 * const T[count]}, {@code string}, {@code void*}, a callback or a handle.
 */
final class ParameterTypeReader {

  private static final Pattern TYPE =
      Pattern.compile("(?:(const) +)?([A-Za-z_][A-Za-z0-9_]*) *(\\*[* ]*)?((?:\\[[^\\[\\]]*\\])*)");
  private static final Pattern COUNT = Pattern.compile("\\[ *([A-Za-z_][A-Za-z0-9_]*) *\\]");
  private static final Pattern LENGTH = Pattern.compile("\\[ *[0-9][A-Za-z0-9_]* *\\]");
  private static final int MAX_CHARACTERS = 1000;

  private static final String FORMS = "T, T*, const T*, T[count], const T[count], string or void*";

  private final Reading reading;
  private final TypeTable table;

  ParameterTypeReader(Reading reading, TypeTable table) {
    this.reading = reading;
    this.table = table;
  }

  /** A type in its parts. */
  private record Spelled(
      Scalar scalar, boolean constant, String name, int nameStart, String stars, String brackets) {

    boolean isPlain() {
      return stars.isEmpty() && brackets.isEmpty();
    }

    Span nameSpan() {
      return scalar.part(nameStart, nameStart + name.length());
    }
  }

  /**
   * Reads a type.
   *
   * @param kept what the author wrote for {@code keep}
   * @param siblings names of all parameters of the signature, one of which counts an array
   */
  Optional<ParameterType> read(Scalar scalar, boolean kept, Set<String> siblings) {
    Matcher matcher = TYPE.matcher(scalar.text());
    if (scalar.text().length() > MAX_CHARACTERS || !matcher.matches()) {
      return invalid(scalar, shown(scalar) + " is not a parameter type");
    }
    Spelled spelled =
        new Spelled(
            scalar,
            matcher.group(1) != null,
            matcher.group(2),
            matcher.start(2),
            matcher.group(3) == null ? "" : matcher.group(3).replace(" ", ""),
            matcher.group(4));
    if (!spelled.stars().isEmpty() && !spelled.brackets().isEmpty()) {
      return invalid(scalar, shown(scalar) + " cannot be passed: it is an array of pointers");
    }
    if (spelled.stars().length() > 1) {
      return invalid(scalar, shown(scalar) + " cannot be passed: it is a pointer to a pointer");
    }
    return switch (spelled.name()) {
      case "void" -> untyped(spelled);
      case "string" -> text(spelled);
      default -> named(spelled, kept, siblings);
    };
  }

  private static String shown(Scalar scalar) {
    return "'" + Diagnostic.shortened(scalar.text()) + "'";
  }

  private Optional<ParameterType> invalid(Scalar scalar, String message) {
    return invalid(scalar, message, "a parameter is " + FORMS + ", a callback or a handle");
  }

  private Optional<ParameterType> invalid(Scalar scalar, String message, String help) {
    return refuse(DiagnosticCode.INVALID_PARAMETER_TYPE, scalar.span(), message, help);
  }

  private Optional<ParameterType> refuse(
      DiagnosticCode code, Span span, String message, String help) {
    reading.report(Diagnostic.of(code, span, message).withHelp(help));
    return Optional.empty();
  }

  private Optional<ParameterType> untyped(Spelled spelled) {
    if (spelled.stars().isEmpty()) {
      return invalid(spelled.scalar(), "void cannot be a parameter");
    }
    return spelled.constant()
        ? invalid(
            spelled.scalar(),
            shown(spelled.scalar()) + " cannot be passed: an untyped pointer is not const",
            "write void*")
        : Optional.of(new UntypedPointer());
  }

  private Optional<ParameterType> text(Spelled spelled) {
    if (!spelled.isPlain()) {
      return invalid(
          spelled.scalar(),
          shown(spelled.scalar())
              + " cannot be passed: a string is neither const nor a pointer nor an array");
    }
    return spelled.constant()
        ? constWithoutPointer(spelled, "string")
        : Optional.of(new Text(false));
  }

  private Optional<ParameterType> constWithoutPointer(Spelled spelled, String instead) {
    return refuse(
        DiagnosticCode.CONST_WITHOUT_POINTER,
        spelled.scalar().span(),
        shown(spelled.scalar()) + " cannot be passed: 'const' applies to pointers and arrays",
        "write " + instead);
  }

  private Optional<ParameterType> named(Spelled spelled, boolean kept, Set<String> siblings) {
    String name = spelled.name();
    if (table.isHandle(name) || table.isCallback(name)) {
      return pointerAlready(spelled, kept);
    }
    if (!table.isDeclared(name)) {
      unknown(spelled);
      return Optional.empty();
    }
    Optional<Type> type = table.type(name);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (type.get() instanceof UnionType || type.get() instanceof SemanticType) {
      return invalid(
          spelled.scalar(),
          "'%s' cannot be passed on its own".formatted(name),
          type.get() instanceof UnionType
              ? "put it into a struct and pass the struct"
              : "pass its storage type, or a struct that contains it");
    }
    if (!spelled.brackets().isEmpty()) {
      return array(spelled, type.get(), siblings);
    } else if (!spelled.stars().isEmpty()) {
      return pointer(spelled, type.get());
    }
    return spelled.constant()
        ? constWithoutPointer(
            spelled, type.get() instanceof StructType ? "const " + name + "*" : name)
        : Optional.of(new ByValue(type.get()));
  }

  private void unknown(Spelled spelled) {
    if (!table.isWhole()) {
      return;
    }
    Optional<String> help =
        spelled.name().equals("String")
            ? Optional.of("write string")
            : TypeReader.elsewhere(spelled.name());
    if (help.isEmpty()) {
      help = reading.didYouMean(spelled.name(), table.parameterTypeNames());
    }
    reading.report(
        Diagnostic.of(
                DiagnosticCode.UNKNOWN_TYPE,
                spelled.nameSpan(),
                "unknown type '" + Diagnostic.shortened(spelled.name()) + "'")
            .withHelp(help.orElse("declare it under structs, enums, flags, handles or callbacks")));
  }

  /** Callbacks and handles are pointers in C without saying so. */
  private Optional<ParameterType> pointerAlready(Spelled spelled, boolean kept) {
    boolean handle = table.isHandle(spelled.name());
    String what = handle ? "a handle" : "a callback";
    if (!spelled.isPlain()) {
      return invalid(
          spelled.scalar(),
          "%s cannot be passed: %s is passed by its plain name, one at a time"
              .formatted(shown(spelled.scalar()), what),
          "write " + spelled.name());
    }
    if (spelled.constant()) {
      return constWithoutPointer(spelled, spelled.name());
    }
    return handle
        ? table.handle(spelled.name()).map(type -> new HandlePointer(type, false))
        : table
            .callback(spelled.name(), spelled.scalar().span())
            .map(callback -> new CallbackPointer(callback, kept));
  }

  private Optional<ParameterType> pointer(Spelled spelled, Type type) {
    if (type instanceof StructType struct) {
      return Optional.of(new StructPointer(struct, spelled.constant(), false));
    }
    return refuse(
        DiagnosticCode.POINTER_TO_NON_STRUCT,
        spelled.scalar().span(),
        "a pointer points to a struct, and '%s' is not one".formatted(spelled.name()),
        type == ScalarType.CHAR
            ? "write string for a text"
            : "write %s%s[count] with a count parameter, or point to a struct"
                .formatted(spelled.constant() ? "const " : "", spelled.name()));
  }

  private Optional<ParameterType> array(Spelled spelled, Type element, Set<String> siblings) {
    Matcher count = COUNT.matcher(spelled.brackets());
    boolean named = count.matches();
    boolean length =
        LENGTH.matcher(spelled.brackets()).matches()
            || (named
                && !siblings.contains(count.group(1))
                && table.isDeclaredConstant(count.group(1)));
    if (length) {
      return refuse(
          DiagnosticCode.FIXED_ARRAY_PARAMETER,
          spelled.scalar().span(),
          shown(spelled.scalar()) + " cannot be passed: it is an array of fixed length",
          element == ScalarType.CHAR
              ? "write string for a text"
              : "point to a struct that contains it, or name a count parameter");
    }
    if (!named) {
      boolean one = spelled.brackets().indexOf('[', 1) < 0;
      return refuse(
          one ? DiagnosticCode.INVALID_COUNT : DiagnosticCode.INVALID_PARAMETER_TYPE,
          spelled.scalar().span(),
          shown(spelled.scalar())
              + (one
                  ? " does not name the parameter that counts its elements"
                  : " cannot be passed: it is an array of arrays"),
          "write %s[count], where count is an unsigned integer parameter"
              .formatted(spelled.name()));
    }
    return Optional.of(new ArrayPointer(element, spelled.constant(), count.group(1)));
  }
}
