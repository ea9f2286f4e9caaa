// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.schema.Declaration;
import java.util.ArrayList;
import java.util.List;

/** Marks what the author advises against. */
final class Deprecation {

  private Deprecation() {}

  /** The methods of a declaration, of which the first has its documentation. */
  static List<MethodSpec> mark(Declaration declaration, List<MethodSpec> methods) {
    if (declaration.deprecated().isEmpty()) {
      return methods;
    }
    List<MethodSpec> marked = new ArrayList<>();
    for (MethodSpec method : methods) {
      MethodSpec.Builder builder = method.toBuilder().addAnnotation(Deprecated.class);
      if (marked.isEmpty()) {
        builder.addJavadoc("$L", tag(declaration, method.javadoc().isEmpty()));
      }
      marked.add(builder.build());
    }
    return marked;
  }

  /** A constant, with the documentation that it has so far. */
  static void mark(Declaration declaration, FieldSpec.Builder constant, String doc) {
    String javadoc = doc + tag(declaration, doc.isEmpty());
    if (!javadoc.isEmpty()) {
      constant.addJavadoc("$L", javadoc);
    }
    if (declaration.deprecated().isPresent()) {
      constant.addAnnotation(Deprecated.class);
    }
  }

  /** A class or an enum constant, with the documentation that it has so far. */
  static void mark(Declaration declaration, TypeSpec.Builder type, String doc) {
    String javadoc = doc + tag(declaration, doc.isEmpty());
    if (!javadoc.isEmpty()) {
      type.addJavadoc("$L", javadoc);
    }
    if (declaration.deprecated().isPresent()) {
      type.addAnnotation(Deprecated.class);
    }
  }

  private static String tag(Declaration declaration, boolean alone) {
    return declaration
        .deprecated()
        .map(
            why ->
                (alone ? "" : "\n\n") + "@deprecated " + JavadocText.sentences(JavadocText.of(why)))
        .orElse("");
  }
}
