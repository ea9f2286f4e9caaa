// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.schema.Declaration;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A method of a field, and what it does with memory. */
record Accessor(MethodSpec method, Use use) {

  /** Use of memory by an accessor. */
  enum Use {
    /** Reads the field's bytes, or returns a view of them. */
    READS,
    /** Writes some of the field's bytes. */
    WRITES,
    /** Leaves memory to another accessor of the field. */
    DELEGATES
  }

  static Accessor reads(MethodSpec method) {
    return new Accessor(method, Use.READS);
  }

  static Accessor writes(MethodSpec method) {
    return new Accessor(method, Use.WRITES);
  }

  static Accessor delegates(MethodSpec method) {
    return new Accessor(method, Use.DELEGATES);
  }

  /** Begins a public method of a signature. */
  static MethodSpec.Builder builder(Method signature, TypeName returned) {
    return MethodSpec.methodBuilder(signature.name())
        .addModifiers(Modifier.PUBLIC)
        .returns(returned)
        .addParameters(signature.parameters());
  }

  /** Marks the accessors of a deprecated field; the first of them has the documentation. */
  static List<Accessor> mark(Declaration declaration, List<Accessor> accessors) {
    List<MethodSpec> marked =
        Deprecation.mark(declaration, accessors.stream().map(Accessor::method).toList());
    List<Accessor> result = new ArrayList<>();
    for (int i = 0; i < marked.size(); i++) {
      result.add(new Accessor(marked.get(i), accessors.get(i).use()));
    }
    return result;
  }

  /** Returns an expression that other accessors make. */
  static Accessor delegatingGetter(Method signature, TypeName type, String doc, CodeBlock value) {
    return delegates(method(Guard.NONE, signature, type, doc, value));
  }

  /** Returns an expression that reads memory. */
  static Accessor getter(
      Guard guard, Method signature, TypeName type, String doc, CodeBlock value) {
    return reads(method(guard, signature, type, doc, value));
  }

  private static MethodSpec method(
      Guard guard, Method signature, TypeName type, String doc, CodeBlock value) {
    MethodSpec.Builder method =
        builder(signature, type).addCode(guard.check()).addStatement("return $L", value);
    if (!doc.isEmpty()) {
      method.addJavadoc("$L", doc);
    }
    return method.build();
  }

  /** Writes memory and returns its object, so that calls can be chained. */
  static Accessor setter(StructScope scope, Guard guard, Method signature, CodeBlock statement) {
    boolean whole = signature.takesWhole();
    return writes(
        builder(signature, scope.self())
            .addCode(whole ? CodeBlock.of("") : guard.check())
            .addStatement(statement)
            .addStatement("return $L", whole ? guard.written() : Guard.NONE.written())
            .build());
  }

  /** Hands on what the value stands for to another setter. */
  static Accessor delegatingSetter(StructScope scope, Method signature, CodeBlock delegation) {
    return delegates(
        builder(signature, scope.self()).addStatement("return $L", delegation).build());
  }
}
