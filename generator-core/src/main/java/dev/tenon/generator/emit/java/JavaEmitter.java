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
import dev.tenon.generator.emit.java.code.GeneratedText;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Support;
import dev.tenon.generator.emit.java.code.ValueLayouts;
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
    files.add(file(schema, header, new ConstantsEmitter(schema, origin.layout(), types).emit()));
    for (EnumType type : schema.enums()) {
      files.add(file(schema, header, new EnumEmitter(type, types).emit()));
    }
    for (FlagsType type : schema.flags()) {
      files.add(file(schema, header, new FlagsEmitter(type, types).emit()));
    }
    for (StructType type : schema.structs()) {
      StructScope scope = StructScope.of(type, layouts, types);
      TypeSpec struct =
          new StructEmitter(scope, CallsEmitter.isReceivedAsArray(schema, type)).emit();
      files.add(file(schema, header, struct, scope.valueLayouts()));
    }
    for (UnionType type : schema.unions()) {
      StructScope scope = StructScope.of(type, layouts, types);
      TypeSpec union =
          type.tag().isPresent()
              ? new TaggedUnionEmitter(scope).emit()
              : new StructEmitter(scope, false).emit();
      files.add(file(schema, header, union, scope.valueLayouts()));
    }
    for (Region region : schema.regions()) {
      files.add(file(schema, header, new RegionEmitter(schema, region, layouts, types).emit()));
    }
    new CallsEmitter(
            schema,
            layouts,
            types,
            (type, imports) -> files.add(file(schema, header, type, imports)))
        .emit();
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

  private static OutputFile file(Schema schema, String header, TypeSpec type) {
    return print(schema, type, javaFile(schema, header, type));
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
    String text = GeneratedText.tidy(file.build().toString());
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
