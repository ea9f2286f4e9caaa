// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Section.QueueSection;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The nested types of one queue: itself, its two ends, and who receives its messages. */
final class QueueEmitter {

  private final QueueSection section;
  private final ClassName region;
  private final QueueNames names;
  private final ProducerEmitter producer;
  private final ConsumerEmitter consumer;

  QueueEmitter(
      Schema schema, Region region, QueueSection section, Layouts layouts, JavaTypes types) {
    this.section = section;
    this.region = types.named(region);
    this.names = QueueNames.of(this.region, region, section);
    RecordChecks checks = new RecordChecks(schema, layouts, types);
    this.producer = new ProducerEmitter(schema, section, types, names, checks);
    this.consumer = new ConsumerEmitter(section, types, names, checks);
  }

  ClassName queue() {
    return names.queue();
  }

  List<TypeSpec> emit() {
    return List.of(queueType(), producer.emit(), consumer.handler(), consumer.emit());
  }

  private TypeSpec queueType() {
    return TypeSpec.classBuilder(names.queue())
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(
            "The queue {@link $T#$L}: one producer, one consumer, in any processes.",
            region,
            JavaNames.member(section))
        .addField(RuntimeApi.QUEUE, "queue", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeApi.QUEUE, "queue")
                .addStatement("this.queue = queue")
                .build())
        .addMethod(
            MethodSpec.methodBuilder("producer")
                .addJavadoc(
                    "Becomes the producer. Fails as {@link $T#producer} does.", RuntimeApi.QUEUE)
                .addModifiers(Modifier.PUBLIC)
                .returns(names.producer())
                .addStatement("return new $T(queue.producer())", names.producer())
                .build())
        .addMethod(
            MethodSpec.methodBuilder("consumer")
                .addJavadoc(
                    "Becomes the consumer. Fails as {@link $T#consumer} does.", RuntimeApi.QUEUE)
                .addModifiers(Modifier.PUBLIC)
                .returns(names.consumer())
                .addParameter(names.handler(), "handler")
                .addStatement("$T.requireNonNull(handler, $S)", Objects.class, "handler")
                .addStatement("return new $T(queue.consumer(), handler)", names.consumer())
                .build())
        .addMethod(
            MethodSpec.methodBuilder("queue")
                .addJavadoc("The queue itself, without types.")
                .addModifiers(Modifier.PUBLIC)
                .returns(RuntimeApi.QUEUE)
                .addStatement("return queue")
                .build())
        .build();
  }
}
