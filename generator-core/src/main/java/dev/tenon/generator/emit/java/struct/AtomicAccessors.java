// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.schema.Limits;
import dev.tenon.generator.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

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
      FieldMember member,
      ScalarType type,
      Place place,
      String name,
      String capitalized,
      String doc) {
    TypeName java = JavaTypes.scalar(type);
    CodeBlock value = encode(member, type, member.field().limits(), "value");
    List<Accessor> methods = new ArrayList<>();
    methods.add(
        Accessor.getter(
            Guard.NONE,
            name,
            java,
            place.indices(),
            doc,
            decoded(type, "getAcquire", place, CodeBlock.of(""))));
    methods.add(
        Accessor.setter(
            scope,
            Guard.NONE,
            name,
            place.indices(),
            java,
            CodeBlock.of(
                "$L.setRelease(segment,$W$L,$W$L)", handle(type), place.position(), value)));
    methods.addAll(
        values.plain(member, type, place, name + "Plain", "Plain access, without ordering."));
    if (type.isInteger() && type.bytes() >= 4) {
      methods.addAll(readModifyWrite(member, type, place, capitalized));
    }
    return methods;
  }

  private List<Accessor> readModifyWrite(
      FieldMember member, ScalarType type, Place place, String capitalized) {
    TypeName java = JavaTypes.scalar(type);
    MethodSpec compareAndSet =
        MethodSpec.methodBuilder("compareAndSet" + capitalized)
            .addJavadoc(
                "Writes a value if the field holds the expected one; full ordering.\n\n"
                    + "@return whether it was written")
            .addModifiers(Modifier.PUBLIC)
            .returns(TypeName.BOOLEAN)
            .addParameters(place.indices())
            .addParameter(java, "expected")
            .addParameter(java, "value")
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
        MethodSpec.methodBuilder("getAndAdd" + capitalized)
            .addJavadoc(
                "Adds with full ordering, wrapping around$L.\n\n@return the value before",
                member.field().limits().isEmpty() ? "" : " and without a look at the limits")
            .addModifiers(Modifier.PUBLIC)
            .returns(java)
            .addParameters(place.indices())
            .addParameter(java, "delta")
            .addStatement(
                "return $L", decoded(type, "getAndAdd", place, CodeBlock.of(",$W$L", delta)))
            .build();
    MethodSpec getAndSet =
        MethodSpec.methodBuilder("getAndSet" + capitalized)
            .addJavadoc("Writes with full ordering.\n\n@return the value before")
            .addModifiers(Modifier.PUBLIC)
            .returns(java)
            .addParameters(place.indices())
            .addParameter(java, "value")
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
