// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.emit.java.JavaEmitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.output.OutputFile.Kind;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.UnionType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.UnionLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java of one schema, generated, compiled and loaded. */
public record GeneratedJava(CompiledSchema compiled, List<OutputFile> files, ClassLoader loader) {

  private static final Path SCHEMAS = Path.of("src/test/resources/schemas");
  private static final Map<String, ClassLoader> SCENARIOS = new ConcurrentHashMap<>();
  private static final Map<String, GeneratedJava> RESOURCES = new ConcurrentHashMap<>();

  /** From a schema among the test resources, such as {@code market.tenon.yaml}. */
  public static GeneratedJava ofResource(String schema) {
    return RESOURCES.computeIfAbsent(
        schema, name -> of(SchemaCompiler.compile(SCHEMAS.resolve(name))));
  }

  /** From the structs, enums and so on of a schema, without its first lines. */
  public static GeneratedJava ofText(String declarations) {
    String head =
        """
        tenon: 1
        schema: sample
        version: 1
        java: {package: sample}
        c: {prefix: smp}
        """;
    return of(SchemaCompiler.compile("sample.tenon.yaml", head + declarations));
  }

  /** Several schemas and all that they import, compiled together because that is much faster. */
  public static List<GeneratedJava> ofAll(List<CompiledSchema> schemas) {
    Map<String, String> sources = new HashMap<>();
    List<List<OutputFile>> files = new ArrayList<>();
    for (CompiledSchema schema : schemas) {
      files.add(new JavaEmitter().emit(schema.schema(), schema.layouts()));
      sources.putAll(sources(files.get(files.size() - 1)));
    }
    ClassLoader loader = load(sources, schemas.stream().allMatch(s -> needsOnlyTheJdk(s.schema())));
    List<GeneratedJava> all = new ArrayList<>();
    for (int i = 0; i < schemas.size(); i++) {
      all.add(new GeneratedJava(schemas.get(i), files.get(i), loader));
    }
    return all;
  }

  public static GeneratedJava of(CompiledSchema compiled) {
    List<OutputFile> files = new JavaEmitter().emit(compiled.schema(), compiled.layouts());
    boolean plain = needsOnlyTheJdk(compiled.schema());
    return new GeneratedJava(compiled, files, load(withImports(compiled, files), plain));
  }

  /** As {@link #ofResource}, with every generated text changed. */
  public static GeneratedJava ofResource(String schema, UnaryOperator<String> change) {
    CompiledSchema compiled = SchemaCompiler.compile(SCHEMAS.resolve(schema));
    List<OutputFile> files =
        new JavaEmitter()
            .emit(compiled.schema(), compiled.layouts()).stream()
                .map(f -> new OutputFile(f.kind(), f.path(), change.apply(f.content())))
                .toList();
    return new GeneratedJava(compiled, files, load(sources(files), false));
  }

  private static ClassLoader load(Map<String, String> sources, boolean plain) {
    return plain
        ? JavaCompilation.load(sources, GeneratedJava.class.getClassLoader())
        : JavaCompilation.load(sources, RuntimeClasses.loader(), RuntimeClasses.path());
  }

  /** The sources of a schema and of what it imports, each generated as on its own. */
  private static Map<String, String> withImports(CompiledSchema compiled, List<OutputFile> files) {
    Map<String, String> sources = new HashMap<>();
    for (Schema imported : compiled.schema().imports()) {
      sources.putAll(sources(new JavaEmitter().emit(imported, Layouts.of(imported))));
    }
    sources.putAll(sources(files));
    return sources;
  }

  private static boolean needsOnlyTheJdk(Schema schema) {
    return schema.regions().isEmpty()
        && schema.handles().isEmpty()
        && schema.callbacks().isEmpty()
        && schema.functions().isEmpty()
        && schema.exports().isEmpty();
  }

  /**
   * Compiles a class of the test resources together with the generated ones and calls one of its
   * static methods. For what needs the types and not only their methods.
   */
  public Object run(String scenario, String method, Object... arguments) {
    ClassLoader together = SCENARIOS.computeIfAbsent(scenario, this::withScenario);
    try {
      Class<?> type = together.loadClass(compiled.schema().javaPackage() + "." + scenario);
      return Flyweight.callStatic(type, method, arguments);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private ClassLoader withScenario(String scenario) {
    Map<String, String> sources = withImports(compiled, files);
    String path = scenario + ".java";
    try {
      sources.put(path, Files.readString(Path.of("src/test/resources/scenarios", path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JavaCompilation.load(sources, RuntimeClasses.loader(), classPath());
  }

  private static Map<String, String> sources(List<OutputFile> files) {
    return files.stream()
        .filter(file -> file.kind() == Kind.JAVA)
        .collect(Collectors.toMap(OutputFile::path, OutputFile::content));
  }

  /** A generated class by its simple name. */
  public Class<?> type(String name) {
    try {
      return loader.loadClass(compiled.schema().javaPackage() + "." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** What {@code Quote.allocate(allocator)} returns. */
  public Flyweight allocate(String struct, SegmentAllocator allocator) {
    return new Flyweight(Flyweight.callStatic(type(struct), "allocate", allocator));
  }

  /** What {@code Quote.of(segment, offset)} returns. */
  public Flyweight of(String struct, MemorySegment segment, long offset) {
    return new Flyweight(Flyweight.callStatic(type(struct), "of", segment, offset));
  }

  /** Checks that literals, {@code LAYOUT} and the layout stage say the same. */
  public void checkLayout(Composite composite) {
    StructLayoutPlan plan = compiled.layouts().plan(composite);
    String type = JavaNames.type(composite);
    GroupLayout layout = (GroupLayout) constant(type, "LAYOUT");
    assertThat(layout).isInstanceOf(isUnion(composite) ? UnionLayout.class : StructLayout.class);
    assertThat(layout.byteSize()).isEqualTo(plan.size()).isEqualTo(constant(type, "BYTES"));
    assertThat(layout.byteAlignment())
        .isEqualTo(plan.alignment())
        .isEqualTo(constant(type, "ALIGNMENT"));
    assertThat(layout.name()).contains(composite.name());
    for (Member member : plan.members()) {
      if (member instanceof FieldMember found) {
        Field field = found.field();
        checkMember(composite, layout, member, field.name(), JavaNames.offset(field));
      } else if (member instanceof CountMember count) {
        String name = count.field().name() + "_count";
        checkMember(composite, layout, member, name, JavaNames.countOffset(count.field()));
      }
    }
  }

  private void checkMember(
      Composite composite, GroupLayout layout, Member member, String name, String offset) {
    PathElement path = PathElement.groupElement(name);
    assertThat(layout.byteOffset(path)).isEqualTo(member.offset());
    assertThat(layout.select(path).byteSize()).isEqualTo(member.size());
    if (!isUnion(composite)) {
      assertThat(constant(JavaNames.type(composite), offset)).isEqualTo(member.offset());
    }
  }

  private static boolean isUnion(Composite composite) {
    return composite instanceof UnionType;
  }

  /** A constant of an enum or of any class. */
  public Object constant(String type, String name) {
    try {
      return type(type).getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The runtime, and what this process itself has for tests. */
  private static Path[] classPath() {
    return Stream.concat(
            Stream.of(RuntimeClasses.path()),
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of))
        .toArray(Path[]::new);
  }
}
