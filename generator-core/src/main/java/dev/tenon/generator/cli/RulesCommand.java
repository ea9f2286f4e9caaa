// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tenon.generator.diagnostic.Breaks;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tenon rules}: lists everything that can be wrong with a schema. */
@Command(
    name = "rules",
    description = "Lists the codes of all errors and warnings with their meaning.",
    mixinStandardHelpOptions = true,
    versionProvider = TenonCommand.Version.class)
final class RulesCommand implements Callable<Integer> {

  /** Columns of the list. The names are keys in JSON, so they are only ever added. */
  private static final List<Column> COLUMNS =
      List.of(
          new Column("code", DiagnosticCode::id),
          new Column("severity", code -> code.severity().label()),
          new Column("breaks", code -> code.breaks().map(Breaks::label).orElse("")),
          new Column("sentence", DiagnosticCode::sentence));

  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Output format: one of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format;

  /** Formats of the rules, as spelled on the command line. */
  private enum Format {
    text,
    json
  }

  private record Column(String name, Function<DiagnosticCode, String> value) {

    int width() {
      return Stream.of(DiagnosticCode.values())
          .mapToInt(code -> value.apply(code).length())
          .max()
          .orElse(0);
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.json) {
      json(out);
    } else {
      text(out);
    }
    return 0;
  }

  private static void text(PrintWriter out) {
    List<Integer> widths = COLUMNS.stream().map(Column::width).toList();
    for (DiagnosticCode code : DiagnosticCode.values()) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < COLUMNS.size(); i++) {
        String value = COLUMNS.get(i).value().apply(code);
        line.append(value).append(" ".repeat(widths.get(i) - value.length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static void json(PrintWriter out) throws IOException {
    try (JsonGenerator json = JsonOutput.pretty(out)) {
      json.writeStartArray();
      for (DiagnosticCode code : DiagnosticCode.values()) {
        json.writeStartObject();
        for (Column column : COLUMNS) {
          String value = column.value().apply(code);
          json.writeStringField(column.name(), value.isEmpty() ? null : value);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.write('\n');
  }
}
