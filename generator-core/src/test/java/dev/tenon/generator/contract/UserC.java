// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * C as a user writes it against generated headers: it calls every function, reads every macro and
 * enumerator, and initializes every struct. Made of what the preprocessor leaves of the headers.
 */
final class UserC {

  private static final Pattern MARKER = Pattern.compile("# \\d+ \"([^\"]*)\".*");
  private static final Pattern DEFINE = Pattern.compile("#define (\\w+) (\\S.*)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "__attribute__\\s*\\(\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)\\)|_Alignas\\(\\d+\\)");
  private static final Pattern STRUCT =
      Pattern.compile("typedef (struct|union) (\\w+) \\{(.*)} \\2", Pattern.DOTALL);
  private static final Pattern ENUM = Pattern.compile("enum (\\w+) \\{(.*)}", Pattern.DOTALL);
  private static final Pattern FUNCTION =
      Pattern.compile("(?:static inline |extern )?([\\w *]+?[ *])(\\w+)\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern POINTER =
      Pattern.compile("\\(\\*\\s*(?:const )?(\\w+)(?:\\[[^\\]]*])*\\)");
  private static final Pattern DECLARED = Pattern.compile("(\\w+)((?:\\[[^\\]]*])*)$");
  private static final Pattern SCALAR_ALIAS = Pattern.compile("typedef (\\w+) (\\w+)");
  private static final Set<String> SCALARS =
      Set.of(
          "int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t char float double"
              .split(" "));

  private final String includes;
  private final Map<String, String> macros = new TreeMap<>();
  private final Map<String, List<Member>> structs = new LinkedHashMap<>();
  private final Set<String> unions = new TreeSet<>();
  private final Map<String, List<String>> enums = new LinkedHashMap<>();
  private final Map<String, String> functions = new TreeMap<>();
  private final Set<String> scalars = new TreeSet<>(SCALARS);

  /**
   * A member of a struct or union.
   *
   * @param type empty for a pointer
   * @param dimensions of an array
   */
  private record Member(String name, String type, int dimensions) {

    /** Whether it is what no user names: nothing lies there. */
    boolean isPadding() {
      return name.matches("padding_\\d+|spare");
    }
  }

  /**
   * @param preprocessed what the preprocessor says with its markers and definitions
   * @param folder of the generated headers
   * @param prefix of all names
   */
  UserC(List<String> headers, String preprocessed, String folder, String prefix) {
    this.includes =
        headers.stream().map("#include <%s>\n"::formatted).collect(Collectors.joining());
    StringBuilder text = new StringBuilder();
    boolean own = false;
    for (String line : preprocessed.split("\n")) {
      Matcher marker = MARKER.matcher(line);
      Matcher define = DEFINE.matcher(line);
      if (marker.matches()) {
        own = marker.group(1).startsWith(folder);
      } else if (own && define.matches()) {
        macros.put(define.group(1), define.group(2));
      } else if (own && !line.startsWith("#")) {
        text.append(line.strip()).append(' ');
      }
    }
    macros.keySet().removeIf(name -> !name.startsWith(prefix.toUpperCase(Locale.ROOT) + "_"));
    items(ATTRIBUTE.matcher(text).replaceAll("").replaceAll("\\s+", " ")).forEach(this::item);
  }

  /** Divides a file at the semicolons and the bodies that are in nothing else. */
  private static List<String> items(String text) {
    List<String> items = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 && c == ';') {
        items.add(text.substring(start, i).strip());
        start = i + 1;
      } else if (depth == 0 && c == '}' && text.substring(start, i).matches(".*?\\) \\{.*")) {
        // A function: its head is enough.
        items.add(text.substring(start, text.indexOf('{', start)).strip());
        start = i + 1;
      }
    }
    return items;
  }

  private void item(String item) {
    Matcher struct = STRUCT.matcher(item);
    Matcher enumeration = ENUM.matcher(item);
    Matcher alias = SCALAR_ALIAS.matcher(item);
    Matcher function = FUNCTION.matcher(item);
    if (struct.matches()) {
      structs.put(struct.group(2), members(struct.group(3)));
      if (struct.group(1).equals("union")) {
        unions.add(struct.group(2));
      }
    } else if (enumeration.matches()) {
      enums.put(enumeration.group(1), enumerators(enumeration.group(2)));
    } else if (alias.matches()) {
      if (scalars.contains(alias.group(1))) {
        scalars.add(alias.group(2));
      }
    } else if (!item.startsWith("typedef") && !item.startsWith("_Static") && function.matches()) {
      functions.put(function.group(2), function.group(3));
    }
  }

  private List<Member> members(String body) {
    List<Member> members = new ArrayList<>();
    for (String declaration : items(body.strip())) {
      Matcher pointer = POINTER.matcher(declaration);
      Matcher declared = DECLARED.matcher(declaration);
      if (pointer.find()) {
        members.add(new Member(pointer.group(1), "", 0));
      } else if (declared.find()) {
        String type = declaration.substring(0, declared.start()).strip();
        members.add(
            new Member(
                declared.group(1),
                type.endsWith("*") ? "" : type,
                (int) declared.group(2).chars().filter(c -> c == '[').count()));
      }
    }
    return members;
  }

  /** Without aliases, which a switch cannot have beside what they stand for. */
  private static List<String> enumerators(String body) {
    List<String> names = new ArrayList<>();
    for (String one : body.split(",")) {
      String[] sides = one.strip().split(" = ");
      if (!sides[0].isEmpty() && !(sides.length > 1 && names.contains(sides[1].strip()))) {
        names.add(sides[0].strip());
      }
    }
    return names;
  }

  /** Names of macros, types and functions. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(macros.keySet());
    names.addAll(structs.keySet());
    names.addAll(functions.keySet());
    enums.values().forEach(names::addAll);
    return names;
  }

  /** Whether there is anything in each of its lists. */
  boolean isComplete() {
    return !macros.isEmpty() && !structs.isEmpty() && !enums.isEmpty() && !functions.isEmpty();
  }

  /** A source that follows the advice of the documentation. */
  String lasting() {
    StringBuilder text = new StringBuilder(includes);
    structs.forEach(
        (name, members) -> {
          String macro = name.toUpperCase(Locale.ROOT) + "_INIT";
          text.append("%1$s designated_%1$s = %2$s;\n".formatted(name, zero(name, true)));
          if (macros.containsKey(macro)) {
            text.append("%1$s initialized_%1$s = %2$s;\n".formatted(name, macro));
          }
          text.append("void read_%1$s(const %1$s *it);\n".formatted(name));
          text.append("void read_%1$s(const %1$s *it) {\n".formatted(name));
          members.stream()
              .filter(member -> !member.isPadding())
              .map(member -> "    (void)it->%s;\n".formatted(member.name()))
              .forEach(text::append);
          text.append("}\n");
        });
    enums.forEach((name, values) -> text.append(choice(name, values, "    default: return 0;\n")));
    functions.forEach((name, parameters) -> text.append(call(name, parameters)));
    text.append("void use_macros(void);\nvoid use_macros(void) {\n");
    macros.forEach(
        (name, body) -> {
          if (!body.startsWith("{")) {
            text.append("    (void)(%s);\n".formatted(name));
          }
        });
    return text.append("}\n").toString();
  }

  /** A source that relies on nothing being appended. */
  String fragile() {
    StringBuilder text = new StringBuilder(includes);
    structs
        .keySet()
        .forEach(
            name ->
                text.append("%1$s positional_%1$s = %2$s;\n".formatted(name, zero(name, false))));
    enums.forEach((name, values) -> text.append(choice(name, values, "")));
    return text.toString();
  }

  /** The initializer of a struct, or of the first member of a union. */
  private String zero(String struct, boolean designated) {
    return structs.get(struct).stream()
        .limit(unions.contains(struct) ? 1 : Integer.MAX_VALUE)
        .filter(member -> !designated || !member.isPadding())
        .map(member -> (designated ? "." + member.name() + " = " : "") + zero(member, designated))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String zero(Member member, boolean designated) {
    String element = "0";
    if (structs.containsKey(member.type())) {
      element = zero(member.type(), designated);
    } else if (!member.type().isEmpty() && !scalars.contains(member.type())) {
      element = "{0}";
    }
    return "{".repeat(member.dimensions()) + element + "}".repeat(member.dimensions());
  }

  private static String choice(String name, List<String> values, String last) {
    return "int choose_%1$s(enum %1$s it);\nint choose_%1$s(enum %1$s it) {\n    switch (it) {\n%2$s%3$s    }\n    return 0;\n}\n"
        .formatted(
            name,
            values.stream()
                .map("    case %s: return 1;\n"::formatted)
                .collect(Collectors.joining()),
            last);
  }

  private static String call(String name, String parameters) {
    List<String> arguments = new ArrayList<>();
    for (String parameter : commas(parameters)) {
      Matcher pointer = POINTER.matcher(parameter);
      Matcher declared = DECLARED.matcher(parameter);
      if (pointer.find()) {
        arguments.add(pointer.group(1));
      } else if (!parameter.equals("void") && declared.find()) {
        arguments.add(declared.group(1));
      }
    }
    return "void use_%1$s(%2$s);\nvoid use_%1$s(%2$s) {\n    (void)%1$s(%3$s);\n}\n"
        .formatted(name, parameters, String.join(", ", arguments));
  }

  /** Parameters of functions among parameters have commas of their own. */
  private static List<String> commas(String parameters) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < parameters.length(); i++) {
      char c = parameters.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(parameters.substring(start, i).strip());
        start = i + 1;
      }
    }
    parts.add(parameters.substring(start).strip());
    return parts;
  }
}
