// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.StructType;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The receiving end of a queue, and the interface of who gets its messages. */
final class ConsumerEmitter {

  private static final List<ParameterSpec> RECORD =
      List.of(
          ParameterSpec.builder(TypeName.INT, "messageId").build(),
          ParameterSpec.builder(ForeignApi.MEMORY_SEGMENT, "data").build(),
          ParameterSpec.builder(TypeName.LONG, "offset").build(),
          ParameterSpec.builder(TypeName.LONG, "size").build());

  private final QueueSection section;
  private final JavaTypes types;
  private final QueueNames names;
  private final RecordChecks checks;

  ConsumerEmitter(QueueSection section, JavaTypes types, QueueNames names, RecordChecks checks) {
    this.section = section;
    this.types = types;
    this.names = names;
    this.checks = checks;
  }

  TypeSpec handler() {
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(names.handler())
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(
                "Receives messages, on the polling thread. A message is valid during the call,"
                    + " and the same\nobject brings the next one.");
    for (StructType message : section.messages()) {
      MethodSpec.Builder method =
          MethodSpec.methodBuilder("on" + JavaNames.capitalized(message))
              .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
              .addParameter(types.named(message), QueueNames.variable(message));
      String doc = JavadocText.sentences(JavadocText.of(message.doc()));
      type.addMethod((doc.isEmpty() ? method : method.addJavadoc("$L", doc)).build());
    }
    return type.addMethod(
            MethodSpec.methodBuilder("onUnknown")
                .addJavadoc(
                    "A message that this program has no type for. Ignored unless overridden.")
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .addParameters(RECORD)
                .build())
        .build();
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.consumer())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(AutoCloseable.class)
            .addJavadoc("The receiving end. For one thread at a time.")
            .addField(RuntimeApi.QUEUE_CONSUMER, "consumer", Modifier.PRIVATE, Modifier.FINAL)
            .addField(names.handler(), "handler", Modifier.PRIVATE, Modifier.FINAL)
            .addField(
                FieldSpec.builder(
                        RuntimeApi.RECORD_HANDLER, "records", Modifier.PRIVATE, Modifier.FINAL)
                    .initializer("this::dispatch")
                    .build());
    for (StructType message : section.messages()) {
      ClassName java = types.named(message);
      type.addField(
          FieldSpec.builder(java, QueueNames.cursor(message), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T()", java)
              .build());
    }
    type.addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeApi.QUEUE_CONSUMER, "consumer")
                .addParameter(names.handler(), "handler")
                .addStatement("this.consumer = consumer")
                .addStatement("this.handler = handler")
                .build())
        .addMethod(
            method("poll", TypeName.INT)
                .addJavadoc(
                    "Hands over what is there, at most {@code limit} messages. Returns how many.\n"
                        + "Fails as {@link $T#poll} does.",
                    RuntimeApi.QUEUE_CONSUMER)
                .addParameter(TypeName.INT, "limit")
                .addStatement("return consumer.poll(records, limit)")
                .build())
        .addMethod(
            method("take", TypeName.INT)
                .addJavadoc("As {@link #take(int, $T)} without a limit.", Duration.class)
                .addParameter(Duration.class, "timeout")
                .addStatement("return take($T.MAX_VALUE, timeout)", Integer.class)
                .build())
        .addMethod(
            method("take", TypeName.INT)
                .addJavadoc(
                    "As {@link #poll}, but waits for the first message. Returns 0 when none came in"
                        + " time.\nFails as {@link $T#take} does.",
                    RuntimeApi.QUEUE_CONSUMER)
                .addParameter(TypeName.INT, "limit")
                .addParameter(Duration.class, "timeout")
                .addStatement("return consumer.take(records, limit, timeout)")
                .build())
        .addMethod(
            method("close", TypeName.VOID)
                .addJavadoc("Gives up the role. The next consumer goes on from here.")
                .addAnnotation(Override.class)
                .addStatement("consumer.close()")
                .build())
        .addMethod(dispatch())
        .addMethod(requireSize());
    if (checks.isShortenedByAny(section.messages())) {
      type.addMethod(checks.requireElements(names.label()));
    }
    return type.build();
  }

  private MethodSpec dispatch() {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (messageId)");
    for (StructType message : section.messages()) {
      ClassName java = types.named(message);
      code.beginControlFlow("case $T.MESSAGE_ID ->", java)
          .add(checks.require(message))
          .addStatement(
              "handler.on$L($L.aim(data,$Woffset$L))",
              JavaNames.capitalized(message),
              QueueNames.cursor(message),
              checks.aim(message))
          .endControlFlow();
    }
    code.addStatement("default -> handler.onUnknown(messageId, data, offset, size)")
        .endControlFlow();
    return MethodSpec.methodBuilder("dispatch")
        .addModifiers(Modifier.PRIVATE)
        .addParameter(RECORD.get(0))
        .addParameter(TypeName.INT, "contractVersion")
        .addParameters(RECORD.subList(1, RECORD.size()))
        .addCode(code.build())
        .build();
  }

  /** A longer record is fine: the type sees its prefix. */
  private MethodSpec requireSize() {
    return MethodSpec.methodBuilder("requireSize")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .addParameter(String.class, "message")
        .addParameter(TypeName.LONG, "needed")
        .addParameter(TypeName.LONG, "size")
        .beginControlFlow("if (size < needed)")
        .addStatement(
            "throw new $T(\n$S + message + $S + needed + $S + size)",
            RuntimeApi.CORRUPT_REGION_EXCEPTION,
            names.label() + ": ",
            " has ",
            " bytes, the record ")
        .endControlFlow()
        .build();
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
