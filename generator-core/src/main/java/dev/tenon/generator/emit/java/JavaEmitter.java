// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.Emitter;
import dev.tenon.generator.emit.Origin;
import dev.tenon.generator.emit.java.call.CallScope;
import dev.tenon.generator.emit.java.call.CallsEmitter;
import dev.tenon.generator.emit.java.call.ReachabilityEmitter;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Support;
import dev.tenon.generator.emit.java.code.ValueLayouts;
import dev.tenon.generator.emit.java.code.WhiteSpace;
import dev.tenon.generator.emit.java.region.RegionEmitter;
import dev.tenon.generator.emit.java.struct.StructEmitter;
import dev.tenon.generator.emit.java.struct.StructScope;
import dev.tenon.generator.emit.java.struct.TaggedUnionEmitter;
import dev.tenon.generator.emit.java.type.ConstantsEmitter;
import dev.tenon.generator.emit.java.type.EnumEmitter;
import dev.tenon.generator.emit.java.type.FlagsEmitter;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Prints the Java of a schema: a file per type, callback and region, the facade of a native
 * library, the constants, the support class.
 */
public final class JavaEmitter implements Emitter {

  @Override
  public List<OutputFile> emit(Schema schema, Layouts layouts) {
    Origin origin = Origin.of(schema, layouts);
    String header = origin.line();
    JavaTypes types = JavaTypes.of(schema);
    List<OutputFile> files = new ArrayList<>();
    emit(
        schema,
        layouts,
        types,
        origin,
        (type, imports) -> files.add(file(schema, header, type.type(), imports)));
    if (CallsEmitter.isNeeded(schema)) {
      CallScope scope = CallScope.of(schema, layouts, types);
      files.add(
          new OutputFile(
              OutputFile.Kind.RESOURCE,
              ReachabilityEmitter.path(schema),
              ReachabilityEmitter.emit(scope, header)));
    }
    if (types.support().isUsed()) {
      files.add(support(schema, header, types.support()));
    }
    return List.copyOf(files);
  }

  /** Returns the classes that files hold, but for the support class. */
  public List<JavaClass> classes(Schema schema, Layouts layouts) {
    List<JavaClass> classes = new ArrayList<>();
    emit(
        schema,
        layouts,
        JavaTypes.of(schema),
        Origin.of(schema, layouts),
        (type, imports) -> classes.add(type));
    return List.copyOf(classes);
  }

  /**
   * Makes the classes, one after the other.
   *
   * @param classes takes each, with the layouts that it refers to
   */
  private static void emit(
      Schema schema,
      Layouts layouts,
      JavaTypes types,
      Origin origin,
      BiConsumer<JavaClass, ValueLayouts> classes) {
    BiConsumer<TypeSpec, ValueLayouts> plain =
        (type, imports) -> classes.accept(new JavaClass(type, Map.of()), imports);
    ValueLayouts none = new ValueLayouts(types);
    plain.accept(new ConstantsEmitter(schema, origin.layout(), types).emit(), none);
    for (EnumType type : schema.enums()) {
      plain.accept(new EnumEmitter(type, types).emit(), none);
    }
    for (FlagsType type : schema.flags()) {
      plain.accept(new FlagsEmitter(type, types).emit(), none);
    }
    for (StructType type : schema.structs()) {
      StructScope scope = StructScope.of(type, layouts, types);
      TypeSpec struct =
          new StructEmitter(scope, CallsEmitter.isReceivedAsArray(schema, type)).emit();
      classes.accept(new JavaClass(struct, scope.records()), scope.valueLayouts());
    }
    for (UnionType type : schema.unions()) {
      StructScope scope = StructScope.of(type, layouts, types);
      TypeSpec union =
          type.tag().isPresent()
              ? new TaggedUnionEmitter(scope).emit()
              : new StructEmitter(scope, false).emit();
      classes.accept(new JavaClass(union, scope.records()), scope.valueLayouts());
    }
    for (Region region : schema.regions()) {
      plain.accept(new RegionEmitter(schema, region, layouts, types).emit(), none);
    }
    new CallsEmitter(schema, layouts, types, plain).emit();
  }

  private static OutputFile file(
      Schema schema, String header, TypeSpec type, ValueLayouts imports) {
    JavaFile.Builder file = javaFile(schema, header, type);
    imports.importInto(file);
    return print(schema, type, file);
  }

  private static JavaFile.Builder javaFile(Schema schema, String header, TypeSpec type) {
    return JavaFile.builder(schema.javaPackage(), Deprecation.tolerating(schema, type))
        .addFileComment("$L", header)
        .indent("  ")
        .skipJavaLangImports(true);
  }

  private static OutputFile print(Schema schema, TypeSpec type, JavaFile.Builder file) {
    String text = WhiteSpace.tidy(file.build().toString());
    return output(schema, type.name(), text);
  }

  private static OutputFile support(Schema schema, String header, Support support) {
    return output(schema, support.className(), "// " + header + "\n" + support.print());
  }

  private static OutputFile output(Schema schema, String className, String text) {
    String path = schema.javaPackage().replace('.', '/') + "/" + className + ".java";
    return new OutputFile(OutputFile.Kind.JAVA, path, text);
  }
}
