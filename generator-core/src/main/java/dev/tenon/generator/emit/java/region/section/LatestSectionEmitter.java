// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.LatestSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The nested types of one latest value: itself, its writer and its readers. */
final class LatestSectionEmitter implements SectionEmitter {

  private final Schema schema;
  private final LatestSection section;
  private final int index;
  private final Layouts layouts;
  private final ClassName region;
  private final ClassName struct;
  private final ClassName latest;
  private final ClassName writer;
  private final ClassName reader;

  LatestSectionEmitter(
      Schema schema,
      Region region,
      LatestSection section,
      int index,
      Layouts layouts,
      JavaTypes types) {
    this.schema = schema;
    this.section = section;
    this.index = index;
    this.layouts = layouts;
    this.region = types.named(region);
    this.struct = types.named(section.type());
    Identifiers names = JavaIdentifiers.classesOf(section);
    this.latest = this.region.nestedClass(names.get("Latest"));
    this.writer = this.region.nestedClass(names.get("Writer"));
    this.reader = this.region.nestedClass(names.get("Reader"));
  }

  @Override
  public CodeBlock descriptor() {
    return CodeBlock.of(
        ".latest($S, $T.BYTES$L)",
        section.name(),
        struct,
        SectionSizes.of(layouts.plan(section.type()), section));
  }

  @Override
  public TypeName type() {
    return latest;
  }

  @Override
  public String returned() {
    return "the latest value, to write or to read";
  }

  @Override
  public CodeBlock body() {
    return CodeBlock.builder()
        .addStatement("return new $T(region().latest($L))", latest, index)
        .build();
  }

  @Override
  public List<TypeSpec> nestedTypes() {
    return List.of(latestType(), writerType(), readerType());
  }

  private TypeSpec latestType() {
    return TypeSpec.classBuilder(latest)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(
            "The latest value {@link $T#$L}: one writer, any number of readers, in any processes.",
            region,
            JavaNames.member(section))
        .superclass(ParameterizedTypeName.get(RuntimeApi.TYPED_LATEST, writer, reader))
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeApi.LATEST, "latest")
                .addStatement("super(latest,$W$L,$W$T::new,$W$T::new)", deadline(), writer, reader)
                .build())
        .build();
  }

  private CodeBlock deadline() {
    return section
        .deadline()
        .map(nanos -> CodeBlock.of("$T.ofNanos($L)", Duration.class, Place.literal(nanos)))
        .orElse(CodeBlock.of("$T.ZERO", Duration.class));
  }

  private TypeSpec writerType() {
    return TypeSpec.classBuilder(writer)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The writer of {@link $T#$L}.", region, JavaNames.member(section))
        .superclass(RuntimeApi.TYPED_LATEST_WRITER)
        .addField(value(CodeBlock.of("$T.of(memory(), 0)", struct)))
        .addMethod(
            constructor(RuntimeApi.LATEST_WRITER, "writer")
                .addStatement("$T.initialize(memory(), 0)", struct)
                .build())
        .addMethod(
            accessor()
                .addJavadoc(
                    "Value to fill, in private memory: {@link #publish} copies it."
                        + " It keeps what it was\nset to last.\n\n"
                        + "@return the same view in every call\n")
                .build())
        .build();
  }

  private TypeSpec readerType() {
    return TypeSpec.classBuilder(reader)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("A reader of {@link $T#$L}.", region, JavaNames.member(section))
        .superclass(RuntimeApi.TYPED_LATEST_READER)
        .addField(value(CodeBlock.of("new $T()", struct)))
        .addMethod(constructor(RuntimeApi.LATEST_READER, "reader").build())
        .addMethod(
            accessor()
                .addJavadoc(
                    "Value that was read last, a private copy. Unbound before that: every access is"
                        + "\nout of bounds.\n\n"
                        + "@return the same view in every call\n")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("show")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PROTECTED)
                .addParameter(ForeignApi.MEMORY_SEGMENT, "memory")
                .addParameter(TypeName.LONG, "offset")
                .addParameter(TypeName.INT, "version")
                .addStatement("value.wrap(memory,$Woffset$L)", version())
                .build())
        .build();
  }

  private CodeBlock version() {
    return layouts.evolution().isEvolving(section.type())
        ? CodeBlock.of(",$Wversion")
        : CodeBlock.of("");
  }

  private FieldSpec value(CodeBlock initializer) {
    return FieldSpec.builder(struct, "value", Modifier.PRIVATE, Modifier.FINAL)
        .initializer(initializer)
        .build();
  }

  private MethodSpec.Builder constructor(ClassName end, String name) {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(end, name)
        .addStatement(
            "super($L,$W$L.SCHEMA_VERSION,$W$T.BYTES,$W$T.ALIGNMENT)",
            name,
            JavaNames.constantsType(schema),
            struct,
            struct);
  }

  private MethodSpec.Builder accessor() {
    return MethodSpec.methodBuilder("value")
        .addModifiers(Modifier.PUBLIC)
        .returns(struct)
        .addStatement("return value");
  }
}
