// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.CallbackPointer;
import dev.tenon.generator.schema.ParameterType.Reference;
import dev.tenon.generator.schema.ParameterType.UntypedPointer;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Signature;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code params} and {@code returns}. */
final class SignatureReader {

  private static final String VOID = "void";
  private static final String OPTIONAL = "optional";

  // Possessive repetitions take no stack, however long a text is.
  private static final Pattern C_TYPE =
      Pattern.compile(
          "[A-Za-z_][A-Za-z0-9_]*(?: +[A-Za-z_][A-Za-z0-9_]*)*+(?: *\\*(?: *const\\b)?)*+ *");

  private final Reading reading;
  private final ParameterTypeReader types;

  SignatureReader(Reading reading, ParameterTypeReader types) {
    this.reading = reading;
    this.types = types;
  }

  /**
   * Result of reading.
   *
   * @param returnsKnown whether an absent return type means {@code void}, not an error
   */
  record Read(Signature signature, boolean returnsKnown) {}

  /** Reads the signature of what has these properties, and marks them when it is not whole. */
  Read read(Properties properties) {
    List<Entry> entries = properties.mapping("params").map(Mapping::entries).orElse(List.of());
    Set<String> names = entries.stream().map(Entry::name).collect(Collectors.toSet());
    List<Parameter> parameters = new ArrayList<>();
    for (Entry entry : entries) {
      parameter(entry, names).ifPresentOrElse(parameters::add, properties::markIncomplete);
    }
    counts(parameters, names, properties);
    Result result = result(properties);
    if (!result.known()) {
      properties.markIncomplete();
    }
    return new Read(new Signature(parameters, result.returns(), result.cType()), result.known());
  }

  /**
   * A result.
   *
   * @param returns what is returned; nothing for {@code void}, or when it could not be read
   * @param known whether it could be read
   * @param cType its type in a foreign prototype
   */
  private record Result(Optional<ParameterType> returns, boolean known, Optional<String> cType) {}

  /** In the short form a type alone, in the long form what else there is to say of it. */
  private Result result(Properties properties) {
    if (!(properties.peek("returns") instanceof Mapping mapping)) {
      return properties.has("returns")
          ? result(properties.scalar("returns"), Optional.empty())
          : new Result(Optional.empty(), true, Optional.empty());
    }
    Properties result = Properties.of(reading, mapping, Construct.RESULT);
    Result read = result(result.scalar("type"), cType(result));
    Optional<ParameterType> type =
        read.returns().map(returned -> optional(returned, result, "the result"));
    if (!result.isComplete()) {
      properties.markIncomplete();
    }
    return new Result(type, read.known(), read.cType());
  }

  private Result result(Optional<Scalar> text, Optional<String> cType) {
    if (text.filter(type -> type.text().equals(VOID)).isPresent()) {
      return new Result(Optional.empty(), true, cType);
    }
    Optional<ParameterType> type = text.flatMap(this::returned);
    return new Result(type, type.isPresent(), cType);
  }

  /** Reads the type that a foreign prototype has. */
  private Optional<String> cType(Properties properties) {
    Optional<Scalar> text = properties.scalar("c_type");
    if (text.isEmpty() || C_TYPE.matcher(text.get().text()).matches()) {
      return text.map(Scalar::text);
    }
    properties.markIncomplete();
    reading.report(
        Diagnostic.of(
                DiagnosticCode.FOREIGN_PROTOTYPE,
                text.get().span(),
                "'%s' is not a C type".formatted(Diagnostic.shortened(text.get().text())))
            .withHelp("write names and '*', such as const unsigned char *"));
    return Optional.empty();
  }

  /** The type with what the author says of null. */
  private ParameterType optional(ParameterType type, Properties properties, String what) {
    boolean optional = properties.bool(OPTIONAL).orElse(false);
    if (type instanceof Reference reference) {
      return optional ? reference.orNull() : type;
    }
    if (properties.has(OPTIONAL)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_OPTIONAL,
                  properties.spans().get(OPTIONAL),
                  ("'optional' applies to strings, handles and pointers to structs, but %s is"
                          + " not one")
                      .formatted(what))
              .withHelp(withoutNull(type)));
    }
    return type;
  }

  private static String withoutNull(ParameterType type) {
    if (type instanceof ArrayPointer) {
      return "an empty array can always be null";
    } else if (type instanceof UntypedPointer) {
      return "void* can always be null";
    } else if (type instanceof CallbackPointer) {
      return "a callback is never null";
    }
    return "remove it";
  }

  private Optional<Parameter> parameter(Entry entry, Set<String> siblings) {
    Optional<Properties> found = reading.declaration(entry, Construct.PARAMETER);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    boolean keep = properties.bool("keep").orElse(false);
    Optional<Scalar> text = properties.scalar("type");
    Optional<ParameterType> type = text.flatMap(t -> types.read(t, keep, siblings));
    if (type.isPresent() && properties.has("keep") && !(type.get() instanceof CallbackPointer)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_KEEP,
                  properties.spans().get("keep"),
                  "'keep' applies to callbacks, and '%s' is not one"
                      .formatted(Diagnostic.shortened(entry.name())))
              .withHelp("other parameters are valid only during the call"));
    }
    return type.map(
        t ->
            reading.located(
                new Parameter(
                    reading.names(entry, properties),
                    optional(t, properties, "'" + Diagnostic.shortened(entry.name()) + "'"),
                    cType(properties),
                    properties.text("unit"),
                    properties.text("doc"),
                    entry.key().span(),
                    text.get().span()),
                properties));
  }

  /** Takes out arrays whose count is none, so that whoever asks for a count finds it. */
  private void counts(List<Parameter> parameters, Set<String> names, Properties properties) {
    Map<String, Parameter> known =
        parameters.stream().collect(Collectors.toMap(Parameter::name, p -> p));
    boolean removed =
        parameters.removeIf(
            parameter ->
                parameter.type() instanceof ArrayPointer array
                    && !isCounted(parameter, array, known, names));
    if (removed) {
      properties.markIncomplete();
    }
  }

  private boolean isCounted(
      Parameter parameter, ArrayPointer array, Map<String, Parameter> known, Set<String> names) {
    Parameter count = known.get(array.count());
    if (count == null) {
      if (!names.contains(array.count())) {
        report(
            parameter.typeSpan(),
            "no parameter '%s' that counts '%s'".formatted(array.count(), parameter.name()),
            reading
                .didYouMean(array.count(), names)
                .orElse("add the parameter %s: u32".formatted(array.count())));
      }
      return false;
    }
    if (count.type() instanceof ByValue value
        && value.type() instanceof ScalarType scalar
        && scalar.kind() == ScalarType.Kind.UNSIGNED) {
      return true;
    }
    report(
        parameter.typeSpan(),
        "'%s' of type %s cannot count '%s'"
            .formatted(count.name(), count.type().spelling(), parameter.name()),
        "a count is u8, u16, u32 or u64");
    return false;
  }

  private void report(Span span, String message, String help) {
    reading.report(Diagnostic.of(DiagnosticCode.INVALID_COUNT, span, message).withHelp(help));
  }

  private Optional<ParameterType> returned(Scalar text) {
    if (text.text().indexOf('*') >= 0 || text.text().indexOf('[') >= 0) {
      return notReturned(
          text,
          text.text().indexOf('*') >= 0 ? "a pointer" : "an array",
          "return a struct by value, or fill a struct that a parameter points to");
    }
    Optional<ParameterType> type = types.read(text, false, Set.of());
    if (type.isPresent()
        && (type.get() instanceof CallbackPointer || type.get() instanceof UntypedPointer)) {
      return notReturned(text, "a callback", "pass it as a parameter instead");
    }
    return type;
  }

  private Optional<ParameterType> notReturned(Scalar text, String what, String help) {
    reading.report(
        Diagnostic.of(
                DiagnosticCode.INVALID_RETURN,
                text.span(),
                "'%s' cannot be returned: it is %s"
                    .formatted(Diagnostic.shortened(text.text()), what))
            .withHelp(help));
    return Optional.empty();
  }
}
