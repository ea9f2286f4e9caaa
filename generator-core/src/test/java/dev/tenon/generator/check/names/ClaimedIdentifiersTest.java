// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.conformance.RandomCalls;
import dev.tenon.generator.conformance.RandomSchema;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.naming.CIdentifiers;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.testing.GeneratedJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever generated code declares is on the lists of names, so that a collision with it is found
 * before anything is generated. C is read by clang and by the preprocessor, Java by reflection.
 */
class ClaimedIdentifiersTest {

  private static final long SEED = Long.getLong("tenon.conformance.seed", 20261128);
  private static final int SCHEMAS = Boolean.getBoolean("tenon.long") ? 500 : 6;
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RUNTIME = ROOT.resolve("runtime/src/main/c/include");
  private static final Pattern MARKER = Pattern.compile("^# \\d+ \"([^\"]*)\"");
  private static final Pattern DEFINE = Pattern.compile("^#define (\\w+)");

  @TempDir private Path folder;

  static LongStream seeds() {
    return LongStream.range(SEED, SEED + SCHEMAS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "guide/market",
        "market",
        "everything",
        "callbacks",
        "language",
        "units",
        "corners",
        "evolving"
      })
  void ofGoldens(String schema) throws IOException {
    check(List.of(Path.of("src/test/resources/schemas").resolve(schema + ".tenon.yaml")));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ofRandomData(long seed) throws IOException {
    check(RandomSchema.write(seed, Files.createDirectory(folder.resolve("schemas"))));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ofRandomCalls(long seed) throws IOException {
    Path file = folder.resolve(RandomCalls.name(seed) + ".tenon.yaml");
    check(List.of(Files.writeString(file, RandomCalls.text(seed))));
  }

  private void check(List<Path> schemas) throws IOException {
    assumeTrue(isThere("clang"), "clang tells what C declares");
    copy(Path.of("src/test/resources/c/foreign/device.h"), folder.resolve("include/foreign"));
    List<CompiledSchema> all = new ArrayList<>();
    for (Path schema : schemas) {
      try {
        all.add(SchemaCompiler.compile(schema));
      } catch (SchemaException e) {
        assertThat(e.diagnostics())
            .as("what is wrong with %s", schema)
            .allMatch(found -> found.code().id().matches("TN500[56]"));
        return;
      }
    }
    for (CompiledSchema compiled : all) {
      compiled.schema().imports().forEach(this::write);
      write(compiled.schema());
    }
    int identifiers = 0;
    for (CompiledSchema compiled : all) {
      identifiers += inC(compiled) + inJava(compiled);
    }
    System.out.println("claimed identifiers: " + identifiers + " of " + all.size() + " schemas");
    assertThat(identifiers).isPositive();
  }

  private void write(dev.tenon.generator.schema.Schema schema) {
    for (OutputFile file : files(schema)) {
      try {
        Path path = folder.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<OutputFile> files(dev.tenon.generator.schema.Schema schema) {
    return new CEmitter(Optional.empty())
        .emit(schema, dev.tenon.generator.layout.Layouts.of(schema));
  }

  private static void copy(Path file, Path to) throws IOException {
    Files.createDirectories(to);
    Files.copy(file, to.resolve(file.getFileName()));
  }

  /** Names of one schema in C. */
  private record Claims(Set<String> global, Set<String> members, Set<String> locals) {

    static Claims of(CompiledSchema compiled) {
      Claims claims =
          new Claims(new TreeSet<>(CIdentifiers.STATICS), new TreeSet<>(), new TreeSet<>());
      List<NameUnit> units = new ArrayList<>(CUnits.ofImports(compiled.schema()));
      units.addAll(CUnits.of(compiled.schema(), compiled.layouts()));
      for (NameUnit unit : units) {
        for (NameUnit.Name name : unit.names().get()) {
          if (name.scope().equals(CUnits.GLOBAL)) {
            claims.global.add(name.key());
          } else if (name.scope().startsWith("members of ")) {
            claims.members.add(name.key());
          }
        }
      }
      for (Composite composite : compiled.schema().composites()) {
        claims.members.add(new CMembers(compiled.schema(), composite).bytesMember());
      }
      claims.locals.addAll(CIdentifiers.LOCALS);
      for (Region region : compiled.schema().regions()) {
        claims.locals.add(CNames.variable(compiled.schema(), region, CIdentifiers.LOCALS));
      }
      return claims;
    }
  }

  private int inC(CompiledSchema compiled) throws IOException {
    Claims claims = Claims.of(compiled);
    int count = 0;
    for (OutputFile file : files(compiled.schema())) {
      if (!file.path().matches(".*\\.[ch]")) {
        continue;
      }
      Path path = folder.resolve(file.path());
      Set<String> global = new TreeSet<>();
      Set<String> members = new TreeSet<>();
      Set<String> locals = new TreeSet<>();
      declarations(path, global, members, locals);
      global.addAll(macros(path));
      assertThat(claims.global).as("names of %s", file.path()).containsAll(global);
      if (file.path().endsWith("/" + compiled.schema().name() + ".h")) {
        assertThat(claims.members).as("members in %s", file.path()).containsAll(members);
        count += members.size();
      }
      if (file.path().endsWith("_regions.c")) {
        assertThat(claims.locals).as("variables in %s", file.path()).containsAll(locals);
      }
      count += global.size();
    }
    return count;
  }

  private String run(String... command) throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(false)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    String text = Files.readString(output);
    Files.delete(output);
    return text;
  }

  private String[] compiler(String command, Path file, String... options) {
    List<String> words = new ArrayList<>(List.of(command, "-std=c11"));
    words.addAll(List.of("-I" + folder.resolve("include"), "-I" + RUNTIME));
    words.addAll(List.of(options));
    words.addAll(List.of("-x", "c", file.toString()));
    return words.toArray(String[]::new);
  }

  private static boolean isThere(String command) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, command)));
  }

  private Set<String> macros(Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    String current = "";
    for (String line : run(compiler("gcc", file, "-E", "-dD")).split("\n")) {
      Matcher marker = MARKER.matcher(line);
      Matcher define = DEFINE.matcher(line);
      if (marker.find()) {
        current = marker.group(1);
      } else if (define.find() && current.equals(file.toString())) {
        names.add(define.group(1));
      }
    }
    return names;
  }

  /** A declaration that is being read. */
  private static final class Node {
    private final String role;
    private String kind = "";
    private String name = "";
    private String file = "";

    Node(String role) {
      this.role = role;
    }
  }

  /** Reads the tree of clang, which names a file only where it changes. */
  private void declarations(Path file, Set<String> global, Set<String> members, Set<String> locals)
      throws IOException {
    declarations(
        run(compiler("clang", file, "-fsyntax-only", "-Xclang", "-ast-dump=json")),
        file,
        global,
        members,
        locals);
    global.removeAll(given());
  }

  /** What the headers declare that generated code includes. */
  private Set<String> given() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("given.c"),
            """
            #include <math.h>
            #include <stdbool.h>
            #include <stddef.h>
            #include <stdint.h>
            #include <stdlib.h>
            #include <string.h>
            #include <foreign/device.h>
            #include <tenon/tenon.h>
            #include <tenon/callback.h>
            #include <tenon/java.h>
            """);
    Set<String> names = new TreeSet<>();
    declarations(
        run(compiler("clang", file, "-fsyntax-only", "-Xclang", "-ast-dump=json")),
        null,
        names,
        new TreeSet<>(),
        new TreeSet<>());
    return names;
  }

  /**
   * Reads a tree.
   *
   * @param file whose declarations are wanted, null for all
   */
  private static void declarations(
      String json, Path file, Set<String> global, Set<String> members, Set<String> locals)
      throws IOException {
    String current = "";
    Deque<Node> open = new ArrayDeque<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      String field = "";
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT) {
          open.push(new Node(field));
        } else if (token == JsonToken.END_OBJECT) {
          Node node = open.pop();
          boolean isHere = file == null || node.file.equals(file.toString());
          if (isHere
              && node.role.equals("inner")
              && !node.name.isEmpty()
              && !node.name.startsWith("__")) {
            sort(node, depth(open), global, members, locals);
          }
        } else if (token == JsonToken.FIELD_NAME) {
          field = parser.currentName();
          if (field.equals("name") && open.peek().file.isEmpty()) {
            open.peek().file = current;
          }
        } else if (token == JsonToken.VALUE_STRING) {
          String text = parser.getText();
          if (field.equals("file") && !open.peek().role.equals("includedFrom")) {
            current = text;
          } else if (field.equals("kind")) {
            open.peek().kind = text;
          } else if (field.equals("name")) {
            open.peek().name = text;
          }
        }
      }
    }
  }

  private static long depth(Deque<Node> open) {
    return open.stream().filter(node -> node.kind.equals("FunctionDecl")).count();
  }

  private static void sort(
      Node node, long functions, Set<String> global, Set<String> members, Set<String> locals) {
    switch (node.kind) {
      case "FunctionDecl", "TypedefDecl", "RecordDecl", "EnumDecl", "EnumConstantDecl" ->
          global.add(node.name);
      case "VarDecl" -> add(functions == 0 ? global : locals, node.name);
      case "ParmVarDecl" -> add(functions == 0 ? new TreeSet<>() : locals, node.name);
      case "FieldDecl" -> members.add(node.name);
      default -> {}
    }
  }

  private static void add(Set<String> names, String name) {
    names.add(name);
  }

  private int inJava(CompiledSchema compiled) {
    Set<String> claimed = new TreeSet<>(JavaIdentifiers.FIXED);
    claimed.addAll(JavaIdentifiers.schema(compiled.schema()));
    for (NameUnit unit : JavaUnits.of(compiled.schema(), compiled.layouts())) {
      for (NameUnit.Name name : unit.names().get()) {
        claimed.add(name.shown().replaceAll("^class |\\(.*", ""));
      }
    }
    compiled.schema().composites().forEach(composite -> claimed.add(JavaNames.type(composite)));
    compiled.schema().regions().stream()
        .flatMap(region -> region.contents().stream())
        .flatMap(section -> section.types().stream())
        .filter(StructType.class::isInstance)
        .forEach(message -> claimed.addAll(JavaIdentifiers.message((StructType) message).all()));
    claimed.addAll(hidden(compiled.schema()));
    Set<String> found = new TreeSet<>();
    GeneratedJava java = GeneratedJava.of(compiled);
    for (OutputFile file : java.files()) {
      if (file.path().endsWith(".java") && !file.path().endsWith("-info.java")) {
        String name = file.path().replaceAll(".*/|\\.java$", "");
        collect(java.type(name), found::add);
      }
    }
    assertThat(claimed).as("names in Java").containsAll(found);
    return found.size();
  }

  /** Fields that users do not see but that are called after what a schema names. */
  private static Set<String> hidden(dev.tenon.generator.schema.Schema schema) {
    Set<String> names = new TreeSet<>(JavaIdentifiers.INTERNAL);
    names.addAll(JavaCalls.facadeFields(schema).all());
    names.addAll(JavaCalls.failureFields(schema).all());
    schema.structs().forEach(message -> names.add(JavaNames.cursor(message)));
    Stream.concat(schema.callbacks().stream(), schema.exports().stream())
        .flatMap(invocable -> JavaCalls.parameters(invocable.signature()).stream())
        .forEach(viewed -> names.add(JavaNames.member(viewed)));
    return names;
  }

  /** Classes, fields and methods, whoever may use them. */
  private static void collect(Class<?> type, Consumer<String> found) {
    found.accept(type.getSimpleName());
    for (Method method : type.getDeclaredMethods()) {
      if (!method.isSynthetic()) {
        found.accept(method.getName());
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (!field.isSynthetic()) {
        found.accept(field.getName());
      }
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      collect(nested, found);
    }
  }
}
