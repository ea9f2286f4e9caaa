// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.emit.c.CEmitter;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.testing.JavaCompilation;
import dev.tenon.generator.testing.RuntimeClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sources that were written against one version of a contract, compiled against what is generated
 * of another. They are made of all that the first one offers, once in the way that the
 * documentation advises, and once relying on nothing being appended.
 */
final class UserSources {

  private static final Path RUNTIME = Path.of("../runtime/src/main/c/include").toAbsolutePath();
  private static final List<String> C =
      List.of("cc", "-std=c11", "-Wall", "-Wextra", "-Werror", "-Wno-deprecated-declarations");

  private final Path folder;
  private final Map<String, String> generated;
  private final Path classes;
  private final Map<String, String> lastingJava;
  private final Map<String, String> fragileJava;
  private final String lastingC;
  private final String fragileC;
  private final Set<String> names;

  /** Compilers' messages about sources that do not compile; empty where all do. */
  record Outcome(String lastingJava, String fragileJava, String lastingC, String fragileC) {

    boolean isLasting() {
      return lastingJava.isEmpty() && lastingC.isEmpty();
    }

    boolean compiles() {
      return isLasting() && fragileJava.isEmpty() && fragileC.isEmpty();
    }

    @Override
    public String toString() {
      return shown("lasting Java", lastingJava)
          + shown("fragile Java", fragileJava)
          + shown("lasting C", lastingC)
          + shown("fragile C", fragileC);
    }

    private static String shown(String what, String messages) {
      return messages.isEmpty()
          ? ""
          : what + ": " + messages.lines().limit(4).reduce("", (a, b) -> a + "\n    " + b) + "\n";
    }
  }

  /**
   * @param folder is used for files, and may hold headers that the schema describes
   */
  UserSources(CompiledSchema written, Path folder) throws IOException {
    this.folder = folder;
    this.generated = java(written);
    this.classes = folder.resolve("classes");
    JavaCompilation.compile(generated, RuntimeClasses.path())
        .forEach((name, bytes) -> write(classFile(name), bytes));
    UserJava java = new UserJava(load());
    this.lastingJava = java.lasting();
    this.fragileJava = java.fragile();
    Path include = writeC(written, "written");
    List<String> headers = headers(include, written.schema());
    Path all = folder.resolve("all.h");
    Files.writeString(
        all, headers.stream().map("#include <%s>\n"::formatted).reduce("", String::concat));
    Run preprocessed = run(include, List.of("-E", "-dD", "-x", "c", all.toString()));
    assertThat(preprocessed.status()).as(preprocessed.output()).isZero();
    UserC c =
        new UserC(headers, preprocessed.output(), include.toString(), written.schema().cPrefix());
    assertThat(c.isComplete()).as("what was read of the headers").isTrue();
    this.lastingC = c.lasting();
    this.fragileC = c.fragile();
    this.names = new TreeSet<>(c.names());
    this.names.addAll(java.names());
    Outcome unchanged = against(written, "unchanged");
    assertThat(unchanged.compiles()).as(unchanged.toString()).isTrue();
  }

  /** Names of what the first version offers, in both languages. */
  Set<String> names() {
    return names;
  }

  private static Map<String, String> java(CompiledSchema compiled) {
    Map<String, String> sources = new TreeMap<>();
    Stream.concat(
            compiled.schema().imports().stream()
                .flatMap(one -> new JavaEmitter().emit(one, Layouts.of(one)).stream()),
            new JavaEmitter().emit(compiled.schema(), compiled.layouts()).stream())
        .filter(file -> file.kind() == OutputFile.Kind.JAVA)
        .forEach(file -> sources.put(file.path(), file.content()));
    return sources;
  }

  private Path classFile(String name) {
    return classes.resolve(name.replace('.', '/') + ".class");
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Class<?>> load() throws IOException {
    URL[] urls = {classes.toUri().toURL()};
    ClassLoader loader = new URLClassLoader(urls, RuntimeClasses.loader());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = classes.relativize(file).toString();
        String name = path.replace(".class", "").replace('/', '.').replace('\\', '.');
        types.add(Class.forName(name, false, loader));
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    return types;
  }

  private Path writeC(CompiledSchema compiled, String name) {
    Path output = folder.resolve(name);
    for (Schema imported : compiled.schema().imports()) {
      writeC(imported, Layouts.of(imported), output);
    }
    writeC(compiled.schema(), compiled.layouts(), output);
    return output.resolve("include");
  }

  private static void writeC(Schema schema, Layouts layouts, Path output) {
    for (OutputFile file : new CEmitter(Optional.empty()).emit(schema, layouts)) {
      if (file.path().endsWith(".h")) {
        write(output.resolve(file.path()), file.content().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static List<String> headers(Path include, Schema schema) throws IOException {
    try (Stream<Path> files = Files.list(include.resolve(schema.name()))) {
      return files.map(file -> include.relativize(file).toString()).sorted().toList();
    }
  }

  private record Run(int status, String output) {}

  private Run run(Path include, List<String> arguments) {
    List<String> command = new ArrayList<>(C);
    command.addAll(List.of("-I" + include, "-I" + RUNTIME, "-I" + folder));
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes());
      return new Run(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Compiles the sources against another version.
   *
   * @param name of a folder for its files, different for each call
   */
  Outcome against(CompiledSchema other, String name) {
    Map<String, String> changed = java(other);
    boolean allStay = changed.keySet().containsAll(generated.keySet());
    // Unchanged sources keep their classes; a removed file compiles everything anew.
    List<Path> classPath =
        allStay ? List.of(classes, RuntimeClasses.path()) : List.of(RuntimeClasses.path());
    if (allStay) {
      changed.values().removeAll(generated.values());
    }
    Path include = writeC(other, name);
    Map<String, String> all = new HashMap<>(lastingJava);
    all.putAll(fragileJava);
    // Both at once first: mostly both compile, and it takes half the time.
    boolean compiles = java(changed, all, classPath).isEmpty();
    return new Outcome(
        compiles ? "" : java(changed, lastingJava, classPath),
        compiles ? "" : java(changed, fragileJava, classPath),
        c(include, name + "/lasting.c", lastingC),
        c(include, name + "/fragile.c", fragileC));
  }

  private static String java(
      Map<String, String> changed, Map<String, String> user, List<Path> classPath) {
    Map<String, String> sources = new HashMap<>(changed);
    sources.putAll(user);
    return JavaCompilation.errors(sources, classPath.toArray(Path[]::new));
  }

  private String c(Path include, String file, String text) {
    Path source = folder.resolve(file);
    write(source, text.getBytes(StandardCharsets.UTF_8));
    Run run = run(include, List.of("-fsyntax-only", source.toString()));
    return run.status() == 0 ? "" : run.output();
  }
}
