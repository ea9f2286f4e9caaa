// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Accessors of atomic fields: acquire and release by default, plain on request, and what reads and
 * writes in one step where the platform has it (four and eight bytes).
 */
final class AtomicAccessors {

  private final StructScope scope;
  private final ValueAccessors values;

  AtomicAccessors(StructScope scope, ValueAccessors values) {
    this.scope = scope;
    this.values = values;
  }

  List<Accessor> of(
      FieldMember member, ScalarType type, Place place, Role get, Role set, String doc) {
    JavaAccessors signatures = scope.accessors(member.field());
    TypeName java = JavaTypes.scalar(type);
    CodeBlock value = encode(member, type, member.field().limits(), "value");
    List<Accessor> methods = new ArrayList<>();
    methods.add(
        Accessor.getter(
            Guard.NONE,
            signatures.get(get),
            java,
            doc,
            decoded(type, "getAcquire", place, CodeBlock.of(""))));
    methods.add(
        Accessor.setter(
            scope,
            Guard.NONE,
            signatures.get(set),
            CodeBlock.of(
                "$L.setRelease(segment,$W$L,$W$L)", handle(type), place.position(), value)));
    methods.addAll(
        values.plain(
            member,
            type,
            place,
            Role.GET_PLAIN,
            Role.SET_PLAIN,
            "Plain access, without ordering."));
    if (signatures.has(Role.COMPARE_AND_SET)) {
      methods.addAll(readModifyWrite(member, type, place, signatures));
    }
    return methods;
  }

  private List<Accessor> readModifyWrite(
      FieldMember member, ScalarType type, Place place, JavaAccessors signatures) {
    TypeName java = JavaTypes.scalar(type);
    MethodSpec compareAndSet =
        Accessor.builder(signatures.get(Role.COMPARE_AND_SET), TypeName.BOOLEAN)
            .addJavadoc(
                "Writes a value if the field holds the expected one; full ordering.\n\n"
                    + "@return whether it was written")
            .addStatement(
                "return $L.compareAndSet(segment,$W$L,$W$L,$W$L)",
                handle(type),
                place.position(),
                encode(member, type, Limits.NONE, "expected"),
                encode(member, type, member.field().limits(), "value"))
            .build();
    // The sum wraps as in C; a delta is therefore not checked, only cut to the width.
    JavaScalar scalar = JavaScalar.of(type);
    CodeBlock delta =
        scalar.isWidened()
            ? CodeBlock.of("($T) delta", scalar.stored().type())
            : CodeBlock.of("delta");
    MethodSpec getAndAdd =
        Accessor.builder(signatures.get(Role.GET_AND_ADD), java)
            .addJavadoc(
                "Adds with full ordering, wrapping around$L.\n\n@return the value before",
                member.field().limits().isEmpty() ? "" : " and without a look at the limits")
            .addStatement(
                "return $L", decoded(type, "getAndAdd", place, CodeBlock.of(",$W$L", delta)))
            .build();
    MethodSpec getAndSet =
        Accessor.builder(signatures.get(Role.GET_AND_SET), java)
            .addJavadoc("Writes with full ordering.\n\n@return the value before")
            .addStatement(
                "return $L",
                decoded(
                    type,
                    "getAndSet",
                    place,
                    CodeBlock.of(",$W$L", encode(member, type, member.field().limits(), "value"))))
            .build();
    return Stream.of(compareAndSet, getAndAdd, getAndSet).map(Accessor::writes).toList();
  }

  private CodeBlock encode(FieldMember member, ScalarType type, Limits limits, String parameter) {
    return scope
        .scalars()
        .encode(type, limits, scope.label(member.field()), CodeBlock.of("$L", parameter));
  }

  /** The cast is part of the call: it makes the access exact, without boxing. */
  private CodeBlock decoded(ScalarType type, String access, Place place, CodeBlock operand) {
    CodeBlock call =
        CodeBlock.of(
            "($T) $L.$L(segment,$W$L$L)",
            bits(type),
            handle(type),
            access,
            place.position(),
            operand);
    return scope.scalars().decode(type, call);
  }

  private CodeBlock handle(ScalarType type) {
    String constant = "ATOMIC_" + bits(type).toString().toUpperCase(Locale.ROOT);
    return scope.types().support().use(constant);
  }

  private static TypeName bits(ScalarType type) {
    return JavaScalar.of(type).stored().type();
  }
}
