// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.emit.java.region.section.SectionEmitter;
import dev.tenon.generator.emit.java.region.section.SectionEmitters;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section;
import java.util.List;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** The class of a region: how to get at it, its shared structs, its queues. */
public final class RegionEmitter {

  private final Schema schema;
  private final Region region;
  private final Layouts layouts;
  private final List<SectionEmitter> sections;
  private final ClassName self;

  public RegionEmitter(Schema schema, Region region, Layouts layouts, JavaTypes types) {
    this.schema = schema;
    this.region = region;
    this.layouts = layouts;
    SectionEmitters emitters = new SectionEmitters(schema, region, layouts, types);
    this.sections =
        IntStream.range(0, region.contents().size())
            .mapToObj(index -> emitters.of(region.contents().get(index), index))
            .toList();
    this.self = types.named(region);
  }

  public TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(RuntimeApi.TYPED_REGION)
            .addField(new RegionDescriptorEmitter(schema, region, layouts, sections).emit())
            .addMethod(constructor());
    Deprecation.mark(region, type, javadoc());
    open(
        type,
        "create",
        "Creates the region%s and attaches to it; structs have their defaults, queues are empty.");
    open(type, "attach", "Attaches to the region%s, which must have the layout of this class.");
    open(type, "openOrCreate", "Attaches to the region%s, or creates it when there is none.");
    for (int index = 0; index < region.contents().size(); index++) {
      Section section = region.contents().get(index);
      if (section.isAppended()) {
        type.addMethod(has(section, index));
      }
      section(type, section, sections.get(index));
    }
    return type.build();
  }

  private String javadoc() {
    return JavadocText.sentences(
            region.doc().isBlank()
                ? "Region {@code " + region.name() + "}"
                : JavadocText.of(region.doc()),
            FieldJavadoc.since(region))
        + "\n\n<p>Safe for all threads; an end of a queue is for one thread at a time.";
  }

  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PRIVATE)
        .addParameter(RuntimeApi.REGION, "region")
        .addStatement("super(region)")
        .build();
  }

  /** Two ways to say where: a name in shared memory, or any address with options. */
  private void open(TypeSpec.Builder type, String name, String doc) {
    type.addMethod(
        method(name, self)
            .addJavadoc(opening(doc.formatted(" in shared memory"), name))
            .addModifiers(Modifier.STATIC)
            .addParameter(String.class, "name")
            .addStatement(
                "return $L($T.sharedMemory(name), $T.defaults())",
                name,
                RuntimeApi.REGION_ADDRESS,
                RuntimeApi.REGION_OPTIONS)
            .build());
    type.addMethod(
        method(name, self)
            .addJavadoc(opening(doc.formatted(""), name))
            .addModifiers(Modifier.STATIC)
            .addParameter(RuntimeApi.REGION_ADDRESS, "address")
            .addParameter(RuntimeApi.REGION_OPTIONS, "options")
            .addStatement(
                "return new $T($T.$L(address, DESCRIPTOR, options))", self, RuntimeApi.REGION, name)
            .build());
  }

  private static CodeBlock opening(String doc, String method) {
    return CodeBlock.of(
        "$L\nThrows what {@link $T#$L} throws.\n\n@return the region; close it to leave\n",
        JavadocText.sentences(doc),
        RuntimeApi.REGION,
        method);
  }

  private void section(TypeSpec.Builder type, Section section, SectionEmitter emitter) {
    type.addMethods(
        documented(
            section,
            emitter.returned(),
            method(JavaNames.section(section), emitter.type()).addCode(emitter.body())));
    type.addMethods(Deprecation.mark(section, emitter.methods()));
    emitter.nestedTypes().forEach(type::addType);
  }

  private MethodSpec has(Section section, int index) {
    return method(JavaIdentifiers.section(section).get("has"), TypeName.BOOLEAN)
        .addJavadoc(
            "Whether the region has {@link #$L}.\n"
                + "Regions of contract versions before $L lack it.\n",
            JavaNames.section(section),
            section.since())
        .addStatement("return region().hasSection($L)", index)
        .build();
  }

  private static List<MethodSpec> documented(
      Section section, String returned, MethodSpec.Builder method) {
    String doc = JavadocText.sentences(JavadocText.of(section.doc()), FieldJavadoc.since(section));
    method.addJavadoc(
        "$L", doc.isEmpty() ? "{@return " + returned + "}" : doc + "\n\n@return " + returned);
    if (section.isAppended()) {
      method.addJavadoc(
          "\n@throws $T if the region is of an earlier version; see {@link #$L}",
          RuntimeApi.SECTION_ABSENT_EXCEPTION,
          JavaIdentifiers.section(section).get("has"));
    }
    return Deprecation.mark(section, List.of(method.build()));
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
