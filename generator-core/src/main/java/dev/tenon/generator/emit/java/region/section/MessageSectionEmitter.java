// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The nested types of one section that carries messages: itself, its ends, and who receives its
 * messages.
 */
final class MessageSectionEmitter implements SectionEmitter {

  private final MessageSection section;
  private final CodeBlock descriptor;
  private final String ends;
  private final MessageSectionApi api;
  private final int index;
  private final ClassName region;
  private final MessageNames names;
  private final ProducerEmitter producer;
  private final ConsumerEmitter consumer;

  /**
   * Makes the emitter.
   *
   * @param descriptor call that adds the section to the region's descriptor
   * @param ends words for who uses the section
   */
  MessageSectionEmitter(
      Schema schema,
      Region region,
      MessageSection section,
      CodeBlock descriptor,
      String ends,
      int index,
      Layouts layouts,
      JavaTypes types) {
    this.section = section;
    this.descriptor = descriptor;
    this.ends = ends;
    this.api = MessageSectionApi.of(section);
    this.index = index;
    this.region = types.named(region);
    this.names = MessageNames.of(this.region, region, section);
    RecordChecks checks = new RecordChecks(schema, layouts, types);
    this.producer = new ProducerEmitter(schema, section, types, names, checks);
    this.consumer = new ConsumerEmitter(region, section, layouts.evolution(), types, names, checks);
  }

  @Override
  public CodeBlock descriptor() {
    return descriptor;
  }

  @Override
  public TypeName type() {
    return names.section();
  }

  @Override
  public String returned() {
    return "the " + api.noun() + ", to take a role in";
  }

  @Override
  public CodeBlock body() {
    return CodeBlock.builder()
        .addStatement("return new $T(region().$L($L))", names.section(), api.method(), index)
        .build();
  }

  @Override
  public List<TypeSpec> nestedTypes() {
    return List.of(sectionType(), producer.emit(), consumer.handler(), consumer.emit());
  }

  private TypeSpec sectionType() {
    return TypeSpec.classBuilder(names.section())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(
            "The $L {@link $T#$L}: $L, in any processes.",
            api.noun(),
            region,
            JavaNames.member(section),
            ends)
        .superclass(
            ParameterizedTypeName.get(
                api.typedSection(), names.producer(), names.consumer(), names.handler()))
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(api.section(), api.method())
                .addStatement(
                    "super($L,$W$T::new,$W$T::new)",
                    api.method(),
                    names.producer(),
                    names.consumer())
                .build())
        .build();
  }
}
