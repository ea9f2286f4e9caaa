// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.naming.CMacros;
import dev.tenon.generator.output.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of a schema that are macros of a header which generated C includes. */
class MacroNamesTest {

  private static final Path LIST =
      Fixtures.project()
          .resolve("generator-core/src/main/resources/dev/tenon/generator/naming/c-macros.txt");
  private static final Pattern INCLUDE = Pattern.compile("#include <(\\w+\\.h)>");
  private static final Pattern DEFINE = Pattern.compile("#define (\\w+)");

  /** Enough for a compiler to read, few enough for a call. */
  private static final int PARAMETERS = 60;

  @TempDir private Path folder;

  static Stream<Arguments> dumps() {
    List<String> c = List.of("c99", "gnu99", "c11", "gnu17");
    List<String> cpp = List.of("c++11", "gnu++11", "c++17", "gnu++20");
    return Stream.of(
            Map.entry("gcc", c),
            Map.entry("clang", c),
            Map.entry("musl-gcc", c),
            Map.entry("x86_64-w64-mingw32-gcc", c),
            Map.entry("g++", cpp),
            Map.entry("clang++", cpp),
            Map.entry("x86_64-w64-mingw32-g++", cpp))
        .filter(compiler -> compiler.getKey().startsWith("g") || Command.exists(compiler.getKey()))
        .flatMap(
            compiler ->
                compiler.getValue().stream()
                    .map(
                        standard ->
                            Arguments.of(
                                compiler.getKey(), standard, compiler.getKey().endsWith("++"))));
  }

  @ParameterizedTest
  @MethodSource("dumps")
  void everyMacroOfTheIncludedHeadersIsOnTheList(String compiler, String standard, boolean cpp)
      throws IOException {
    Path source =
        Fixtures.write(
            folder.resolve("all.c"),
            headers().stream().map("#include <%s>%n"::formatted).collect(Collectors.joining()));
    Set<String> defined = new TreeSet<>();
    for (String more : List.of("-D_TENON_NOTHING", "-D_GNU_SOURCE", "-D_ALL_SOURCE")) {
      Command.Result dump =
          Command.of(
                  compiler,
                  "-std=" + standard,
                  more,
                  "-dM",
                  "-E",
                  "-I" + Fixtures.runtime().resolve("include"),
                  "-x",
                  cpp ? "c++" : "c",
                  source.toString())
              .run();
      assertThat(dump.status()).as(dump.output()).isZero();
      Matcher define = DEFINE.matcher(dump.output());
      while (define.find()) {
        // No name of a schema begins with '_'.
        if (!define.group(1).startsWith("_")) {
          defined.add(define.group(1));
        }
      }
    }
    assertThat(defined).contains("INT32_MAX", "NULL", "TENON_API");
    if ("update".equals(System.getProperty("tenon.goldens"))) {
      add(defined);
    } else {
      assertThat(defined).allMatch(CMacros::contains);
    }
  }

  /** Headers of the system that generated files include, and those of the runtime. */
  private static Set<String> headers() throws IOException {
    Set<String> headers = new TreeSet<>();
    for (String name :
        List.of(
            Fixtures.MARKET,
            Fixtures.EVERYTHING,
            Fixtures.LANGUAGE,
            Fixtures.UNITS,
            Fixtures.CORNERS,
            Fixtures.EVOLVING,
            Fixtures.CALLBACKS)) {
      for (OutputFile file : Fixtures.generate(name)) {
        Matcher include = INCLUDE.matcher(file.content());
        while (include.find()) {
          headers.add(include.group(1));
        }
      }
    }
    try (Stream<Path> own = Files.list(Fixtures.runtime().resolve("include/tenon"))) {
      own.forEach(header -> headers.add("tenon/" + header.getFileName()));
    }
    assertThat(headers).contains("stdint.h", "stdbool.h", "math.h", "string.h", "tenon/tenon.h");
    return headers;
  }

  private static void add(Set<String> defined) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(LIST));
    int end = lines.indexOf("# Macros of other headers that are often included before or after.");
    List<String> sorted =
        Stream.concat(
                lines.subList(0, end).stream().filter(line -> !line.startsWith("#")),
                defined.stream().filter(name -> !CMacros.contains(name)))
            .sorted()
            .toList();
    List<String> all =
        Stream.of(
                lines.subList(0, end).stream().filter(line -> line.startsWith("#")),
                sorted.stream(),
                lines.subList(end, lines.size()).stream())
            .flatMap(part -> part)
            .toList();
    Files.writeString(LIST, String.join("\n", all) + "\n");
  }

  private static List<String> macros() {
    Set<String> names = new TreeSet<>(CMacros.names());
    names.addAll(List.of("TENON_API", "TENON_REGISTRY"));
    return List.copyOf(names);
  }

  /** A mapping in which every macro is a key. */
  private static String each(String value) {
    return macros().stream().map(name -> name + ": " + value).collect(Collectors.joining(", "));
  }

  @Test
  void membersOfEveryKindCompileInCAndCpp() throws IOException {
    String values =
        Stream.iterate(0, i -> i + 1)
            .limit(macros().size())
            .map(i -> macros().get(i) + ": " + i)
            .collect(Collectors.joining(", "));
    Map<String, String> lists = new TreeMap<>();
    for (String name : macros()) {
      lists.put(name, "L" + lists.size() + ": {fields: {" + name + ": 'u8[<=2]'}}");
    }
    compiles(
        """
        constants: {%s}
        enums: {Kind: {type: u16, values: {%s}}}
        unions:
          Plain: {arms: {%s}}
          Tagged: {tag: Kind, arms: {%s}}
        structs:
          Numbers: {fields: {%s}}
          Big: {fields: {%s}}
          Texts: {fields: {%s}}
          Spare: {fields: {some: u8, %s}}
          Holder: {fields: {kind: Kind, body: {type: Tagged, tag: kind}}}
          %s
        """
            .formatted(
                each("{type: u8, value: 1}").replace("bool: {type: u8, value: 1}, ", ""),
                values,
                each("u8"),
                each("u8"),
                each("{type: u8, min: 1, default: 2}"),
                each("{type: u16, order: big, bits: {errno: 0, offsetof: 1..3}}"),
                each("'char[4]'"),
                each("{reserved: 1}"),
                String.join("\n  ", lists.values())));
  }

  @Test
  void parametersAndCallsCompileInCAndCpp() throws IOException {
    List<String> names = macros();
    StringBuilder callbacks = new StringBuilder("callbacks:\n");
    StringBuilder exports = new StringBuilder("exports:\n");
    StringBuilder functions = new StringBuilder("functions:\n");
    for (int i = 0; i < names.size(); i += PARAMETERS) {
      String parameters =
          names.subList(i, Math.min(names.size(), i + PARAMETERS)).stream()
              .map(name -> name + ": u8")
              .collect(Collectors.joining(", "));
      callbacks.append("  C%d: {params: {%s}, listeners: 2, batch: 2}%n".formatted(i, parameters));
      exports.append("  e%d: {params: {%s}}%n".formatted(i, parameters));
      functions.append("  f%d: {params: {%s}}%n".formatted(i, parameters));
    }
    compiles(callbacks.toString() + exports + functions);
  }

  @Test
  void namesAfterTypesCompileInCAndCpp() throws IOException {
    compiles(
        """
        structs:
          Environ: {id: 1, fields: {x: u8, late: {type: u8, since: 2}}}
          Errno: {id: 2, fields: {x: 'u32[<=2]'}}
          Linux: {id: 3, fields: {x: 'char[8]', inner: Unix}}
          Unix: {fields: {y: {type: u8, atomic: true}}}
          Types: {fields: {uint8_t: u8, size_t: u8, float_t: f32, last: 'u32[<=2]', int8_t: i8}}
        regions:
          Alloca:
            contents:
              isnan: Unix
              offsetof: {queue: [Environ, Errno, Linux], capacity: 4KiB}
              NULL: {queue: [Environ], capacity: 4KiB}
          Stdin: {contents: {stdout: Unix}}
        """);
  }

  /** A name of several parts may be a macro: prefix {@code int32} and constant {@code MAX}. */
  @Test
  void namesOfSeveralPartsCompileInCAndCpp() throws IOException {
    Map<String, Set<String>> ends = new TreeMap<>();
    for (String macro : macros()) {
      for (int at = macro.indexOf('_'); at > 0; at = macro.indexOf('_', at + 1)) {
        String prefix = macro.substring(0, at).toLowerCase(Locale.ROOT);
        if (!prefix.startsWith("tenon") && !prefix.endsWith("_") && at + 1 < macro.length()) {
          ends.computeIfAbsent(prefix, none -> new TreeSet<>()).add(macro.substring(at + 1));
        }
      }
    }
    int compiled = 0;
    for (Map.Entry<String, Set<String>> part : ends.entrySet()) {
      StringBuilder declarations = new StringBuilder();
      List<String> constants = new ArrayList<>();
      List<String> functions = new ArrayList<>();
      for (String end : part.getValue()) {
        if (!end.matches("[A-Za-z]\\w*")) {
          continue;
        }
        (end.equals(end.toLowerCase(Locale.ROOT)) ? functions : constants).add(end);
      }
      constants.forEach(
          name -> declarations.append("  %s: {type: u8, value: 1}%n".formatted(name)));
      if (!constants.isEmpty()) {
        declarations.insert(0, "constants:\n");
      }
      if (!functions.isEmpty()) {
        declarations.append("functions:\n");
        functions.forEach(
            name -> declarations.append("  %s: {java_name: j_%1$s}%n".formatted(name)));
      }
      if (constants.isEmpty() && functions.isEmpty() || !isPrefix(part.getKey())) {
        continue;
      }
      compiles(part.getKey(), declarations.toString());
      compiled++;
    }
    assertThat(compiled).isGreaterThan(20);
  }

  /** Prefix {@code size} and struct {@code T} would make {@code size_t}. */
  @ParameterizedTest
  @CsvSource({"size, T", "uint8, T", "wchar, T", "char8, T", "co, Await", "co, Yield"})
  void typesThatWouldBeReservedWordsCompileInCAndCpp(String prefix, String name)
      throws IOException {
    compiles(
        prefix,
        """
        structs: {%1$s: {fields: {x: 'char[4]', y: u16}}, U: {fields: {t: %1$s}}}
        """
            .formatted(name));
  }

  private static boolean isPrefix(String prefix) {
    try {
      SchemaCompiler.compile("words.tenon.yaml", head(prefix));
      return true;
    } catch (SchemaException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT32_MAX", "offsetof", "unix", "bool", "TENON_API", "true", "class"})
  void givenNameThatIsReservedIsRefused(String name) {
    try {
      SchemaCompiler.compile(
          "words.tenon.yaml",
          head("t") + "structs: {Point: {fields: {x: {type: u8, c_name: '" + name + "'}}}}\n");
    } catch (SchemaException e) {
      assertThat(e.diagnostics())
          .extracting(Diagnostic::message)
          .containsExactly("'%s' is reserved in C or C++".formatted(name));
      return;
    }
    throw new AssertionError(name + " was taken");
  }

  private static String head(String prefix) {
    return """
    tenon: 1
    schema: words
    version: 2
    java: {package: com.example.words}
    c: {prefix: %s}
    """
        .formatted(prefix);
  }

  private void compiles(String declarations) throws IOException {
    compiles("t", declarations);
  }

  private void compiles(String prefix, String declarations) throws IOException {
    CompiledSchema compiled =
        SchemaCompiler.compile("words.tenon.yaml", head(prefix) + declarations);
    List<OutputFile> files = Fixtures.generate(compiled);
    Fixtures.write(files, folder);
    for (OutputFile file : files) {
      boolean header = file.path().endsWith(".h");
      if (!header && !file.path().endsWith(".c")) {
        continue;
      }
      for (Compiler compiler : compilers(header)) {
        Command.Result result =
            compiler.check(
                folder.resolve(file.path()),
                folder.resolve("include"),
                Fixtures.runtime().resolve("include"));
        assertThat(result.status())
            .as("%s of prefix %s with %s: %s", file.path(), prefix, compiler, result.output())
            .isZero();
      }
    }
  }

  private static List<Compiler> compilers(boolean header) {
    // Every macro is visible without a strict standard.
    Compiler c = new Compiler("gcc", List.of("-std=gnu11", "-Werror"), false);
    return header
        ? List.of(c, new Compiler("g++", List.of("-std=gnu++17", "-Werror"), true))
        : List.of(c);
  }
}
