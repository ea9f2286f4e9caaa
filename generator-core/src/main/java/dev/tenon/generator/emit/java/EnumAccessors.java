// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Accessors of enums: the Java enum, and the raw number that also carries unknown values. */
final class EnumAccessors {

  private final StructScope scope;
  private final ScalarAccessors scalars;
  private final AtomicAccessors atomics;

  EnumAccessors(StructScope scope, ScalarAccessors scalars, AtomicAccessors atomics) {
    this.scope = scope;
    this.scalars = scalars;
    this.atomics = atomics;
  }

  List<MethodSpec> of(FieldMember member, EnumType type, Place place) {
    Field field = member.field();
    ClassName java = scope.types().named(type);
    String name = JavaNames.member(field);
    String raw = name + "Raw";
    String arguments = arguments(place.indices());
    CodeBlock set =
        CodeBlock.of(
            "$L($L)",
            raw,
            Stream.of(arguments, "value.value(\"" + scope.label(field) + "\")")
                .filter(s -> !s.isEmpty())
                .collect(Collectors.joining(", ")));
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        Accessor.getter(
            name,
            java,
            place.indices(),
            FieldJavadoc.of(scope.types(), field),
            CodeBlock.of("$T.of($L($L))", java, raw, arguments)));
    methods.add(delegatingSetter(name, place, java, set));
    methods.addAll(raw(member, type.storage(), place, raw));
    return methods;
  }

  private MethodSpec delegatingSetter(String name, Place place, ClassName java, CodeBlock set) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC)
        .returns(scope.self())
        .addParameters(place.indices())
        .addParameter(java, "value")
        .addStatement("return $L", set)
        .build();
  }

  private List<MethodSpec> raw(FieldMember member, ScalarType storage, Place place, String name) {
    String doc = "The number, which may have no name.";
    return member.field().atomic()
        ? atomics.of(member, storage, place, name, JavaNames.capitalized(member.field()) + "Raw")
        : scalars.of(member, storage, place, name, doc);
  }

  private static String arguments(List<ParameterSpec> indices) {
    return indices.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
  }
}
