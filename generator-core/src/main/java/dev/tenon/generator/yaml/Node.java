// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.yaml;

import dev.tenon.generator.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** One node of a YAML document. */
public sealed interface Node {

  /** Position: all of a scalar, the beginning of any other node. */
  Span span();

  /** Kind in the words of a diagnostic. */
  String kind();

  /**
   * A single value.
   *
   * @param text as written, without quotes and with their escapes undone; never reinterpreted
   * @param quoted whether it was quoted or a block text, so that an empty one is meant
   */
  record Scalar(String text, boolean quoted, Span span) implements Node {

    /** Whether nothing at all was written. */
    public boolean isMissing() {
      return !quoted && text.isEmpty();
    }

    /** Place of a part of the text; the whole scalar when escapes or line breaks are in between. */
    public Span part(int start, int end) {
      int quote = quoted ? 1 : 0;
      return text.length() + 2 * quote == span.length()
          ? new Span(span.source(), span.line(), span.column() + quote + start, end - start)
          : span;
    }

    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** Keys and values in written order, keys all different. */
  record Mapping(List<Entry> entries, Span span) implements Node {

    public Mapping {
      entries = List.copyOf(entries);
    }

    /** Returns the entry with this key. */
    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
    }

    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** One key with its value. */
  record Entry(Scalar key, Node value) {

    public String name() {
      return key.text();
    }
  }

  /** A list. */
  record Sequence(List<Node> items, Span span) implements Node {

    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Node with a reported error, which readers skip silently. */
  record Invalid(Span span) implements Node {

    @Override
    public String kind() {
      return "an error";
    }
  }
}
