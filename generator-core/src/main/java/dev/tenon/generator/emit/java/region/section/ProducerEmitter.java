// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.naming.Identifiers;
import dev.tenon.generator.naming.JavaIdentifiers;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/** One that sends messages: claims them, publishes them together. */
final class ProducerEmitter {

  private static final String CLAIM = "Claims a new message, zero but for defaults";

  private final Schema schema;
  private final MessageSection section;
  private final JavaTypes types;
  private final MessageNames names;
  private final MessageSectionApi api;
  private final Trimming trimming;

  ProducerEmitter(
      Schema schema,
      MessageSection section,
      JavaTypes types,
      MessageNames names,
      RecordChecks checks) {
    this.schema = schema;
    this.section = section;
    this.types = types;
    this.names = names;
    this.api = MessageSectionApi.of(section);
    this.trimming = new Trimming(section, types, checks);
  }

  TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.producer())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .superclass(api.typedProducer())
            .addJavadoc(
                "Sending end of the $L, for one thread at a time.\n"
                    + "A claimed message lies in $L: fill it, then publish.\n"
                    + "All claims of a type return the same object.$L",
                api.noun(),
                api.place(),
                trimming.javadoc());
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
            .addParameter(api.producer(), "producer")
            .addStatement(
                "super(producer,$W$S,$W$L.SCHEMA_VERSION)",
                names.label(),
                JavaNames.constantsType(schema))
            .build());
    section.messages().forEach(message -> type.addMethods(claims(message)));
    type.addMethods(trimming.methods());
    return type.build();
  }

  private List<MethodSpec> claims(StructType message) {
    ClassName java = types.named(message);
    Identifiers names = JavaIdentifiers.message(message);
    MethodSpec claim =
        method(names.get("claim"), java)
            .addJavadoc(
                "$L.\n\n@return the message to fill\n@throws $T if there is no room\n",
                CLAIM,
                RuntimeApi.QUEUE_FULL_EXCEPTION)
            .addStatement(
                "return $L(claim($T.MESSAGE_ID,$W$S,$W$T.BYTES))",
                names.get("start"),
                java,
                message.name(),
                java)
            .build();
    MethodSpec tryClaim =
        method(names.get("tryClaim"), java)
            .addJavadoc(
                "$L, if there is room.\n\n@return the message to fill; null if there is no room\n",
                CLAIM)
            .addStatement("long offset =$WtryClaim($T.MESSAGE_ID,$W$T.BYTES)", java, java)
            .addStatement("return offset < 0 ? null : $L(offset)", names.get("start"))
            .build();
    MethodSpec claimWithin =
        method(names.get("claim"), java)
            .addJavadoc(
                "$1L, waiting for room.\nThrows what {@link $2T#claim} throws.\n\n"
                    + "@return the message to fill\n"
                    + "@throws $3T if there is still no room after the timeout\n",
                CLAIM,
                api.producer(),
                RuntimeApi.QUEUE_FULL_EXCEPTION)
            .addParameter(Duration.class, "timeout")
            .addStatement(
                "return $L(claim($T.MESSAGE_ID,$W$S,$W$T.BYTES,$Wtimeout))",
                names.get("start"),
                java,
                message.name(),
                java)
            .build();
    MethodSpec start =
        MethodSpec.methodBuilder(names.get("start"))
            .addModifiers(Modifier.PRIVATE)
            .returns(java)
            .addParameter(TypeName.LONG, "offset")
            .addCode(trimming.start(message))
            .addStatement("$T.initialize(data(), offset)", java)
            .addStatement("return $L.aim(data(), offset)", JavaNames.cursor(message))
            .build();
    return api.waits()
        ? List.of(claim, tryClaim, claimWithin, start)
        : List.of(claim, tryClaim, start);
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
