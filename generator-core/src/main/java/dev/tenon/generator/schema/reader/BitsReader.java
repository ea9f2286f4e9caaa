// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.schema.BitRange;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the names of bits in an unsigned integer: {@code {mode: 0..3, ready: 4}}. */
final class BitsReader {

  private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:\\.\\.([0-9]{1,3}))?");

  private final Reading reading;
  private final TypeReader types;

  BitsReader(Reading reading, TypeReader types) {
    this.reading = reading;
    this.types = types;
  }

  /** Reads the ranges of a field of this type. */
  List<BitRange> read(Properties field, Type type) {
    List<BitRange> ranges = new ArrayList<>();
    if (!field.has("bits")) {
      return ranges;
    }
    if (!(type instanceof ScalarType unit) || unit.kind() != ScalarType.Kind.UNSIGNED) {
      field.markIncomplete();
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_BITS,
                  field.spans().get("bits"),
                  "'bits' needs an unsigned integer, not " + type.spelling())
              .withHelp("use u8, u16, u32 or u64"));
      return ranges;
    }
    for (Entry entry : field.entries("bits")) {
      range(entry, unit).ifPresentOrElse(ranges::add, field::markIncomplete);
    }
    if (ranges.isEmpty() && field.isComplete()) {
      invalid(field.spans().get("bits"), "'bits' is empty");
    }
    return ranges;
  }

  private Optional<BitRange> range(Entry entry, ScalarType unit) {
    Optional<Properties> found = reading.declaration(entry, Construct.BIT_RANGE);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Properties properties = found.get();
    Optional<Scalar> text = properties.scalar("bits");
    Optional<EnumType> enumeration = properties.scalar("enum").flatMap(types::enumNamed);
    if (text.isEmpty() || (properties.has("enum") && enumeration.isEmpty())) {
      return Optional.empty();
    }
    Matcher matcher = RANGE.matcher(text.get().text());
    if (!matcher.matches()) {
      invalid(
          text.get().span(),
          "'%s' is not a bit or a range of bits"
              .formatted(Diagnostic.shortened(text.get().text())));
      return Optional.empty();
    }
    int low = Integer.parseInt(matcher.group(1));
    int high = matcher.group(2) == null ? low : Integer.parseInt(matcher.group(2));
    if (low > high || high >= unit.bytes() * Byte.SIZE) {
      invalid(
          text.get().span(),
          low > high
              ? "in '%s' the lower bit does not come first".formatted(text.get().text())
              : "'%s' is not in %s, which has bits 0 to %d"
                  .formatted(text.get().text(), unit.spelling(), unit.bytes() * Byte.SIZE - 1));
      return Optional.empty();
    }
    return Optional.of(
        reading.located(
            new BitRange(
                reading.names(entry, properties),
                low,
                high,
                enumeration,
                matcher.group(2) == null && enumeration.isEmpty(),
                properties.text("doc"),
                entry.key().span()),
            properties));
  }

  private void invalid(Span span, String message) {
    reading.report(
        Diagnostic.of(DiagnosticCode.INVALID_BITS, span, message)
            .withHelp("write one bit as 'ready: 4', several as 'mode: 0..3'"));
  }
}
