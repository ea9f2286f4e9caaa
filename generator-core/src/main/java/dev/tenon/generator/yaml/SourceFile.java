// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.yaml;

import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.diagnostic.SourceText;
import dev.tenon.generator.diagnostic.Span;
import dev.tenon.generator.diagnostic.TextCharacters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The text of a schema file, decoded without guessing.
 *
 * @param text with LF line ends and without a byte order mark
 */
public record SourceFile(SourceText source, String text) {

  /** Bytes of the largest file that is read. */
  public static final int MAX_BYTES = 4 << 20;

  /** The time that the YAML scanner takes grows with the square of a line without blanks. */
  private static final int MAX_LINE = 65_536;

  /**
   * Reads a file.
   *
   * @param name name of the file in diagnostics
   */
  public static Optional<SourceFile> read(
      Path file, String name, FileContent content, Diagnostics diagnostics) {
    try {
      byte[] bytes = FileContent.read(file, MAX_BYTES + 1);
      if (bytes.length > 0 && !content.isMarked(bytes)) {
        diagnostics.report(content.unmarked(), start(name), content.unmarked(name));
        return Optional.empty();
      }
      return of(name, bytes, diagnostics);
    } catch (IOException e) {
      diagnostics.report(content.unreadable(), start(name), content.unreadable(name, e));
      return Optional.empty();
    }
  }

  /** Decodes the bytes of a file. */
  public static Optional<SourceFile> of(String name, byte[] bytes, Diagnostics diagnostics) {
    if (bytes.length > MAX_BYTES) {
      diagnostics.report(
          DiagnosticCode.FILE_TOO_LARGE, start(name), "the file is larger than 4 MiB");
      return Optional.empty();
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer decoded = CharBuffer.allocate(bytes.length);
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CoderResult result = decoder.decode(input, decoded, true);
    String text = normalize(decoded.flip().toString());
    if (result.isError()) {
      Span span = end(SourceText.of(name, text + "\uFFFD"), text);
      diagnostics.report(
          DiagnosticCode.INVALID_UTF8,
          span,
          "byte 0x%02X is not UTF-8".formatted(bytes[input.position()] & 0xFF),
          "save the file in UTF-8");
      return Optional.empty();
    }
    SourceText source = SourceText.of(name, text);
    return isClean(source, text, diagnostics)
        ? Optional.of(new SourceFile(source, text))
        : Optional.empty();
  }

  private static String normalize(String text) {
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return withoutMark.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static boolean isClean(SourceText source, String text, Diagnostics diagnostics) {
    for (int i = 0; i < source.lines().size(); i++) {
      if (source.lines().get(i).length() > MAX_LINE) {
        diagnostics.report(
            DiagnosticCode.LINE_TOO_LONG,
            new Span(source, i + 1, MAX_LINE + 1, 1),
            "the line has more than " + MAX_LINE + " characters");
        return false;
      }
    }
    OptionalInt forbidden = TextCharacters.firstForbidden(text);
    forbidden.ifPresent(
        c ->
            diagnostics.report(
                DiagnosticCode.FORBIDDEN_CHARACTER,
                end(source, text.substring(0, text.indexOf(c))),
                "character %s is not allowed in a schema".formatted(TextCharacters.name(c))));
    return forbidden.isEmpty();
  }

  private static Span start(String name) {
    return new Span(SourceText.of(name, ""), 1, 1, 1);
  }

  /** The place right behind a text. */
  private static Span end(SourceText source, String before) {
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    return new Span(source, line, before.length() - before.lastIndexOf('\n'), 1);
  }
}
