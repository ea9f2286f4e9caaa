// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.contract.CanonicalAbi;
import dev.tenon.generator.emit.java.code.TextBlocks;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class that holds what a native library has to agree with. */
final class AbiEmitter {

  private final CallScope scope;

  AbiEmitter(CallScope scope) {
    this.scope = scope;
  }

  TypeSpec emit() {
    Schema schema = scope.schema();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(scope.types().abi())
            .addModifiers(Modifier.FINAL)
            .addJavadoc("Signatures and layouts that a native library has to agree with.")
            .addField(
                FieldSpec.builder(String.class, "TEXT", Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("Text with a line for each signature and layout.")
                    .initializer(
                        CodeBlock.builder()
                            .indent()
                            .indent()
                            .add(TextBlocks.of(CanonicalAbi.of(schema, scope.layouts()).text()))
                            .unindent()
                            .unindent()
                            .build())
                    .build());
    if (FacadeEmitter.isNeeded(schema)) {
      type.addField(symbols());
    }
    return type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .build();
  }

  private FieldSpec symbols() {
    List<CodeBlock> symbols = new ArrayList<>();
    for (NativeFunction function : scope.schema().functions()) {
      symbols.add(CodeBlock.of("$S", CNames.type(scope.schema(), function)));
    }
    for (Callback callback : JavaCalls.registered(scope.schema())) {
      String name = CNames.type(scope.schema(), callback);
      symbols.add(CodeBlock.of("$S", name + "_register"));
      symbols.add(CodeBlock.of("$S", name + "_unregister"));
    }
    return FieldSpec.builder(String[].class, "SYMBOLS", Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Symbol of that text in the library.")
        .initializer("{\n$>$>$L\n$<$<}", CodeBlock.join(symbols, ",\n"))
        .build();
  }
}
