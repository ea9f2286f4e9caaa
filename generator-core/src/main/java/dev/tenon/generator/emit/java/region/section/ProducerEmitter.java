// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The sending end of a queue: claims messages in place, publishes them together. */
final class ProducerEmitter {

  private final Schema schema;
  private final QueueSection section;
  private final JavaTypes types;
  private final QueueNames names;
  private final Trimming trimming;

  ProducerEmitter(
      Schema schema, QueueSection section, JavaTypes types, QueueNames names, RecordChecks checks) {
    this.schema = schema;
    this.section = section;
    this.types = types;
    this.names = names;
    this.trimming = new Trimming(section, types, checks);
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.producer())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(AutoCloseable.class)
            .addJavadoc(
                "The sending end. For one thread at a time. A claimed message lies in the queue:"
                    + " fill it, then\npublish. All claims of a type return the same object.$L",
                trimming.javadoc())
            .addField(RuntimeApi.QUEUE_PRODUCER, "producer", Modifier.PRIVATE, Modifier.FINAL);
    for (StructType message : section.messages()) {
      ClassName java = types.named(message);
      type.addField(
          FieldSpec.builder(java, QueueNames.cursor(message), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T()", java)
              .build());
    }
    type.addFields(trimming.fields());
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PRIVATE)
            .addParameter(RuntimeApi.QUEUE_PRODUCER, "producer")
            .addStatement("this.producer = producer")
            .build());
    section.messages().forEach(message -> type.addMethods(claims(message)));
    type.addMethods(trimming.methods());
    return type.addMethod(
            method("publish", TypeName.VOID)
                .addJavadoc("Makes everything claimed visible to the consumer, in one step.")
                .addCode(trimming.finish())
                .addStatement("producer.publish()")
                .build())
        .addMethod(
            method("cancel", TypeName.VOID)
                .addJavadoc("Forgets everything claimed since the last {@link #publish}.")
                .addStatement("producer.cancel()")
                .addCode(trimming.forget())
                .build())
        .addMethod(
            method("close", TypeName.VOID)
                .addJavadoc("Gives up the role. What is published still arrives.")
                .addAnnotation(Override.class)
                .addStatement("producer.close()")
                .build())
        .build();
  }

  private List<MethodSpec> claims(StructType message) {
    ClassName java = types.named(message);
    String suffix = JavaNames.capitalized(message);
    String version = JavaNames.constantsType(schema) + ".SCHEMA_VERSION";
    MethodSpec claim =
        method("claim" + suffix, java)
            .addJavadoc(
                "A new message, zero but for defaults.\n\n@throws $T if there is no room\n",
                RuntimeApi.QUEUE_FULL_EXCEPTION)
            .addStatement("$T claimed = tryClaim$L()", java, suffix)
            .beginControlFlow("if (claimed == null)")
            .addStatement(
                "throw new $T($S)",
                RuntimeApi.QUEUE_FULL_EXCEPTION,
                names.label() + " has no room for " + message.name())
            .endControlFlow()
            .addStatement("return claimed")
            .build();
    MethodSpec tryClaim =
        method("tryClaim" + suffix, java)
            .addJavadoc("A new message, zero but for defaults; null if there is no room.")
            .addCode(trimming.finish())
            .addStatement(
                "long offset =$Wproducer.tryClaim($T.MESSAGE_ID,$W$L,$W$T.BYTES)",
                java,
                version,
                java)
            .addStatement("return offset < 0 ? null : start$L(offset)", suffix)
            .build();
    MethodSpec claimWithin =
        method("claim" + suffix, java)
            .addJavadoc(
                "Waits for room. Fails as {@link $T#claim} does.\n\n"
                    + "@throws $T if there is still none after the timeout\n",
                RuntimeApi.QUEUE_PRODUCER,
                RuntimeApi.QUEUE_FULL_EXCEPTION)
            .addParameter(Duration.class, "timeout")
            .addCode(trimming.finish())
            .addStatement(
                "long offset =$Wproducer.claim($T.MESSAGE_ID,$W$L,$W$T.BYTES,$Wtimeout)",
                java,
                version,
                java)
            .beginControlFlow("if (offset < 0)")
            .addStatement(
                "throw new $T(\n$S + timeout)",
                RuntimeApi.QUEUE_FULL_EXCEPTION,
                names.label() + " had no room for " + message.name() + " within ")
            .endControlFlow()
            .addStatement("return start$L(offset)", suffix)
            .build();
    MethodSpec start =
        MethodSpec.methodBuilder("start" + suffix)
            .addModifiers(Modifier.PRIVATE)
            .returns(java)
            .addParameter(TypeName.LONG, "offset")
            .addCode(trimming.start(message))
            .addStatement("$T.initialize(producer.data(), offset)", java)
            .addStatement("return $L.aim(producer.data(), offset)", QueueNames.cursor(message))
            .build();
    return List.of(claim, tryClaim, claimWithin, start);
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
