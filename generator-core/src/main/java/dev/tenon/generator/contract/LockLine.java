// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import dev.tenon.generator.diagnostic.Span;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a lock, taken apart: a kind, a key, and pairs of a property and its value. */
final class LockLine {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.-]+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(\"|\\\\|u[0-9a-f]{4})");

  private final String line;
  private int position;
  private String error = "";

  LockLine(String line) {
    this.line = line;
  }

  /**
   * Returns the fact; nothing when the line is not one, and then there is an error.
   *
   * @param whole where the line stands
   */
  Optional<Fact> fact(Span whole) {
    String kindWord = next().orElse("");
    Optional<FactKind> kind = FactKind.of(kindWord);
    String key = next().orElse("");
    if (kind.isEmpty()) {
      return wrong("a line of a lock cannot begin with '" + shortened(kindWord) + "'");
    } else if (!KEY.matcher(key).matches() || kind.get().isPart() != key.contains(".")) {
      return wrong("'" + shortened(key) + "' is not a valid name after '" + kindWord + "'");
    }
    Map<Property, String> properties = new EnumMap<>(Property.class);
    Property last = null;
    while (position < line.length()) {
      String name = next().orElse("");
      Optional<Property> property =
          Property.of(name).filter(p -> kind.get().properties().contains(p));
      if (property.isEmpty()) {
        return wrong("'" + shortened(name) + "' is not a property of a " + kind.get().spelling());
      } else if (last != null && property.get().compareTo(last) <= 0) {
        return wrong("'" + name + "' is out of order");
      }
      last = property.get();
      Optional<String> value = next().filter(property.get()::canBe);
      if (value.isEmpty()) {
        return wrong("'" + name + "' has an invalid value");
      }
      properties.put(last, value.get());
    }
    if (kind.get() == FactKind.SCHEMA && !properties.containsKey(Property.VERSION)) {
      return wrong("the schema has no version");
    }
    Span place = new Span(whole.source(), whole.line(), kindWord.length() + 2, key.length());
    return Optional.of(new Fact(kind.get(), key, properties, place));
  }

  String error() {
    return error;
  }

  private Optional<Fact> wrong(String text) {
    error = text;
    return Optional.empty();
  }

  /** The next word; words are separated by one blank. */
  private Optional<String> next() {
    if (position > 0) {
      if (position >= line.length() || line.charAt(position) != ' ') {
        return Optional.empty();
      }
      position++;
    }
    if (position < line.length() && line.charAt(position) == '"') {
      return quoted();
    }
    int end = line.indexOf(' ', position);
    String word = line.substring(position, end < 0 ? line.length() : end);
    position += word.length();
    return Optional.of(word).filter(text -> !text.isEmpty() && text.indexOf('"') < 0);
  }

  private Optional<String> quoted() {
    StringBuilder text = new StringBuilder();
    for (int i = position + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        position = i + 1;
        return Optional.of(text.toString());
      } else if (c == '\\') {
        Matcher escape = ESCAPE.matcher(line).region(i, line.length());
        if (!escape.lookingAt()) {
          return Optional.empty();
        }
        String code = escape.group(1);
        text.append(
            code.length() > 1 ? (char) Integer.parseInt(code.substring(1), 16) : code.charAt(0));
        i = escape.end() - 1;
      } else {
        text.append(c);
      }
    }
    return Optional.empty();
  }

  private static String shortened(String word) {
    return word.length() > 40 ? word.substring(0, 40) + "…" : word;
  }
}
