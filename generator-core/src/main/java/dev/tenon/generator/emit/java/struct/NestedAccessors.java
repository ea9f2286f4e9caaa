// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.Versions;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.UnionType;
import java.util.List;

/** Accessors of structs in a struct: a new flyweight, or one that the caller has already. */
final class NestedAccessors {

  /** Javadoc of every accessor that takes an object. */
  static final String REUSES =
      "Binds a view that the caller has already, and returns it. Copies nothing.";

  private final StructScope scope;

  NestedAccessors(StructScope scope) {
    this.scope = scope;
  }

  List<Accessor> of(FieldMember member, Composite type, Place place) {
    ClassName java = scope.types().named(type);
    Method get = scope.accessors(member.field()).get(Role.GET);
    String doc = FieldJavadoc.of(scope.types(), member.field());
    if (member.field().tag().isPresent()) {
      return accessors(
          member,
          java,
          Accessor.delegatingGetter(get, java, doc, CodeBlock.of("$L(new $T())", get.name(), java)),
          tagged(member));
    }
    return accessors(
        member,
        java,
        Accessor.getter(
            scope.guard(member),
            get,
            java,
            doc,
            CodeBlock.of(
                "$T.of(segment,$W$L$L)",
                java,
                place.position(),
                Versions.handedDown(scope.layouts(), type))),
        aimed(type, place.position()));
  }

  private List<Accessor> accessors(
      FieldMember member, ClassName java, Accessor created, CodeBlock aimed) {
    Method bind = scope.accessors(member.field()).get(Role.BIND);
    return List.of(created, Accessor.getter(scope.guard(member), bind, java, REUSES, aimed));
  }

  /** {@code reuse} aimed at a struct. The checks of {@code wrap} belong to other packages. */
  CodeBlock aimed(Composite type, CodeBlock position) {
    return CodeBlock.of(
        "reuse.$L(segment,$W$L$L)",
        scope.types().isForeign(type) ? "wrap" : "aim",
        position,
        Versions.handedDown(scope.layouts(), type));
  }

  /** {@code reuse} aimed at a union and at what tells its arms apart. */
  private CodeBlock tagged(FieldMember member) {
    FieldMember tag = scope.plan().member(scope.composite().tagBeside(member.field()));
    return CodeBlock.of(
        "reuse.$L(segment,$W$L,$W$L,$W$S$L)",
        scope.types().isForeign((UnionType) member.field().type()) ? "wrap" : "aim",
        Place.start("base", member),
        Place.start("base", tag),
        scope.label(member.field()),
        Versions.handedDown(scope.layouts(), member.field().type()));
  }

  /** The array as a whole. */
  Accessor view(FieldMember member, Composite element, CodeBlock length) {
    return Accessor.getter(
        scope.guard(member),
        scope.accessors(member.field()).get(Role.VIEW),
        scope.types().arrayView(element),
        FieldJavadoc.of(scope.types(), member.field()),
        CodeBlock.of(
            "$T.arrayOf(segment,$W$L,$W$L$L)",
            scope.types().named(element),
            Place.whole(member).position(),
            length,
            Versions.handedDown(scope.layouts(), element)));
  }
}
