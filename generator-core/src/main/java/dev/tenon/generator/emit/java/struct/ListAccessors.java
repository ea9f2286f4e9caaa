// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.Meaning;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Accessors of a bounded list: its count, which is read once for each access and never trusted; the
 * elements that it counts; what appends one.
 */
final class ListAccessors {

  private final StructScope scope;
  private final ValueAccessors values;
  private final NestedAccessors nested;

  ListAccessors(StructScope scope, ValueAccessors values, NestedAccessors nested) {
    this.scope = scope;
    this.values = values;
    this.nested = nested;
  }

  List<Accessor> of(FieldMember member, ListType list) {
    Type element = list.element();
    Place place = element(member);
    List<Accessor> methods = new ArrayList<>();
    methods.add(count(member, list));
    if (element instanceof Composite composite) {
      methods.addAll(nested.of(member, composite, place));
      methods.add(nested.view(member, composite, CodeBlock.of("$L()", countName(member))));
      methods.addAll(addComposite(member, list, composite));
    } else {
      methods.addAll(values.of(member, element, place));
      methods.add(filled(member, list));
      methods.addAll(addValue(member, list));
    }
    methods.add(Accessor.writes(clear(member)));
    methods.add(Accessor.delegates(at(member, list)));
    return methods;
  }

  private Method signature(FieldMember member, Role role) {
    return scope.accessors(member.field()).get(role);
  }

  private String countName(FieldMember member) {
    return signature(member, Role.COUNT).name();
  }

  /** Returns the position of the count; members of the struct know it by the list. */
  private CodeBlock countPosition(FieldMember member) {
    CountMember count = scope.plan().count(member.field());
    return Place.start("base", count.offset());
  }

  private CodeBlock countLayout() {
    return scope.valueLayouts().access(ScalarType.U32, false);
  }

  private Accessor count(FieldMember member, ListType list) {
    return Accessor.getter(
        Guard.NONE,
        signature(member, Role.COUNT),
        TypeName.INT,
        "{@return the number of elements, at most %d}\n\n".formatted(list.capacity())
            + "@throws IndexOutOfBoundsException if memory says that there are more",
        CodeBlock.of(
            "$L($S,$Wsegment.get($L,$W$L),$W$L)",
            scope.types().support().use("count"),
            scope.label(member.field()),
            countLayout(),
            countPosition(member),
            list.capacity()));
  }

  private Place element(FieldMember member) {
    Method position = signature(member, Role.POSITION);
    return new Place(CodeBlock.of("$L($L)", position.name(), position.arguments()));
  }

  /** One place for what every accessor of an element does first. */
  private MethodSpec at(FieldMember member, ListType list) {
    Method signature = signature(member, Role.POSITION);
    CodeBlock checked =
        CodeBlock.of(
            "$L($S,$W$L,$W$L())",
            scope.types().support().use("index"),
            scope.label(member.field()),
            signature.arguments(),
            countName(member));
    return MethodSpec.methodBuilder(signature.name())
        .addModifiers(Modifier.PRIVATE)
        .returns(TypeName.LONG)
        .addParameters(signature.parameters())
        .addStatement("return $L", position(member, list, checked))
        .build();
  }

  private CodeBlock position(FieldMember member, ListType list, CodeBlock index) {
    return CodeBlock.of(
        "$L$W+ $L$L",
        Place.start("base", member),
        index,
        Place.times(scope.layouts().size(list.element())));
  }

  private Accessor filled(FieldMember member, ListType list) {
    return Accessor.getter(
        Guard.NONE,
        signature(member, Role.VIEW),
        ForeignApi.MEMORY_SEGMENT,
        "{@return a view of the bytes of the elements that are there}",
        CodeBlock.of(
            "segment.asSlice($L,$W$L()$L)",
            Place.whole(member).position(),
            countName(member),
            Place.times(scope.layouts().size(list.element()))));
  }

  private MethodSpec.Builder adder(FieldMember member, Role role, TypeName returned) {
    return Accessor.builder(signature(member, role), returned);
  }

  private List<Accessor> addValue(FieldMember member, ListType list) {
    ValueCode code = ValueCode.of(scope, member.field(), list.element());
    Optional<Meaning> meaning =
        Meaning.of(scope.types(), list.element(), scope.label(member.field()));
    MethodSpec stored =
        adder(member, meaning.isPresent() ? Role.ADD_RAW : Role.ADD, scope.self())
            .addJavadoc("$L", appends(list))
            .addCode(room(member, list))
            .addStatement(code.write(position(member, list, CodeBlock.of("count"))))
            .addCode(grow(member))
            .addStatement("return this")
            .build();
    return meaning
        .map(
            meant ->
                List.of(
                    Accessor.delegates(
                        adder(member, Role.ADD, scope.self())
                            .addJavadoc("$L", appends(list))
                            .addStatement("return $L($L)", stored.name(), meant.toNumber())
                            .build()),
                    Accessor.writes(stored)))
        .orElse(List.of(Accessor.writes(stored)));
  }

  private static String appends(ListType list) {
    return "Appends an element.\n\n@throws IllegalStateException if there are %d already"
        .formatted(list.capacity());
  }

  private List<Accessor> addComposite(FieldMember member, ListType list, Composite element) {
    ClassName java = scope.types().named(element);
    return List.of(
        Accessor.delegates(
            adder(member, Role.ADD, java)
                .addJavadoc(
                    "$L", appends(list).replace("an element", "a new element and returns it"))
                .addStatement("return $L(new $T())", signature(member, Role.ADD_BOUND).name(), java)
                .build()),
        Accessor.writes(
            adder(member, Role.ADD_BOUND, java)
                .addJavadoc("Appends a new element and binds a view that the caller has already.")
                .addCode(room(member, list))
                .addStatement("long offset = $L", position(member, list, CodeBlock.of("count")))
                .addStatement("$T.initialize(segment, offset)", java)
                .addCode(grow(member))
                .addStatement("return $L", nested.aimed(element, CodeBlock.of("offset")))
                .build()));
  }

  private CodeBlock room(FieldMember member, ListType list) {
    return CodeBlock.builder()
        .addStatement(
            "int count = $L($S,$W$L(),$W$L)",
            scope.types().support().use("room"),
            scope.label(member.field()),
            countName(member),
            list.capacity())
        .build();
  }

  private CodeBlock grow(FieldMember member) {
    return CodeBlock.builder()
        .addStatement("segment.set($L,$W$L,$Wcount + 1)", countLayout(), countPosition(member))
        .build();
  }

  private MethodSpec clear(FieldMember member) {
    return Accessor.builder(signature(member, Role.CLEAR), scope.self())
        .addJavadoc("Removes all elements.")
        .addStatement("segment.set($L,$W$L,$W0)", countLayout(), countPosition(member))
        .addStatement("return this")
        .build();
  }
}
