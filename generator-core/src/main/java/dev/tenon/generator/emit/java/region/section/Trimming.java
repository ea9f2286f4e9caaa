// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.MessageSection;
import dev.tenon.generator.schema.StructType;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Trims messages that end with a list to the filled part: a claim gives all of the list's room, and
 * the next claim or the publication takes back the unused rest.
 */
final class Trimming {

  private final List<StructType> messages;
  private final JavaTypes types;
  private final RecordChecks checks;

  Trimming(MessageSection section, JavaTypes types, RecordChecks checks) {
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

  /** A message is claimed. */
  CodeBlock start(StructType message) {
    return messages.contains(message)
        ? CodeBlock.builder()
            .addStatement("finishLater($T.MESSAGE_ID,$Woffset)", types.named(message))
            .build()
        : CodeBlock.of("");
  }

  List<MethodSpec> methods() {
    if (messages.isEmpty()) {
      return List.of();
    }
    CodeBlock.Builder code =
        CodeBlock.builder()
            .add("// Elements added to the message from now on would lie in the next one.\n")
            .beginControlFlow("return switch (messageId)");
    for (StructType message : messages) {
      code.beginControlFlow("case $T.MESSAGE_ID ->", types.named(message))
          .addStatement("$L.aim($T.NULL, 0)", JavaNames.cursor(message), ForeignApi.MEMORY_SEGMENT)
          .addStatement("yield $L", checks.filled(message, CodeBlock.of("data()"), "offset"))
          .endControlFlow();
    }
    code.addStatement("default -> super.finished(messageId, offset)").unindent().add("};\n");
    return List.of(
        MethodSpec.methodBuilder("finished")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .returns(TypeName.LONG)
            .addParameter(TypeName.INT, "messageId")
            .addParameter(TypeName.LONG, "offset")
            .addCode(code.build())
            .build());
  }
}
