// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page about templates lists those that there are, the files that each makes and the values
 * that it sees. {@code -Dtenon.goldens=update} writes its tables.
 */
class TemplatesPageTest {

  private static final Path PAGE = Path.of("../docs/templates.md");
  private static final Path TEMPLATES =
      Path.of("../templates/src/main/resources/dev/tenon/templates/c");
  private static final Path SOURCES = Path.of("src/main/java/dev/tenon/generator/emit/c");

  private static final boolean UPDATE = "update".equals(System.getProperty("tenon.goldens"));
  private static final Pattern BLOCK =
      Pattern.compile("(<!-- (templates|values) -->\n)(.*?)(<!-- end -->\n)", Pattern.DOTALL);

  /** Schemas that between them need every template. */
  private static final List<String> SCHEMAS =
      List.of(Fixtures.MARKET, Fixtures.LANGUAGE, "evolving", "callbacks");

  private static final Pattern VIEW = Pattern.compile("VIEW (\\S+)");
  private static final String MARK = "/* printed by the replaced template */";

  @TempDir private Path folder;

  private final Map<String, Class<?>> views = new TreeMap<>();

  @Test
  void listsEveryTemplateItsFilesAndItsValues() throws IOException {
    String files = templates();
    String values = values();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    String expected =
        block.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1)
                        + (found.group(2).equals("templates") ? files : values)
                        + found.group(4)));
    if (UPDATE) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).content().isEqualTo(expected).contains("| `c/types.h.ftl` |", "### TypesView");
  }

  /** Replaces one template after the other, and sees which files that changes. */
  private String templates() throws IOException {
    StringBuilder table = new StringBuilder("| template | makes | sees |\n| --- | --- | --- |\n");
    List<Path> all;
    try (Stream<Path> list = Files.list(TEMPLATES)) {
      all = list.sorted().toList();
    }
    for (Path template : all) {
      String name = "c/" + template.getFileName();
      Set<String> files = new TreeSet<>();
      for (OutputFile file : generate(name, marked(Files.readString(template)))) {
        if (file.content().contains(MARK)) {
          files.add("`" + generic(file.path()) + "`");
        }
      }
      assertThat(files).as(name + " is used").isNotEmpty();
      String sees = view(name);
      table.append("| `%s` | %s | %s |\n".formatted(name, String.join(", ", files), sees));
    }
    return table.toString();
  }

  private static String generic(String path) {
    String schema = path.split("/")[path.startsWith("lib/") ? 2 : 1];
    return path.replace(schema, "NAME");
  }

  /** A template prints the mark first; one of macros in each of its macros. */
  private static String marked(String text) {
    return text.contains("<#macro ")
        ? text.replaceAll("(<#macro [^>]*>)", "$1" + Matcher.quoteReplacement(MARK))
            + "\n<#-- "
            + MARK
            + " -->"
        : MARK + "\n" + text;
  }

  /** Asks a template for the class of its view. */
  private String view(String name) throws IOException {
    if (Files.readString(TEMPLATES.resolve(name.substring(2))).contains("<#macro ")) {
      return "arguments of its macros";
    }
    for (OutputFile file : generate(name, "VIEW ${view.class.name}\n")) {
      Matcher found = VIEW.matcher(file.content());
      if (found.find()) {
        try {
          Class<?> view = Class.forName(found.group(1));
          views.put(view.getSimpleName(), view);
          return type(view);
        } catch (ClassNotFoundException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError(name + " prints no file");
  }

  private List<OutputFile> generate(String template, String text) throws IOException {
    Path directory = Files.createTempDirectory(folder, "templates");
    Path file = directory.resolve(template);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    CEmitter emitter = new CEmitter(Optional.of(directory));
    List<OutputFile> files = new ArrayList<>();
    for (String schema : SCHEMAS) {
      var compiled = Fixtures.schema(schema);
      files.addAll(emitter.emit(compiled.schema(), compiled.layouts()));
    }
    for (Section.Kind kind : Section.Kind.values()) {
      var compiled =
          SchemaCompiler.compile(
              Path.of("src/test/resources/sections").resolve(kind.key() + ".tenon.yaml"));
      files.addAll(emitter.emit(compiled.schema(), compiled.layouts()));
    }
    return files;
  }

  private String values() throws IOException {
    Map<String, Map<String, String>> meanings = meanings();
    StringBuilder tables = new StringBuilder();
    for (Class<?> view : reachable()) {
      tables.append("\n### %s\n\n".formatted(view.getSimpleName()));
      tables.append("| value | type | meaning |\n| --- | --- | --- |\n");
      Map<String, String> known = meanings.getOrDefault(view.getName(), Map.of());
      for (RecordComponent component : view.getRecordComponents()) {
        assertThat(known)
            .as("@param of " + view.getName())
            .hasEntrySatisfying(component.getName(), text -> assertThat(text).isNotEmpty());
        tables.append(
            "| `%s` | %s | %s |\n"
                .formatted(
                    component.getName(),
                    type(component.getGenericType()),
                    known.get(component.getName())));
      }
    }
    return tables.append("\n").toString();
  }

  /** The views, each followed by the records that it holds. */
  private Set<Class<?>> reachable() {
    Set<Class<?>> reached = new LinkedHashSet<>();
    views.values().forEach(view -> reach(view, reached));
    return reached;
  }

  private static void reach(Type type, Set<Class<?>> reached) {
    if (type instanceof ParameterizedType generic) {
      Stream.of(generic.getActualTypeArguments()).forEach(argument -> reach(argument, reached));
    } else if (type instanceof Class<?> named && named.isRecord() && reached.add(named)) {
      Stream.of(named.getRecordComponents()).forEach(c -> reach(c.getGenericType(), reached));
    }
  }

  private static String type(Type type) {
    if (type instanceof ParameterizedType generic) {
      String element = type(generic.getActualTypeArguments()[0]);
      return generic.getRawType() == Map.class ? element + " by role" : "list of " + element;
    }
    Class<?> named = (Class<?>) type;
    String name = named.getSimpleName();
    return named.isRecord()
        ? "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT))
        : switch (name) {
          case "String" -> "text";
          case "boolean" -> "boolean";
          case "int", "long" -> "integer";
          default -> name;
        };
  }

  /** The {@code @param} texts of all records, by class name and component. */
  private static Map<String, Map<String, String>> meanings() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, Map<String, String>> meanings = new LinkedHashMap<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.walk(SOURCES)) {
      List<Path> java = sources.filter(file -> file.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(java));
      DocTrees docs = DocTrees.instance(task);
      for (var unit : task.parse()) {
        new TreePathScanner<Void, Void>() {
          @Override
          public Void visitClass(com.sun.source.tree.ClassTree tree, Void nothing) {
            params(docs, getCurrentPath())
                .ifPresent(found -> meanings.put(className(getCurrentPath()), found));
            return super.visitClass(tree, nothing);
          }
        }.scan(unit, null);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return meanings;
  }

  /** The name of a class as {@link Class#getName} has it. */
  private static String className(TreePath path) {
    String name = "";
    for (TreePath p = path; p != null; p = p.getParentPath()) {
      if (p.getLeaf() instanceof com.sun.source.tree.ClassTree type) {
        name = type.getSimpleName() + (name.isEmpty() ? "" : "$" + name);
      }
    }
    return TemplatesPageTest.class.getPackageName() + "." + name;
  }

  private static Optional<Map<String, String>> params(DocTrees docs, TreePath path) {
    DocCommentTree comment = docs.getDocCommentTree(path);
    return Optional.ofNullable(comment)
        .map(
            tree ->
                tree.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .collect(
                        Collectors.toMap(
                            param -> param.getName().toString(), TemplatesPageTest::sentence)));
  }

  private static String sentence(ParamTree param) {
    return param.getDescription().stream()
        .map(Object::toString)
        .collect(Collectors.joining())
        .replaceAll("\\{@(?:code|link) ([^}]*)\\}", "`$1`")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
