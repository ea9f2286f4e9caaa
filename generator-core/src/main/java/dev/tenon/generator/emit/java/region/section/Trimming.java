// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.schema.QueueSection;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * How a producer sends of a message that ends with a list only what is filled: a claim gives all of
 * its room, and the next claim or the publication takes back what was not needed.
 */
final class Trimming {

  private final List<StructType> messages;
  private final JavaTypes types;
  private final RecordChecks checks;

  Trimming(QueueSection section, JavaTypes types, RecordChecks checks) {
    this.messages = section.messages().stream().filter(checks::isTrimmed).toList();
    this.types = types;
    this.checks = checks;
  }

  String javadoc() {
    return messages.isEmpty()
        ? ""
        : "\n\n"
            + "<p>A message that ends with a list is sent as far as that is filled:\n"
            + "complete it before the next claim.";
  }

  List<FieldSpec> fields() {
    if (messages.isEmpty()) {
      return List.of();
    }
    return List.of(
        FieldSpec.builder(TypeName.INT, "unfinishedId", Modifier.PRIVATE)
            .addJavadoc("Type of the message claimed last if it ends with a list, else 0.")
            .build(),
        FieldSpec.builder(TypeName.LONG, "unfinished", Modifier.PRIVATE)
            .addJavadoc("Where that message starts.")
            .build());
  }

  /** The message claimed before is complete. */
  CodeBlock finish() {
    return messages.isEmpty()
        ? CodeBlock.of("")
        : CodeBlock.builder().addStatement("finish()").build();
  }

  CodeBlock forget() {
    return messages.isEmpty()
        ? CodeBlock.of("")
        : CodeBlock.builder().addStatement("unfinishedId = 0").build();
  }

  /** A message is claimed. */
  CodeBlock start(StructType message) {
    return messages.contains(message)
        ? CodeBlock.builder()
            .addStatement("unfinishedId = $T.MESSAGE_ID", types.named(message))
            .addStatement("unfinished = offset")
            .build()
        : CodeBlock.of("");
  }

  List<MethodSpec> methods() {
    if (messages.isEmpty()) {
      return List.of();
    }
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (unfinishedId)");
    for (StructType message : messages) {
      code.beginControlFlow("case $T.MESSAGE_ID ->", types.named(message))
          .addStatement(
              "producer.trim($Z$L)",
              checks.filled(message, CodeBlock.of("producer.data()"), "unfinished"))
          .add("// What is added to it from now on would lie in the next message.\n")
          .addStatement("$L.aim($T.NULL, 0)", QueueNames.cursor(message), ForeignApi.MEMORY_SEGMENT)
          .endControlFlow();
    }
    code.beginControlFlow("default ->").endControlFlow().endControlFlow();
    return List.of(
        MethodSpec.methodBuilder("finish")
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Takes back the room for elements that the message claimed last lacks.")
            .addCode(code.build())
            .addStatement("unfinishedId = 0")
            .build());
  }
}
