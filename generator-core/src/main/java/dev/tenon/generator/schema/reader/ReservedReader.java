// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.schema.Reserved;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists of what must not be used again: {@code [3, 5..9, OLD_NAME]}. */
final class ReservedReader {

  private static final Pattern RANGE = Pattern.compile("(-?[0-9][^.]*)\\.\\.(-?[0-9][^.]*)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private final Reading reading;

  ReservedReader(Reading reading) {
    this.reading = reading;
  }

  /** Reads the list of numbers and names under a key; nothing reserved when there is none. */
  Reserved numbersAndNames(Properties properties, String key) {
    return read(properties, key, true);
  }

  /** Reads the list of numbers under a key; nothing reserved when there is none. */
  Reserved numbers(Properties properties, String key) {
    return read(properties, key, false);
  }

  private Reserved read(Properties properties, String key, boolean withNames) {
    List<Reserved.Range> numbers = new ArrayList<>();
    List<Reserved.Name> names = new ArrayList<>();
    for (Node item : properties.sequence(key).map(Sequence::items).orElse(List.of())) {
      if (!(item instanceof Scalar scalar)) {
        reading.wrongKind(
            item,
            "what is reserved",
            withNames ? "a number, a range or a name" : "a number or a range");
        properties.markIncomplete();
      } else if (withNames && NAME.matcher(scalar.text()).matches()) {
        names.add(new Reserved.Name(scalar.text(), scalar.span()));
      } else {
        range(scalar).ifPresentOrElse(numbers::add, properties::markIncomplete);
      }
    }
    return new Reserved(numbers, names);
  }

  private Optional<Reserved.Range> range(Scalar scalar) {
    Matcher matcher = RANGE.matcher(scalar.text());
    if (!matcher.matches()) {
      return reading
          .numbers()
          .integer(scalar)
          .map(number -> new Reserved.Range(number, number, scalar.span()));
    }
    Optional<BigInteger> first = part(scalar, matcher, 1);
    Optional<BigInteger> last = part(scalar, matcher, 2);
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    if (first.get().compareTo(last.get()) > 0) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.INVALID_RANGE,
                  scalar.span(),
                  "'%s' is not a range from the smaller number to the larger one"
                      .formatted(Diagnostic.shortened(scalar.text())))
              .withHelp("write %d..%d".formatted(last.get(), first.get())));
      return Optional.empty();
    }
    return Optional.of(new Reserved.Range(first.get(), last.get(), scalar.span()));
  }

  private Optional<BigInteger> part(Scalar scalar, Matcher matcher, int group) {
    return reading
        .numbers()
        .integer(
            new Scalar(
                matcher.group(group),
                false,
                scalar.part(matcher.start(group), matcher.end(group))));
  }
}
