// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Meaning;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    JavaAccessors signatures = scope.accessors(field);
    String doc = FieldJavadoc.of(scope.types(), field);
    Optional<Meaning> meaning = Meaning.of(scope.types(), type, scope.label(field));
    List<Accessor> methods = new ArrayList<>();
    if (meaning.isPresent()) {
      methods.addAll(meant(meaning.get(), signatures, doc));
      methods.addAll(
          stored(member, type, place, Role.GET_RAW, Role.SET_RAW, meaning.get().rawDoc()));
      return methods;
    }
    methods.addAll(stored(member, type, place, Role.GET, Role.SET, doc));
    if (type instanceof SemanticType) {
      methods.add(octets(member, type, place, signatures.get(Role.GET_RAW)));
    }
    return methods;
  }

  /** Returns accessors that convert and use the accessors of the number. */
  List<Accessor> meant(Meaning meaning, JavaAccessors signatures, String doc) {
    Method get = signatures.get(Role.GET);
    String indices = get.arguments();
    String before = indices.isEmpty() ? "" : indices + ", ";
    return List.of(
        Accessor.delegatingGetter(
            get,
            meaning.type(),
            doc,
            meaning
                .ofNumber()
                .apply(CodeBlock.of("$L($L)", signatures.get(Role.GET_RAW).name(), indices))),
        Accessor.delegatingSetter(
            scope,
            signatures.get(Role.SET),
            CodeBlock.of(
                "$L($L$L)", signatures.get(Role.SET_RAW).name(), before, meaning.toNumber())));
  }

  private List<Accessor> stored(
      FieldMember member, Type type, Place place, Role get, Role set, String doc) {
    return member.field().atomic()
        ? atomics.of(member, ScalarType.holding(type), place, get, set, doc)
        : plain(member, type, place, get, set, doc);
  }

  /** Returns accessors without memory ordering. */
  List<Accessor> plain(FieldMember member, Type type, Place place, Role get, Role set, String doc) {
    JavaAccessors signatures = scope.accessors(member.field());
    ValueCode code = ValueCode.of(scope, member.field(), type);
    Guard guard = scope.guard(member);
    return List.of(
        Accessor.getter(guard, signatures.get(get), code.type(), doc, code.read(place.position())),
        Accessor.setter(scope, guard, signatures.get(set), code.write(place.position())));
  }

  private Accessor octets(FieldMember member, Type type, Place place, Method signature) {
    return Accessor.getter(
        scope.guard(member),
        signature,
        ForeignApi.MEMORY_SEGMENT,
        "{@return a view of the bytes, in network order}",
        CodeBlock.of("segment.asSlice($L,$W$L)", place.position(), scope.layouts().size(type)));
  }
}
