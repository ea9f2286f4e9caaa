// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.Callback.Batch;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.schema.Parameter;
import dev.tenon.generator.schema.ParameterType.ArrayPointer;
import dev.tenon.generator.schema.ParameterType.ByValue;
import dev.tenon.generator.schema.ParameterType.StructPointer;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Signature;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.reader.SignatureReader.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code batch}: makes the struct that holds one event from the parameters of a callback. */
final class BatchReader {

  private static final String KEY = "batch";
  private static final String EVENTS = "events";
  private static final String COUNT = "count";

  private final Reading reading;

  BatchReader(Reading reading) {
    this.reading = reading;
  }

  /**
   * Reads how a callback's events are collected.
   *
   * @param names those of the callback
   * @param span where the callback's name stands
   * @param read the signature as the author wrote it
   */
  Optional<Batch> read(Names names, Span span, Properties properties, Read read) {
    OptionalInt events = properties.saturatedInt(KEY);
    if (events.isEmpty()) {
      return Optional.empty();
    }
    if (read.signature().returns().isPresent()) {
      invalid(
          properties.spans().get("returns"),
          "a batched callback returns nothing",
          "remove 'returns' or 'batch'");
      properties.markIncomplete();
    }
    if (properties.isComplete() && read.signature().parameters().isEmpty()) {
      invalid(properties.spans().get(KEY), "an event without parameters cannot be batched", null);
      properties.markIncomplete();
    }
    List<Parameter> parameters = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (Parameter parameter : read.signature().parameters()) {
      Optional<Type> stored = stored(parameter);
      if (stored.isEmpty()) {
        properties.markIncomplete();
      } else {
        parameters.add(parameter);
        fields.add(field(parameter, stored.get()));
      }
    }
    StructType event = event(names, span, fields);
    if (!properties.isComplete()) {
      reading.places().markIncomplete(event);
    }
    return Optional.of(new Batch(events.getAsInt(), event, parameters));
  }

  /** The signature of the call that hands collected events over. */
  static Signature signature(Batch batch) {
    Span span = batch.event().span();
    Parameter events =
        new Parameter(
            Names.of(EVENTS),
            new ArrayPointer(batch.event(), true, COUNT),
            "",
            "Events in the order in which they were added.",
            span,
            span);
    Parameter count =
        new Parameter(
            Names.of(COUNT), new ByValue(ScalarType.U32), "", "Number of events.", span, span);
    return new Signature(List.of(events, count), Optional.empty());
  }

  /** Returns what an event holds of a parameter: what outlives the call that it is added in. */
  private Optional<Type> stored(Parameter parameter) {
    if (parameter.type() instanceof ByValue value) {
      return Optional.of(value.type());
    } else if (parameter.type() instanceof StructPointer pointer
        && pointer.constant()
        && !pointer.optional()) {
      return Optional.of(pointer.struct());
    }
    invalid(
        parameter.typeSpan(),
        "an event cannot hold '%s' of type %s"
            .formatted(parameter.name(), parameter.type().spelling()),
        "a batched event is copied: use scalars, enums, flags, structs, or const T* that is"
            + " never null");
    return Optional.empty();
  }

  private void invalid(Span span, String message, String help) {
    reading.report(
        Diagnostic.of(DiagnosticCode.INVALID_BATCH, span, message)
            .withHelp(Optional.ofNullable(help)));
  }

  private Field field(Parameter parameter, Type type) {
    Field field =
        Field.plain(
            parameter.names(),
            type,
            parameter.unit(),
            parameter.doc(),
            parameter.span(),
            parameter.typeSpan());
    reading.places().copy(parameter, field);
    return field;
  }

  /** The event's names follow those that the author gave the callback. */
  private StructType event(Names callback, Span span, List<Field> fields) {
    Names names =
        new Names(
            callback.schema() + "Event",
            callback.java().map(name -> name + "Event"),
            callback.c().map(name -> name + "_event"),
            callback.since(),
            callback.deprecated());
    return new StructType(
        names,
        OptionalInt.empty(),
        OptionalLong.empty(),
        fields,
        List.of(),
        Optional.empty(),
        "One event of " + callback.schema() + ".",
        span);
  }
}
