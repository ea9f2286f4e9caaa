// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Literal.EnumLiteral;
import dev.tenon.generator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Marks what the author advises against. */
public final class Deprecation {

  private static final AnnotationSpec DEPRECATED = AnnotationSpec.builder(Deprecated.class).build();

  private Deprecation() {}

  /** The methods of a declaration, of which the first has its documentation. */
  public static List<MethodSpec> mark(Declaration declaration, List<MethodSpec> methods) {
    if (declaration.deprecated().isEmpty()) {
      return methods;
    }
    List<MethodSpec> marked = new ArrayList<>();
    for (MethodSpec method : methods) {
      MethodSpec.Builder builder = method.toBuilder();
      if (!method.annotations().contains(DEPRECATED)) {
        // A range of bits may have said so for a reason of its own.
        builder.addAnnotation(DEPRECATED);
      }
      if (marked.isEmpty()) {
        builder.addJavadoc("$L", tag(declaration, method.javadoc().isEmpty()));
      }
      marked.add(builder.build());
    }
    return marked;
  }

  /** A constant, with the documentation that it has so far. */
  public static void mark(Declaration declaration, FieldSpec.Builder constant, String doc) {
    String javadoc = doc + tag(declaration, doc.isEmpty());
    if (!javadoc.isEmpty()) {
      constant.addJavadoc("$L", javadoc);
    }
    if (declaration.deprecated().isPresent()) {
      constant.addAnnotation(DEPRECATED);
    }
  }

  /** A class or an enum constant, with the documentation that it has so far. */
  public static void mark(Declaration declaration, TypeSpec.Builder type, String doc) {
    String javadoc = doc + tag(declaration, doc.isEmpty());
    if (!javadoc.isEmpty()) {
      type.addJavadoc("$L", javadoc);
    }
    if (declaration.deprecated().isPresent()) {
      type.addAnnotation(DEPRECATED);
    }
  }

  public static List<AnnotationSpec> annotations(Declaration declaration) {
    return declaration.deprecated().isPresent() ? List.of(DEPRECATED) : List.of();
  }

  /** A class of a schema, which may refer to what the author advises against. */
  public static TypeSpec tolerating(Schema schema, TypeSpec type) {
    return Stream.concat(Stream.of(schema), schema.imports().stream())
            .flatMap(Deprecation::referredTo)
            .anyMatch(declaration -> declaration.deprecated().isPresent())
        ? type.toBuilder()
            .addAnnotation(
                AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "deprecation")
                    .build())
            .build()
        : type;
  }

  /** Returns declarations that classes refer to by name: types, tag values, constants, exports. */
  private static Stream<Declaration> referredTo(Schema schema) {
    Stream<EnumType> tags = schema.unions().stream().flatMap(union -> union.tag().stream());
    Stream<Declaration> constants =
        schema.constants().stream()
            .map(Constant::value)
            .filter(EnumLiteral.class::isInstance)
            .map(literal -> ((EnumLiteral) literal).value());
    return Stream.of(
            schema.enums().stream(),
            schema.flags().stream(),
            schema.composites().stream(),
            schema.handles().stream(),
            schema.callbacks().stream(),
            schema.exports().stream(),
            schema.regions().stream(),
            tags.flatMap(type -> type.values().stream()),
            constants)
        .flatMap(Function.identity());
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
