// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.Suggestions;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.Names;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Invalid;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Shared state of the readers of one run: the receiver of errors and common reading methods. */
final class Reading {

  /** Contract versions are 16 bits; what is out of range is an error that a rule reports. */
  private static final int FIRST_VERSION = 1;

  private final Diagnostics diagnostics;
  private final Numbers numbers;
  private final Expressions expressions;
  private final Places places = new Places();

  Reading(Diagnostics diagnostics, TypeTable table) {
    this.diagnostics = diagnostics;
    this.numbers = new Numbers(diagnostics);
    this.expressions = new Expressions(this, table);
  }

  void report(Diagnostic diagnostic) {
    diagnostics.report(diagnostic);
  }

  Numbers numbers() {
    return numbers;
  }

  /** Reads an integer: a number, or an expression of numbers and constants. */
  Optional<BigInteger> integer(Scalar scalar) {
    return Expressions.isComputed(scalar.text())
        ? expressions.evaluate(scalar)
        : numbers.integer(scalar);
  }

  /** Reads a number of bytes: as an integer, or with a unit of 1024 bytes. */
  Optional<BigInteger> size(Scalar scalar) {
    return Expressions.isComputed(scalar.text())
        ? expressions.evaluate(scalar)
        : numbers.size(scalar);
  }

  Places places() {
    return places;
  }

  /** Returns help that names what was probably meant. */
  Optional<String> didYouMean(String name, Collection<String> candidates) {
    return closest(name, candidates).map(Suggestions::didYouMean);
  }

  /** Returns the closest candidate, unless errors are no longer shown. */
  Optional<String> closest(String name, Collection<String> candidates) {
    return diagnostics.isFull() ? Optional.empty() : Suggestions.closest(name, candidates);
  }

  void wrongKind(Node found, String what, String expected) {
    if (!(found instanceof Invalid)) {
      report(
          Diagnostic.of(
              DiagnosticCode.WRONG_KIND,
              found.span(),
              "%s is %s, not %s".formatted(what, expected, found.kind())));
    }
  }

  Optional<Boolean> bool(Scalar scalar) {
    switch (scalar.text()) {
      case "true":
        return Optional.of(true);
      case "false":
        return Optional.of(false);
      default:
        report(
            Diagnostic.of(
                    DiagnosticCode.INVALID_BOOLEAN,
                    scalar.span(),
                    "'" + Diagnostic.shortened(scalar.text()) + "' is neither true nor false")
                .withHelp("write true or false, in lower case"));
        return Optional.empty();
    }
  }

  /**
   * Reads a declaration in its long form, a mapping, or in its short form, a single value that
   * stands for one of the keys.
   */
  Optional<Properties> declaration(Entry entry, Construct construct) {
    return declaration(entry, construct, key -> Optional.empty());
  }

  /**
   * Reads a declaration as above.
   *
   * @param misplaced explains a key that belongs elsewhere
   */
  Optional<Properties> declaration(
      Entry entry, Construct construct, Function<String, Optional<String>> misplaced) {
    String owner = construct.kind() + " '" + Diagnostic.shortened(entry.name()) + "'";
    if (entry.value() instanceof Mapping mapping) {
      return Optional.of(
          Properties.of(this, mapping, construct, owner, entry.key().span(), misplaced));
    }
    if (entry.value() instanceof Scalar scalar && scalar.isMissing()) {
      report(
          Diagnostic.of(DiagnosticCode.MISSING_VALUE, entry.key().span(), owner + " has no value"));
      return Optional.empty();
    }
    boolean isShort =
        construct == Construct.MASK
            ? entry.value() instanceof Sequence
            : construct.shortKey() != null && entry.value() instanceof Scalar;
    if (isShort) {
      return Optional.of(
          Properties.ofShortForm(
              this, owner, entry.key().span(), construct.shortKey(), entry.value()));
    }
    wrongKind(entry.value(), owner, forms(construct));
    return Optional.empty();
  }

  private static String forms(Construct construct) {
    if (construct == Construct.MASK) {
      return "a list of flags or a mapping";
    }
    return construct.shortKey() == null ? "a mapping" : "a single value or a mapping";
  }

  Names names(Entry entry, Properties properties) {
    return new Names(
        entry.name(),
        given(properties, "java_name"),
        given(properties, "c_name"),
        properties.has("since")
            ? properties.saturatedInt("since").orElse(FIRST_VERSION)
            : FIRST_VERSION,
        deprecated(properties));
  }

  private static Optional<String> deprecated(Properties properties) {
    return properties.givenText("deprecated");
  }

  private static Optional<String> given(Properties properties, String key) {
    return properties.scalar(key).map(Scalar::text);
  }

  /** Notes where the parts of a declaration stand, and whether all of them could be read. */
  <T extends Declaration> T located(T declaration, Properties properties) {
    places.put(declaration, properties.spans());
    if (!properties.isComplete()) {
      places.markIncomplete(declaration);
    }
    return declaration;
  }
}
