// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static dev.tenon.generator.contract.Judge.always;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a contract consists of: what can be said of each kind, and what it means when
 * that changes. This table is what {@code tenon check} knows about compatibility, besides what it
 * means that something comes, goes or stands elsewhere.
 */
enum FactKind {
  SCHEMA(
      "schema",
      Layer.DATA,
      Form.WHOLE,
      silent(Property.VERSION),
      on(Property.JAVA, DiagnosticCode.JAVA_PACKAGE_CHANGED),
      on(Property.C, DiagnosticCode.C_PREFIX_CHANGED),
      silent(Property.LAYOUT),
      silent(Property.ABI)),
  IMPORT(
      "imported schema",
      Layer.NAMES,
      Form.WHOLE,
      silent(Property.VERSION),
      on(Property.JAVA, DiagnosticCode.JAVA_PACKAGE_CHANGED),
      on(Property.C, DiagnosticCode.C_PREFIX_CHANGED)),
  CONSTANT(
      "constant",
      Layer.NAMES,
      Form.WHOLE,
      on(Property.TYPE, DiagnosticCode.CONSTANT_CHANGED),
      on(Property.VALUE, DiagnosticCode.CONSTANT_CHANGED),
      term(
          Property.UNIT,
          Judge.whenOnBothSides(DiagnosticCode.UNIT_CHANGED, DiagnosticCode.UNIT_TOLD))),
  ENUM(
      "enum",
      Layer.DATA,
      Form.WHOLE,
      on(Property.STORAGE, DiagnosticCode.STORAGE_CHANGED),
      on(Property.FROM, DiagnosticCode.ORIGIN_CHANGED),
      silent(Property.HASH)),
  VALUE("value", Layer.DATA, Form.ORDERED_PART, on(Property.NUMBER, DiagnosticCode.NUMBER_CHANGED)),
  ALIAS("alias", Layer.NAMES, Form.PART, on(Property.OF, DiagnosticCode.MEANING_CHANGED)),
  FLAGS(
      "flags",
      Layer.DATA,
      Form.WHOLE,
      on(Property.STORAGE, DiagnosticCode.STORAGE_CHANGED),
      on(Property.FROM, DiagnosticCode.ORIGIN_CHANGED),
      silent(Property.HASH)),
  BIT("bit", Layer.DATA, Form.ORDERED_PART, on(Property.BIT, DiagnosticCode.NUMBER_CHANGED)),
  MASK("mask", Layer.NAMES, Form.PART, on(Property.MASK, DiagnosticCode.MEANING_CHANGED)),
  /** A name that is not used again. */
  RETIRED("reserved name", Layer.NAMES, Form.RESERVATION),
  /** Numbers that are not used again; those of no type are message ids. */
  RESERVED(
      "reserved numbers",
      Layer.NAMES,
      Form.RESERVATION,
      silent(Property.FIRST),
      silent(Property.LAST)),
  UNION(
      "union",
      Layer.DATA,
      Form.WHOLE,
      on(Property.SIZE, DiagnosticCode.RESIZED),
      on(Property.ALIGN, DiagnosticCode.RESIZED),
      on(Property.TAG, DiagnosticCode.TAG_CHANGED),
      on(Property.FROM, DiagnosticCode.ORIGIN_CHANGED),
      silent(Property.HASH)),
  ARM(
      "arm",
      Layer.DATA,
      Form.ORDERED_PART,
      on(Property.TYPE, DiagnosticCode.FIELD_TYPE_CHANGED),
      silent(Property.SIZE),
      on(Property.ORDER, DiagnosticCode.BYTE_ORDER_CHANGED),
      on(Property.TERMINATED, DiagnosticCode.TERMINATION_CHANGED),
      term(
          Property.UNIT,
          Judge.whenOnBothSides(DiagnosticCode.UNIT_CHANGED, DiagnosticCode.UNIT_TOLD))),
  STRUCT(
      "struct",
      Layer.DATA,
      Form.WHOLE,
      on(Property.SIZE, DiagnosticCode.RESIZED),
      on(Property.ALIGN, DiagnosticCode.RESIZED),
      on(Property.ID, DiagnosticCode.MESSAGE_ID_CHANGED),
      on(Property.EXTERN, DiagnosticCode.EXTERN_CHANGED),
      on(Property.FROM, DiagnosticCode.ORIGIN_CHANGED),
      silent(Property.HASH)),
  FIELD(
      "field",
      Layer.DATA,
      Form.PART,
      on(Property.TYPE, DiagnosticCode.FIELD_TYPE_CHANGED),
      on(Property.OFFSET, DiagnosticCode.FIELD_MOVED),
      silent(Property.SIZE),
      on(Property.COUNT, DiagnosticCode.FIELD_MOVED),
      on(Property.ORDER, DiagnosticCode.BYTE_ORDER_CHANGED),
      on(Property.ATOMIC, DiagnosticCode.ATOMIC_CHANGED),
      on(Property.TAG, DiagnosticCode.TAG_CHANGED),
      on(Property.TERMINATED, DiagnosticCode.TERMINATION_CHANGED),
      term(Property.DEFAULT, Judge::defaultValue),
      term(Property.MIN, Judge::min),
      term(Property.MAX, Judge::max),
      term(
          Property.UNIT,
          Judge.whenOnBothSides(DiagnosticCode.UNIT_CHANGED, DiagnosticCode.UNIT_TOLD)),
      silent(Property.IN_RESERVED)),
  BITS(
      "bits",
      Layer.DATA,
      Form.ORDERED_PART,
      on(Property.RANGE, DiagnosticCode.BITS_CHANGED),
      on(Property.ENUM, DiagnosticCode.BITS_CHANGED),
      on(Property.SINGLE, DiagnosticCode.SINGLE_BIT_CHANGED)),
  /** Bytes of a struct that have no meaning yet. */
  SPARE(
      "reserved bytes",
      Layer.DATA,
      Form.RESERVATION,
      silent(Property.SIZE),
      silent(Property.OFFSET)),
  HANDLE("handle", Layer.CALLS, Form.WHOLE, on(Property.RELEASE, DiagnosticCode.RELEASE_CHANGED)),
  CALLBACK(
      "callback",
      Layer.CALLS,
      Form.WHOLE,
      on(Property.RETURNS, DiagnosticCode.RETURN_CHANGED),
      on(Property.ON_ERROR, DiagnosticCode.ON_ERROR_CHANGED),
      on(Property.THREADS, DiagnosticCode.THREADS_CHANGED),
      term(Property.LISTENERS, Judge::listeners),
      term(
          Property.BATCH,
          Judge.whenOnBothSides(
              DiagnosticCode.CALL_HINT_CHANGED, DiagnosticCode.BATCHING_CHANGED))),
  FUNCTION(
      "function",
      Layer.CALLS,
      Form.WHOLE,
      on(Property.RETURNS, DiagnosticCode.RETURN_CHANGED),
      on(Property.ERRNO, DiagnosticCode.ERRNO_CHANGED),
      on(Property.CRITICAL, DiagnosticCode.CALL_HINT_CHANGED),
      on(Property.BLOCKING, DiagnosticCode.CALL_HINT_CHANGED)),
  EXPORT(
      "export",
      Layer.CALLS,
      Form.WHOLE,
      on(Property.RETURNS, DiagnosticCode.RETURN_CHANGED),
      on(Property.ON_ERROR, DiagnosticCode.ON_ERROR_CHANGED)),
  PARAMETER(
      "parameter",
      Layer.CALLS,
      Form.ORDERED_PART,
      on(Property.TYPE, DiagnosticCode.PARAMETERS_CHANGED),
      term(
          Property.UNIT,
          Judge.whenOnBothSides(DiagnosticCode.UNIT_CHANGED, DiagnosticCode.UNIT_TOLD))),
  REGION("region", Layer.DATA, Form.WHOLE, silent(Property.HASH)),
  SECTION(
      "section",
      Layer.DATA,
      Form.ORDERED_PART,
      Property.ofSections().stream()
          .map(property -> on(property, DiagnosticCode.SECTION_CHANGED))
          .toArray(Term[]::new));

  /** Relation of a fact to other facts. */
  private enum Form {
    WHOLE,
    PART,
    /** A part whose place among its like is part of the contract. */
    ORDERED_PART,
    /** Keeps room or names free; compared apart. */
    RESERVATION
  }

  private record Term(Property property, Judge judge) {}

  private final String label;
  private final Layer layer;
  private final Form form;
  private final Map<Property, Judge> terms = new EnumMap<>(Property.class);

  FactKind(String label, Layer layer, Form form, Term... terms) {
    this.label = label;
    this.layer = layer;
    this.form = form;
    for (Term term : terms) {
      this.terms.put(term.property(), term.judge());
    }
    boolean isCall = layer == Layer.CALLS;
    this.terms.putIfAbsent(Property.JAVA, always(DiagnosticCode.JAVA_NAME_CHANGED));
    this.terms.putIfAbsent(
        Property.C, always(isCall ? DiagnosticCode.SYMBOL_CHANGED : DiagnosticCode.C_NAME_CHANGED));
    this.terms.putIfAbsent(Property.SINCE, always(layer.sinceChanged()));
  }

  private static Term on(Property property, DiagnosticCode code) {
    return new Term(property, always(code));
  }

  private static Term silent(Property property) {
    return new Term(property, Judge.SILENT);
  }

  private static Term term(Property property, Judge judge) {
    return new Term(property, judge);
  }

  static Optional<FactKind> of(String spelling) {
    return Arrays.stream(values()).filter(kind -> kind.spelling().equals(spelling)).findFirst();
  }

  /** As written in a lock. */
  String spelling() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In the words of a diagnostic. */
  String label() {
    return label;
  }

  /** Returns the name of a property in diagnostics. */
  String label(Property property) {
    boolean isSchema = this == SCHEMA || this == IMPORT;
    if (isSchema && property == Property.JAVA) {
      return "Java package";
    }
    return isSchema && property == Property.C ? "C prefix" : property.label();
  }

  Layer layer() {
    return layer;
  }

  /** Whether it is part of something else, whose key stands before its name. */
  boolean isPart() {
    return form != Form.WHOLE;
  }

  /** Whether its place among parts of the same kind is part of the contract. */
  boolean isOrdered() {
    return form == Form.ORDERED_PART;
  }

  boolean isReservation() {
    return form == Form.RESERVATION;
  }

  /** Everything that can be said of it. */
  Set<Property> properties() {
    return Collections.unmodifiableSet(terms.keySet());
  }

  Judge judge(Property property) {
    return terms.get(property);
  }
}
