// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Meaning;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accessors of a value that is no struct, or of one such element. */
final class ValueAccessors {

  private final StructScope scope;
  private final AtomicAccessors atomics;

  ValueAccessors(StructScope scope) {
    this.scope = scope;
    this.atomics = new AtomicAccessors(scope, this);
  }

  List<Accessor> of(FieldMember member, Type type, Place place) {
    Field field = member.field();
    String name = JavaNames.member(field);
    String doc = FieldJavadoc.of(scope.types(), field);
    Optional<Meaning> meaning = Meaning.of(scope.types(), type, scope.label(field));
    List<Accessor> methods = new ArrayList<>();
    if (meaning.isPresent()) {
      methods.addAll(meant(meaning.get(), name, name + "Raw", place, doc));
      methods.addAll(stored(member, type, place, "Raw", meaning.get().rawDoc()));
      return methods;
    }
    methods.addAll(stored(member, type, place, "", doc));
    if (type instanceof SemanticType) {
      methods.add(octets(member, type, place, name + "Raw"));
    }
    return methods;
  }

  /** What reads and writes through the accessors of the number. */
  List<Accessor> meant(Meaning meaning, String name, String raw, Place place, String doc) {
    String indices =
        place.indices().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    String before = indices.isEmpty() ? "" : indices + ", ";
    return List.of(
        Accessor.delegatingGetter(
            name,
            meaning.type(),
            place.indices(),
            doc,
            meaning.ofNumber().apply(CodeBlock.of("$L($L)", raw, indices))),
        Accessor.delegatingSetter(
            scope,
            name,
            place.indices(),
            meaning.type(),
            CodeBlock.of("$L($L$L)", raw, before, meaning.toNumber())));
  }

  private List<Accessor> stored(
      FieldMember member, Type type, Place place, String suffix, String doc) {
    Field field = member.field();
    String name = JavaNames.member(field) + suffix;
    return field.atomic()
        ? atomics.of(
            member,
            ScalarType.holding(type),
            place,
            name,
            JavaNames.capitalized(field) + suffix,
            doc)
        : plain(member, type, place, name, doc);
  }

  /** What reads and writes without any ordering. */
  List<Accessor> plain(FieldMember member, Type type, Place place, String name, String doc) {
    ValueCode code = ValueCode.of(scope, member.field(), type);
    Guard guard = scope.guard(member);
    return List.of(
        Accessor.getter(
            guard, name, code.type(), place.indices(), doc, code.read(place.position())),
        Accessor.setter(
            scope, guard, name, place.indices(), code.type(), code.write(place.position())));
  }

  private Accessor octets(FieldMember member, Type type, Place place, String name) {
    return Accessor.getter(
        scope.guard(member),
        name,
        ForeignApi.MEMORY_SEGMENT,
        place.indices(),
        "{@return a view of the bytes, in network order}",
        CodeBlock.of("segment.asSlice($L,$W$L)", place.position(), scope.layouts().size(type)));
  }
}
