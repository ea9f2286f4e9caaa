// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.UnionType;
import javax.lang.model.element.Modifier;

/** {@code toString()} of a union with a tag: the arm that is there, or the tag alone. */
final class UnionToString {

  private final StructScope scope;

  UnionToString(StructScope scope) {
    this.scope = scope;
  }

  MethodSpec emit() {
    UnionType union = (UnionType) scope.composite();
    ToStringEmitter values = new ToStringEmitter(scope);
    String name = scope.self().simpleName();
    CodeBlock.Builder cases = CodeBlock.builder().add("return switch (tag()) {\n").indent();
    for (Field arm : union.arms()) {
      cases.add(
          "case $L ->$W$S + $L + $S;\n",
          JavaNames.constant(union.tagOf(arm)),
          name + "[" + JavaNames.member(arm) + "=",
          values.show(arm),
          "]");
    }
    cases
        .add(
            "default ->$W$S + $T.toString(tagRaw()) + $S;\n",
            name + "[tag=",
            scope.types().named(union.tag().orElseThrow()),
            "]")
        .unindent()
        .add("};\n");
    return MethodSpec.methodBuilder("toString")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addCode(cases.build())
        .build();
  }
}
