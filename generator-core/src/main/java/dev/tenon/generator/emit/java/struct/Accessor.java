// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The two forms that accessors have. */
final class Accessor {

  private Accessor() {}

  /** A method that returns an expression. */
  static MethodSpec getter(
      String name, TypeName type, List<ParameterSpec> parameters, String doc, CodeBlock value) {
    return getter(Guard.NONE, name, type, parameters, doc, value);
  }

  /** A method that reads memory. */
  static MethodSpec getter(
      Guard guard,
      String name,
      TypeName type,
      List<ParameterSpec> parameters,
      String doc,
      CodeBlock value) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PUBLIC)
            .returns(type)
            .addParameters(parameters)
            .addCode(guard.check())
            .addStatement("return $L", value);
    if (!doc.isEmpty()) {
      method.addJavadoc("$L", doc);
    }
    return method.build();
  }

  /** A method that does one thing and returns its object, so that calls can be chained. */
  static MethodSpec setter(
      StructScope scope,
      Guard guard,
      String name,
      List<ParameterSpec> indices,
      TypeName type,
      CodeBlock statement) {
    boolean whole = indices.isEmpty();
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(scope.self())
        .addParameters(indices)
        .addParameter(type, "value")
        .addCode(whole ? CodeBlock.of("") : guard.check())
        .addStatement(statement)
        .addStatement("return $L", whole ? guard.written() : Guard.NONE.written())
        .build();
  }

  /** A setter that hands on what the value stands for to another setter. */
  static MethodSpec delegatingSetter(
      StructScope scope,
      String name,
      List<ParameterSpec> indices,
      TypeName type,
      CodeBlock delegation) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(scope.self())
        .addParameters(indices)
        .addParameter(type, "value")
        .addStatement("return $L", delegation)
        .build();
  }
}
