// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * Diagnostics for tools: one JSON object on one line for each, in ASCII whatever the terminal is.
 *
 * <p>{@code code}, {@code severity}, {@code message}, {@code file}, {@code line}, {@code column},
 * {@code endColumn}, {@code related} (objects with {@code message} and the four of a place), {@code
 * help} (null for none), {@code breaks} (what a change of a contract breaks, null for what is
 * none). All keys are always there; keys are only ever added. Lines and columns count from 1,
 * columns in UTF-16 units, and {@code endColumn} is the column behind the last character.
 */
final class JsonDiagnostics implements DiagnosticPrinter {

  private final PrintWriter out;

  JsonDiagnostics(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void print(Diagnostic diagnostic) {
    try (JsonGenerator json = JsonOutput.compact(out)) {
      write(diagnostic, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
  }

  private static void write(Diagnostic diagnostic, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", diagnostic.code().id());
    json.writeStringField("severity", diagnostic.severity().label());
    json.writeStringField("message", diagnostic.message());
    place(diagnostic.span(), json);
    json.writeArrayFieldStart("related");
    for (Diagnostic.Related related : diagnostic.related()) {
      json.writeStartObject();
      json.writeStringField("message", related.message());
      place(related.span(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("help", diagnostic.help().orElse(null));
    json.writeStringField("breaks", diagnostic.code().breaks().map(Breaks::label).orElse(null));
    json.writeEndObject();
  }

  private static void place(Span span, JsonGenerator json) throws IOException {
    json.writeStringField("file", span.source().name());
    json.writeNumberField("line", span.line());
    json.writeNumberField("column", span.column());
    json.writeNumberField("endColumn", span.endColumn());
  }
}
