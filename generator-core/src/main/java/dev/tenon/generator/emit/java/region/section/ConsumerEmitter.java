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
import dev.tenon.generator.layout.Evolution;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import javax.lang.model.element.Modifier;

/** One that receives messages, and the interface of who gets its messages. */
final class ConsumerEmitter {

  private static final List<ParameterSpec> RECORD =
      List.of(
          ParameterSpec.builder(TypeName.INT, "messageId").build(),
          ParameterSpec.builder(ForeignApi.MEMORY_SEGMENT, "data").build(),
          ParameterSpec.builder(TypeName.LONG, "offset").build(),
          ParameterSpec.builder(TypeName.LONG, "size").build());

  private final Region region;
  private final MessageSection section;
  private final Evolution evolution;
  private final JavaTypes types;
  private final MessageNames names;
  private final MessageSectionApi api;
  private final RecordChecks checks;

  ConsumerEmitter(
      Region region,
      MessageSection section,
      Evolution evolution,
      JavaTypes types,
      MessageNames names,
      RecordChecks checks) {
    this.region = region;
    this.section = section;
    this.evolution = evolution;
    this.types = types;
    this.names = names;
    this.api = MessageSectionApi.of(section);
    this.checks = checks;
  }

  TypeSpec handler() {
    TypeSpec.Builder type =
        TypeSpec.interfaceBuilder(names.handler())
            .addModifiers(Modifier.PUBLIC)
            .addSuperinterface(RuntimeApi.MESSAGE_HANDLER)
            .addJavadoc(
                "Receives messages, on the polling thread. A message is valid during the call, and"
                    + " the same\n"
                    + "object brings the next one. A method must not poll the $L or close the"
                    + " region:\nthat is an {@code IllegalStateException}.",
                api.noun());
    section.messages().forEach(message -> type.addMethod(handle(message)));
    return type.build();
  }

  /** Of an appended message the method is a default one: older handlers do not have it. */
  private MethodSpec handle(StructType message) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(JavaIdentifiers.message(message).get("on"))
            .addModifiers(Modifier.PUBLIC)
            .addParameter(types.named(message), MessageNames.variable(message));
    String doc = JavadocText.of(message.doc());
    if (evolution.isAppended(region, section, message)) {
      method
          .addModifiers(Modifier.DEFAULT)
          .addStatement("onUnhandled($T.MESSAGE_ID)", types.named(message));
      doc =
          JavadocText.sentences(
              doc,
              "Came with version "
                  + evolution.since(region, section, message)
                  + ": calls {@link #onUnhandled} unless overridden");
    } else {
      method.addModifiers(Modifier.ABSTRACT);
      doc = JavadocText.sentences(doc);
    }
    return (doc.isEmpty() ? method : method.addJavadoc("$L", doc)).build();
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.consumer())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(api.typedConsumer())
            .addJavadoc("Receiving end of the $L, for one thread at a time.", api.noun())
            .addField(names.handler(), "handler", Modifier.PRIVATE, Modifier.FINAL);
    for (StructType message : section.messages()) {
      ClassName java = types.named(message);
      type.addField(
          FieldSpec.builder(java, JavaNames.cursor(message), Modifier.PRIVATE, Modifier.FINAL)
              .initializer("new $T()", java)
              .build());
    }
    type.addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(api.consumer(), "consumer")
                .addParameter(names.handler(), "handler")
                .addStatement("super(consumer,$W$S)", names.label())
                .addStatement("this.handler = handler")
                .build())
        .addMethod(dispatch());
    return type.build();
  }

  private MethodSpec dispatch() {
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (messageId)");
    for (StructType message : section.messages()) {
      ClassName java = types.named(message);
      code.beginControlFlow("case $T.MESSAGE_ID ->", java)
          .add(checks.require(message))
          .addStatement(
              "handler.$L($L.aim(data,$Woffset$L))",
              JavaIdentifiers.message(message).get("on"),
              JavaNames.cursor(message),
              checks.aim(message))
          .endControlFlow();
    }
    code.addStatement("default -> handler.onUnknown(messageId, data, offset, size)")
        .endControlFlow();
    return MethodSpec.methodBuilder("dispatch")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(RECORD.get(0))
        .addParameter(TypeName.INT, "contractVersion")
        .addParameters(RECORD.subList(1, RECORD.size()))
        .addCode(code.build())
        .build();
  }
}
