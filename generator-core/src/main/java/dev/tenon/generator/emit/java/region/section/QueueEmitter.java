// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The nested types of one queue: itself, its two ends, and who receives its messages. */
final class QueueEmitter implements SectionEmitter {

  private final QueueSection section;
  private final int index;
  private final Layouts layouts;
  private final ClassName region;
  private final QueueNames names;
  private final ProducerEmitter producer;
  private final ConsumerEmitter consumer;

  QueueEmitter(
      Schema schema,
      Region region,
      QueueSection section,
      int index,
      Layouts layouts,
      JavaTypes types) {
    this.section = section;
    this.index = index;
    this.layouts = layouts;
    this.region = types.named(region);
    this.names = QueueNames.of(this.region, region, section);
    RecordChecks checks = new RecordChecks(schema, layouts, types);
    this.producer = new ProducerEmitter(schema, section, types, names, checks);
    this.consumer = new ConsumerEmitter(region, section, layouts.evolution(), types, names, checks);
  }

  @Override
  public CodeBlock descriptor() {
    boolean plain = section.producers() == 1 && !section.stamped();
    return CodeBlock.of(
        ".queue($S, $L, $L$L)",
        section.name(),
        Place.literal(section.capacity()),
        layouts.plan(section).recordAlignment(),
        plain ? "" : ", " + section.producers() + ", " + section.stamped());
  }

  @Override
  public TypeName type() {
    return names.queue();
  }

  @Override
  public String returned() {
    return "the queue, to take a role in";
  }

  @Override
  public CodeBlock body() {
    return CodeBlock.builder()
        .addStatement("return new $T(region().queue($L))", names.queue(), index)
        .build();
  }

  @Override
  public List<TypeSpec> nestedTypes() {
    return List.of(queueType(), producer.emit(), consumer.handler(), consumer.emit());
  }

  private TypeSpec queueType() {
    return TypeSpec.classBuilder(names.queue())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(
            "The queue {@link $T#$L}: $L, one consumer, in any processes.",
            region,
            JavaNames.member(section),
            section.producers() == 1
                ? "one producer"
                : "up to " + section.producers() + " producers")
        .superclass(
            ParameterizedTypeName.get(
                RuntimeApi.TYPED_QUEUE, names.producer(), names.consumer(), names.handler()))
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeApi.QUEUE, "queue")
                .addStatement(
                    "super(queue,$W$T::new,$W$T::new)", names.producer(), names.consumer())
                .build())
        .build();
  }
}
