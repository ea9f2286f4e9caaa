// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.diagnostic.Suggestions;
import dev.tenon.generator.diagnostic.TextCharacters;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Invalid;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys of one mapping, read by name. Unknown keys are reported at once, missing ones when asked
 * for; a property that cannot be read is reported and counts as absent.
 */
final class Properties {

  private final Reading reading;
  private final String owner;
  private final Span span;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Span> spans = new HashMap<>();

  /** Keys that an unknown one was probably meant to be. */
  private final Set<String> misspelt = new HashSet<>();

  private boolean complete = true;

  private Properties(Reading reading, String owner, Span span) {
    this.reading = reading;
    this.owner = owner;
    this.span = span;
  }

  /**
   * Reads a mapping.
   *
   * @param owner what it describes, in the words of a diagnostic: {@code enum 'Side'}
   * @param span where to report what is missing
   * @param misplaced explains a key that belongs elsewhere
   */
  static Properties of(
      Reading reading,
      Mapping mapping,
      Construct construct,
      String owner,
      Span span,
      Function<String, Optional<String>> misplaced) {
    Properties properties = new Properties(reading, owner, span);
    for (Entry entry : mapping.entries()) {
      if (construct.keys().contains(entry.name())) {
        properties.entries.put(entry.name(), entry);
        properties.spans.put(entry.name(), entry.value().span());
      } else {
        misplaced
            .apply(entry.name())
            .ifPresentOrElse(
                why -> properties.misplaced(entry, why),
                () -> properties.unknown(entry, construct.keys()));
      }
    }
    construct.required().forEach(properties::require);
    return properties;
  }

  /** Reads a mapping of which there is only one where it stands, so that it has no name. */
  static Properties of(Reading reading, Mapping mapping, Construct construct) {
    return of(
        reading, mapping, construct, construct.kind(), mapping.span(), key -> Optional.empty());
  }

  /** Properties of what was written in short form: none but the given one. */
  static Properties ofShortForm(Reading reading, String owner, Span span, String key, Node value) {
    Properties properties = new Properties(reading, owner, span);
    properties.entries.put(key, new Entry(new Scalar(key, true, span), value));
    properties.spans.put(key, value.span());
    return properties;
  }

  private void misplaced(Entry entry, String why) {
    complete = false;
    reading.report(Diagnostic.of(DiagnosticCode.UNKNOWN_KEY, entry.key().span(), why));
  }

  private void unknown(Entry entry, List<String> known) {
    complete = false;
    Optional<String> meant = reading.closest(entry.name(), known);
    meant.ifPresent(misspelt::add);
    reading.report(
        Diagnostic.of(
                DiagnosticCode.UNKNOWN_KEY,
                entry.key().span(),
                "unknown key '%s' in %s".formatted(Diagnostic.shortened(entry.name()), owner))
            .withHelp(
                meant
                    .map(Suggestions::didYouMean)
                    .orElse("known keys: " + String.join(", ", known))));
  }

  /** Positions of the values. */
  Map<String, Span> spans() {
    return spans;
  }

  /** Whether everything could be read so far. */
  boolean isComplete() {
    return complete;
  }

  /** Position of a key that is present. */
  Span keySpan(String key) {
    return entries.get(key).key().span();
  }

  void markIncomplete() {
    complete = false;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Reports a key that has to be there, unless it is there under a wrong name. */
  void require(String key) {
    if (has(key)) {
      return;
    }
    complete = false;
    if (!misspelt.contains(key)) {
      reading.report(
          Diagnostic.of(DiagnosticCode.MISSING_KEY, span, owner + " has no '" + key + "'"));
    }
  }

  Optional<Mapping> mapping(String key) {
    return value(key, Mapping.class, "a mapping");
  }

  /** Returns the entries of a mapping, none when it is not there. */
  List<Entry> entries(String key) {
    return mapping(key).map(Mapping::entries).orElse(List.of());
  }

  Optional<Sequence> sequence(String key) {
    return value(key, Sequence.class, "a list");
  }

  Optional<Scalar> scalar(String key) {
    return value(key, Scalar.class, "a single value");
  }

  /** Returns the value without reporting anything, null when there is none. */
  Node peek(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** Returns the value whatever it is, unless it is missing or was reported. */
  Optional<Node> node(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.value() instanceof Invalid) {
      complete = false;
      return Optional.empty();
    }
    if (entry.value() instanceof Scalar scalar && scalar.isMissing()) {
      complete = false;
      reading.report(
          Diagnostic.of(
              DiagnosticCode.MISSING_VALUE, entry.key().span(), "'" + key + "' has no value"));
      return Optional.empty();
    }
    return Optional.of(entry.value());
  }

  private <T extends Node> Optional<T> value(String key, Class<T> type, String expected) {
    Optional<Node> node = node(key);
    if (node.isPresent() && !type.isInstance(node.get())) {
      complete = false;
      reading.wrongKind(node.get(), "'" + key + "' of " + owner, expected);
      return Optional.empty();
    }
    return node.map(type::cast);
  }

  /** Returns a text that people read, without the blanks around it; empty when there is none. */
  String text(String key) {
    return givenText(key).orElse("");
  }

  /**
   * Returns a text that people read, without the blanks around it, when it is there and readable.
   *
   * <p>A raw character that is not allowed was refused with its file; an escape can still write it.
   */
  Optional<String> givenText(String key) {
    Optional<String> text = scalar(key).map(Scalar::text).map(String::strip);
    OptionalInt forbidden = text.map(TextCharacters::firstForbidden).orElse(OptionalInt.empty());
    if (forbidden.isEmpty()) {
      return text;
    }
    refuseText(
        key,
        "has character %s, which is not allowed in a text for people"
            .formatted(TextCharacters.name(forbidden.getAsInt())),
        Optional.of("text values, such as constants and defaults, may have it"));
    return Optional.empty();
  }

  /** The same for a text that is one line. */
  String line(String key) {
    String text = text(key);
    if (text.indexOf('\n') < 0) {
      return text;
    }
    refuseText(key, "has more than one line", Optional.empty());
    return "";
  }

  private void refuseText(String key, String why, Optional<String> help) {
    complete = false;
    reading.report(
        Diagnostic.of(
                DiagnosticCode.FORBIDDEN_CHARACTER,
                spans.get(key),
                "'%s' of %s %s".formatted(key, owner, why))
            .withHelp(help));
  }

  Optional<Boolean> bool(String key) {
    return noted(key, scalar(key).map(reading::bool));
  }

  Optional<BigInteger> integer(String key) {
    return noted(key, scalar(key).map(reading.numbers()::integer));
  }

  Optional<BigInteger> size(String key) {
    return noted(key, scalar(key).map(reading::size));
  }

  /** An integer, or an expression that has an integer as its value. */
  Optional<BigInteger> computed(String key) {
    return noted(key, scalar(key).map(reading::integer));
  }

  /** An integer that a rule checks; out of the range of {@code int} it becomes the nearest int. */
  OptionalInt saturatedInt(String key) {
    return integer(key)
        .map(number -> OptionalInt.of(saturatedInt(number)))
        .orElse(OptionalInt.empty());
  }

  /** Returns a number, or the nearest int. */
  static int saturatedInt(BigInteger number) {
    return (int) saturate(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A size that a rule checks; out of the range of {@code long} it becomes the nearest long. */
  OptionalLong saturatedSize(String key) {
    return size(key)
        .map(number -> OptionalLong.of(saturate(number, Long.MIN_VALUE, Long.MAX_VALUE)))
        .orElse(OptionalLong.empty());
  }

  /** A time that a rule checks, in nanoseconds; out of the range of {@code long} the nearest. */
  Optional<Long> saturatedDuration(String key) {
    return noted(key, scalar(key).map(reading.numbers()::duration))
        .map(number -> saturate(number, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private <T> Optional<T> noted(String key, Optional<Optional<T>> read) {
    if (read.isPresent() && read.get().isEmpty()) {
      complete = false;
    }
    return read.flatMap(value -> value);
  }

  private static long saturate(BigInteger number, long min, long max) {
    return number.max(BigInteger.valueOf(min)).min(BigInteger.valueOf(max)).longValue();
  }
}
