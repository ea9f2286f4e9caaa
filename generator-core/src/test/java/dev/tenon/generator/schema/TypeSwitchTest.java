// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A new type is a compile error wherever types are told apart, never printed as another one. */
class TypeSwitchTest {

  private static final Path SOURCES = Path.of("src/main/java");

  private static final Set<String> TYPES =
      Stream.<Enum<?>[]>of(
              ScalarType.values(), ScalarType.Kind.values(), SemanticType.Kind.values())
          .flatMap(Arrays::stream)
          .map(Enum::name)
          .collect(Collectors.toSet());

  @Test
  void switchesOverTypesAreExpressionsWithoutDefault() throws IOException {
    assertThat(faults(sources())).isEmpty();
  }

  @Test
  void switchWithDefaultIsFound() throws IOException {
    Path source = Files.createTempFile("Sample", ".java");
    Files.writeString(
        source,
        "class Sample { int a(ScalarType t) { return switch (t) { case U8 -> 1; default -> 2; }; }"
            + " void b(ScalarType t) { switch (t) { case F64 -> a(t); } } }");

    assertThat(faults(List.of(source))).hasSize(2);
    Files.delete(source);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static List<String> faults(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> faults = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
      JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of(), null, units);
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit.getSourceFile().getName(), faults).scan(unit, null);
      }
    }
    return faults;
  }

  /** Finds switches that have a type as a label. */
  private static final class Scanner extends TreeScanner<Void, Void> {

    private final String file;
    private final List<String> faults;

    Scanner(String file, List<String> faults) {
      this.file = file;
      this.faults = faults;
    }

    @Override
    public Void visitSwitch(SwitchTree tree, Void nothing) {
      if (isOverTypes(tree.getCases())) {
        faults.add(file + ": a statement, which need not name every type: " + tree);
      }
      return super.visitSwitch(tree, nothing);
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
      boolean hasDefault = tree.getCases().stream().anyMatch(c -> c.getExpressions().isEmpty());
      if (hasDefault && isOverTypes(tree.getCases())) {
        faults.add(file + ": a default that swallows a new type: " + tree);
      }
      return super.visitSwitchExpression(tree, nothing);
    }

    private static boolean isOverTypes(List<? extends CaseTree> cases) {
      return cases.stream()
          .flatMap(one -> one.getExpressions().stream())
          .anyMatch(label -> label instanceof IdentifierTree name && isType(name));
    }

    private static boolean isType(IdentifierTree label) {
      return TYPES.contains(label.getName().toString());
    }
  }
}
