// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SourceText;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.diagnostic.TextCharacters;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Invalid;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import dev.tenon.generator.yaml.Node.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Reads one YAML document as a tree, from the stream of tokens: data binding would change scalars,
 * lose positions and let duplicate keys win silently.
 *
 * <p>A text that is not YAML ends the reading at that place; everything else that is refused is
 * reported and passed over, so that one run finds it all.
 */
public final class YamlReader {

  private static final int MAX_DEPTH = 16;
  private static final int MAX_SCALAR = 65_536;

  private static final YAMLFactory FACTORY =
      YAMLFactory.builder().loaderOptions(loaderOptions()).build();

  /** Constructs that YAML has and schemas do not. */
  private enum Foreign {
    ANCHOR_OR_ALIAS(
        DiagnosticCode.ANCHOR_OR_ALIAS, "anchors and aliases", "write each value where it is used"),
    TAG(DiagnosticCode.TAG, "tags", "remove them; the key determines the type of the value"),
    MERGE_KEY(DiagnosticCode.MERGE_KEY, "merge keys", "write the entries in full");

    private final DiagnosticCode code;
    private final String what;
    private final String help;

    Foreign(DiagnosticCode code, String what, String help) {
      this.code = code;
      this.what = what;
      this.help = help;
    }
  }

  private final SourceText source;
  private final Diagnostics diagnostics;
  private final YAMLParser parser;

  /** One cause each, however often a file uses it. */
  private final Map<Foreign, List<Span>> refused = new EnumMap<>(Foreign.class);

  private YamlReader(SourceText source, Diagnostics diagnostics, YAMLParser parser) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.parser = parser;
  }

  private static LoaderOptions loaderOptions() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(SourceFile.MAX_BYTES + 1);
    return options;
  }

  /** Reads the document; nothing when there is none or it is not YAML, which is reported. */
  public static Optional<Node> read(SourceFile file, Diagnostics diagnostics) {
    try (YAMLParser parser = FACTORY.createParser(file.text())) {
      YamlReader reader = new YamlReader(file.source(), diagnostics, parser);
      try {
        return reader.document();
      } finally {
        reader.reportRefused();
      }
    } catch (TooDeep e) {
      diagnostics.report(
          DiagnosticCode.NESTED_TOO_DEEP, e.span, "nested deeper than " + MAX_DEPTH + " levels");
      return Optional.empty();
    } catch (JsonProcessingException e) {
      diagnostics.report(SyntaxErrors.diagnostic(file.source(), e));
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string", e);
    }
  }

  private Optional<Node> document() throws IOException {
    if (parser.nextToken() == null) {
      diagnostics.report(
          DiagnosticCode.NO_SCHEMA,
          new Span(source, 1, 1, 1),
          "the file is empty",
          "begin with 'tenon: 1'");
      return Optional.empty();
    }
    Node root = node(1);
    if (parser.nextToken() != null) {
      diagnostics.report(
          DiagnosticCode.SECOND_DOCUMENT, span(), "a second YAML document begins here");
    }
    return Optional.of(root);
  }

  /** Reads the node whose first token is current. */
  private Node node(int depth) throws IOException {
    Span span = span();
    if (parser.isCurrentAlias()) {
      refuse(Foreign.ANCHOR_OR_ALIAS, span);
      return new Invalid(span);
    }
    refuseProperties(span);
    if (depth > MAX_DEPTH) {
      throw new TooDeep(span);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(span, depth);
      case START_ARRAY -> sequence(span, depth);
      default -> scalar(span);
    };
  }

  private void refuseProperties(Span span) throws IOException {
    if (parser.getObjectId() != null || parser.getTypeId() != null) {
      refuseProperty(span);
    }
  }

  /** The parser is silent about the tag of a key, and repeats the anchor of its mapping. */
  private void refuseKeyProperties(Span span) {
    if ("&!".indexOf(firstCharacter(span)) >= 0) {
      refuseProperty(span);
    }
  }

  /** Reports the anchor or tag that a node begins with. */
  private void refuseProperty(Span span) {
    String word =
        source.line(span.line()).substring(span.column() - 1).replaceFirst("[\\s,].*", "");
    Span place = new Span(source, span.line(), span.column(), word.length());
    refuse(word.startsWith("&") ? Foreign.ANCHOR_OR_ALIAS : Foreign.TAG, place);
  }

  private void refuse(Foreign foreign, Span place) {
    refused.computeIfAbsent(foreign, f -> new ArrayList<>()).add(place);
  }

  private void reportRefused() {
    refused.forEach(
        (foreign, places) ->
            diagnostics.report(
                foreign.code,
                places.get(0),
                "%s are not allowed: '%s'%s"
                    .formatted(
                        foreign.what,
                        places.get(0).text(),
                        places.size() == 1 ? "" : " and %d more".formatted(places.size() - 1)),
                foreign.help));
  }

  private Mapping mapping(Span span, int depth) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Span keySpan = span();
      String key = parser.currentName();
      refuseKeyProperties(keySpan);
      hasHalves(key, keySpan);
      parser.nextToken();
      Node value = node(depth + 1);
      Scalar keyNode = new Scalar(key, isQuoted(keySpan), keySpan);
      Entry first = entries.putIfAbsent(key, new Entry(keyNode, value));
      if (first != null) {
        diagnostics.report(
            Diagnostic.of(DiagnosticCode.DUPLICATE_KEY, keySpan, "duplicate key '" + key + "'")
                .withRelated(first.key().span(), "first here"));
      } else if (key.equals("<<") && !isQuoted(keySpan)) {
        entries.remove(key);
        refuse(Foreign.MERGE_KEY, keySpan);
      }
    }
    return new Mapping(List.copyOf(entries.values()), span);
  }

  private Sequence sequence(Span span, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Sequence(items, span);
  }

  private Node scalar(Span span) throws IOException {
    String text = parser.getText();
    if (text.length() > MAX_SCALAR) {
      diagnostics.report(
          DiagnosticCode.SCALAR_TOO_LONG,
          span,
          "a value of %d characters is too long".formatted(text.length()));
      return new Invalid(span);
    }
    return hasHalves(text, span) ? new Invalid(span) : new Scalar(text, isQuoted(span), span);
  }

  /** An escape can write half a surrogate pair, which UTF-8 and so C cannot hold. */
  private boolean hasHalves(String text, Span span) {
    OptionalInt half = TextCharacters.firstHalf(text);
    half.ifPresent(
        c ->
            diagnostics.report(
                DiagnosticCode.FORBIDDEN_CHARACTER,
                span,
                "%s is half of a surrogate pair, not a character".formatted(TextCharacters.name(c)),
                "write the character itself, or \\U and its eight digits"));
    return half.isPresent();
  }

  private boolean isQuoted(Span span) {
    return "\"'|>".indexOf(firstCharacter(span)) >= 0;
  }

  private char firstCharacter(Span span) {
    String line = source.line(span.line());
    return span.column() <= line.length() ? line.charAt(span.column() - 1) : ' ';
  }

  /** Place of the current token, up to its end or to the end of its first line. */
  private Span span() {
    JsonLocation start = parser.currentTokenLocation();
    JsonLocation end = parser.currentLocation();
    int line = start.getLineNr();
    int column = column(line, start.getColumnNr());
    int endColumn =
        end.getLineNr() == line ? column(line, end.getColumnNr()) : source.line(line).length() + 1;
    return new Span(source, line, column, endColumn - column);
  }

  /** YAML counts code points, spans count UTF-16 units. */
  private int column(int line, int codePoints) {
    String text = source.line(line);
    int count = Math.min(codePoints - 1, text.codePointCount(0, text.length()));
    return text.offsetByCodePoints(0, Math.max(0, count)) + 1;
  }

  /** Unwinds from a nesting that no schema has. */
  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Span span;

    private TooDeep(Span span) {
      super(null, null, false, false);
      this.span = span;
    }
  }
}
