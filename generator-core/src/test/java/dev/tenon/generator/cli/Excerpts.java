// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.cli;

import dev.tenon.generator.output.OutputFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Declarations as they stand in generated files, without bodies and comments of their own. */
final class Excerpts {

  private final List<OutputFile> files;

  Excerpts(List<OutputFile> files) {
    this.files = files;
  }

  /** Returns the declarations of C in the order of their names. */
  String c(List<String> names) {
    return names.stream().map(this::c).collect(Collectors.joining()).replaceFirst("\n\n$", "\n");
  }

  private String c(String name) {
    String quoted = Pattern.quote(name);
    Pattern macro = Pattern.compile("#define " + quoted + "[ (].*");
    Pattern type = Pattern.compile("typedef (struct|union) " + quoted + " \\{");
    Pattern number = Pattern.compile("typedef [\\w ]+ " + quoted + ";");
    Pattern function = Pattern.compile("(TENON_API )?[a-z].*\\b" + quoted + "\\(.*");
    for (List<String> lines : lines(".h")) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (macro.matcher(line).matches()) {
          return through(lines, i, text -> !text.endsWith("\\"));
        } else if (type.matcher(line).matches()) {
          return through(lines, i, text -> text.startsWith("}")) + "\n";
        } else if (number.matcher(line).matches()) {
          boolean isEnum = lines.get(i + 1).equals("enum " + name + "_value {");
          return isEnum ? through(lines, i, text -> text.equals("};")) + "\n" : line + "\n";
        } else if (function.matcher(line).matches()) {
          return through(lines, i, text -> text.endsWith(" {") || text.endsWith(";"))
              .replaceFirst("^(static inline|TENON_API) ", "")
              .replaceFirst(" \\{\n$", ";\n")
              .replaceAll("\n +(?=.)", "\n    ");
        }
      }
    }
    throw new AssertionError("no header declares " + name);
  }

  /**
   * Returns the declarations of Java in the order of their names.
   *
   * @param names such as {@code Order.price} or {@code Feed.Producer.publish}, for all of this
   *     name; {@code Order.Order} for the class itself
   */
  String java(List<String> names) {
    return names.stream()
        .map(name -> declarations(List.of(name.split("\\."))))
        .collect(Collectors.joining());
  }

  private String declarations(List<String> path) {
    List<String> lines = lines("/" + path.get(0) + ".java").get(0);
    String indent = "";
    for (String type : path.subList(1, path.size() - 1)) {
      indent += "  ";
      Pattern head =
          Pattern.compile(indent + "(public .*)?(class|interface|record) " + type + "\\b.*\\{");
      lines = body(lines, head, indent + "}");
    }
    String name = path.get(path.size() - 1);
    boolean itself = path.size() == 2 && path.get(0).equals(name);
    Pattern member =
        Pattern.compile(
            (itself ? "" : indent + "  ")
                + "(public .*\\b%1$s( =.*|\\(.*| \\{.*| (extends|implements) .*)"
                    .formatted(Pattern.quote(name))
                + "|%1$s\\(.*\\)[,;]|\\w+ %1$s\\(.*;)".formatted(Pattern.quote(name)));
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      if (member.matcher(lines.get(i)).matches()) {
        found.append(declaration(through(lines, i, line -> line.matches(".*([{;,]|\\{\\})"))));
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError("no class declares " + String.join(".", path));
    }
    return found.toString();
  }

  private static List<String> body(List<String> lines, Pattern first, String last) {
    int from = 0;
    while (!first.matcher(lines.get(from)).matches()) {
      from++;
    }
    List<String> rest = lines.subList(from, lines.size());
    return rest.subList(0, rest.indexOf(last));
  }

  private static String declaration(String text) {
    return text.strip()
            .replaceAll("\n +", " ")
            .replaceFirst(" \\{}?$", ";")
            .replaceFirst("[^;,]$", "$0;")
        + "\n";
  }

  private List<List<String>> lines(String suffix) {
    List<List<String>> all = new ArrayList<>();
    files.stream()
        .filter(file -> ("/" + file.path()).endsWith(suffix))
        .forEach(file -> all.add(Arrays.asList(file.content().split("\n"))));
    return all;
  }

  private static String through(
      List<String> lines, int from, java.util.function.Predicate<String> last) {
    StringBuilder text = new StringBuilder();
    for (int i = from; ; i++) {
      text.append(lines.get(i)).append('\n');
      if (last.test(lines.get(i))) {
        return text.toString();
      }
    }
  }
}
