// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SourceText;
import dev.tenon.generator.diagnostic.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in plain words what the YAML scanner stumbled over. */
final class SyntaxErrors {

  private static final Pattern TYPE_AT_END = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*$");
  // Possessive: takes no stack, however many dimensions there are.
  private static final Pattern ARRAY_TYPE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\[[A-Za-z0-9_<= +*/()-]*\\])++");

  private final SourceText source;

  private SyntaxErrors(SourceText source) {
    this.source = source;
  }

  static Diagnostic diagnostic(SourceText source, JsonProcessingException e) {
    SyntaxErrors errors = new SyntaxErrors(source);
    return e.getCause() instanceof MarkedYAMLException marked
        ? errors.marked(marked)
        : errors.unmarked(e);
  }

  private Diagnostic marked(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "not YAML" : e.getProblem();
    if (problem.contains("stream end") || problem.contains("end of stream")) {
      String what =
          e.getContext() == null ? "this" : e.getContext().replaceFirst("^while \\w+ ", "");
      return Diagnostic.of(
          DiagnosticCode.YAML_SYNTAX, span(e.getContextMark()), what + " has no end");
    }
    Span span = span(e.getProblemMark());
    String line = source.line(span.line());
    int index = Math.min(span.column() - 1, line.length());
    String before = line.substring(0, index);
    if (line.startsWith("[", index)) {
      Optional<Diagnostic> bracket = bracketInFlow(span, line, before);
      if (bracket.isPresent()) {
        return bracket.get();
      }
    }
    if (line.startsWith("\t", index) || (before.isBlank() && before.contains("\t"))) {
      return Diagnostic.of(
              DiagnosticCode.TAB_INDENTATION,
              span,
              before.isBlank()
                  ? "a tab cannot be used for indentation"
                  : "a tab is not allowed here")
          .withHelp("use spaces");
    }
    Diagnostic diagnostic = Diagnostic.of(DiagnosticCode.YAML_SYNTAX, span, plain(problem));
    return problem.startsWith("mapping values are not allowed")
        ? diagnostic.withHelp("quote a text that contains ': ', and check the indentation")
        : diagnostic;
  }

  /** The bracket of {@code {type: u8[8]}} ends the scalar before it. */
  private Optional<Diagnostic> bracketInFlow(Span span, String line, String before) {
    Matcher name = TYPE_AT_END.matcher(before);
    if (!name.find()) {
      return Optional.empty();
    }
    Matcher type = ARRAY_TYPE.matcher(line).region(name.start(), line.length());
    String text = type.lookingAt() ? type.group() : name.group() + "[N]";
    return Optional.of(
        Diagnostic.of(
                DiagnosticCode.BRACKET_IN_FLOW,
                new Span(source, span.line(), name.start() + 1, text.length()),
                "an array type inside { } needs quotes")
            .withHelp("write '" + Diagnostic.shortened(text) + "' with the quotes"));
  }

  private Diagnostic unmarked(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    Span span = span(e.getLocation());
    if (message.contains("AliasEvent")) {
      return Diagnostic.of(DiagnosticCode.ANCHOR_OR_ALIAS, span, "an alias cannot be a key");
    } else if (message.startsWith("Expected a field name")) {
      return Diagnostic.of(DiagnosticCode.YAML_SYNTAX, span, "a key is a single word");
    } else if (message.contains("base64")) {
      return Diagnostic.of(DiagnosticCode.TAG, span, "tag '!!binary' is not allowed");
    }
    return Diagnostic.of(DiagnosticCode.YAML_SYNTAX, span, plain(message));
  }

  private static String plain(String problem) {
    String first = problem.lines().findFirst().orElse("not YAML");
    return first
        .replaceFirst("\\. \\(Do not use .*", "")
        .replace("<block end>", "the end of the block")
        .replaceAll("found '<(.*)>'", "found $1")
        .replaceAll("but got <?([^>]*)>?", "but found '$1'");
  }

  private Span span(Mark mark) {
    return mark == null ? at(1, 1) : at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Span span(JsonLocation location) {
    return location == null ? at(1, 1) : at(location.getLineNr(), location.getColumnNr());
  }

  private Span at(int line, int codePointColumn) {
    int number = Math.max(1, Math.min(line, source.lines().size()));
    String text = source.line(number);
    int count = Math.min(Math.max(0, codePointColumn - 1), text.codePointCount(0, text.length()));
    int before = line > number ? text.length() : text.offsetByCodePoints(0, count);
    return new Span(source, number, before + 1, 1);
  }
}
