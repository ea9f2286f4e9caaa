// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.ForeignApi;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaAccessors.Method;
import dev.tenon.generator.naming.JavaAccessors.Role;
import dev.tenon.generator.naming.JavaRecords;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * The class of a union with a tag: a flyweight that is aimed at the union and at the field of its
 * struct that tells which arm is there.
 */
public final class TaggedUnionEmitter {

  private static final ParameterSpec SEGMENT =
      ParameterSpec.builder(ForeignApi.MEMORY_SEGMENT, "segment").build();
  private static final ParameterSpec OFFSET =
      ParameterSpec.builder(TypeName.LONG, "offset").build();
  private static final ParameterSpec TAG_OFFSET =
      ParameterSpec.builder(TypeName.LONG, "tagOffset").build();
  private static final ParameterSpec FIELD = ParameterSpec.builder(String.class, "field").build();

  private final StructScope scope;
  private final UnionType union;
  private final StructLayoutPlan plan;
  private final ClassName self;
  private final ClassName tag;
  private final ScalarType storage;
  private final UnionEvolution evolution;

  public TaggedUnionEmitter(StructScope scope) {
    this.scope = scope;
    this.union = (UnionType) scope.composite();
    this.plan = scope.plan();
    this.self = scope.self();
    EnumType type = union.tag().orElseThrow();
    this.tag = scope.types().named(type);
    this.storage = type.storage();
    this.evolution = new UnionEvolution(scope);
  }

  public TypeSpec emit() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addField(constant("BYTES", plan.size(), "Size in bytes, padding included."))
            .addField(constant("ALIGNMENT", plan.alignment(), "Required alignment in bytes."))
            .addField(new StructLayoutEmitter(scope).emit())
            .addField(ForeignApi.MEMORY_SEGMENT, "segment", Modifier.PRIVATE)
            .addField(TypeName.LONG, "base", Modifier.PRIVATE)
            .addField(TypeName.LONG, "tag", Modifier.PRIVATE)
            .addField(String.class, "field", Modifier.PRIVATE)
            .addFields(evolution.fields())
            .addMethod(constructor())
            .addMethod(wrap())
            .addMethods(evolution.wrapOfToday(List.of(SEGMENT, OFFSET, TAG_OFFSET, FIELD)))
            .addMethod(aim())
            .addMethods(places())
            .addMethods(evolution.methods())
            .addMethods(tags());
    Deprecation.mark(union, type, javadoc());
    FieldAccessors accessors = new FieldAccessors(scope);
    for (FieldMember arm : plan.fields()) {
      accessors.of(arm).forEach(accessor -> type.addMethod(accessor.method()));
      type.addMethods(Deprecation.mark(arm.field(), selects(arm)));
    }
    type.addMethod(require()).addMethod(select());
    if (JavaRecords.isPossible(union)) {
      new UnionValueEmitter(scope).emitInto(type);
    }
    return type.addMethod(new UnionToString(scope).emit()).build();
  }

  private String javadoc() {
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        JavadocText.sentences(
            union.doc().isBlank()
                ? "Union {@code " + union.name() + "}"
                : JavadocText.of(union.doc()),
            FieldJavadoc.since(union)));
    paragraphs.add(LayoutJavadoc.table(plan));
    paragraphs.add(
        "<p>A view of a union in a struct and of the field beside it that tells which arm is there."
            + "\n"
            + "Reading another arm is an {@code IllegalStateException}; writing an arm as a whole,"
            + " and what\n"
            + "is called {@code select}, makes it the one that is there.");
    return String.join("\n\n", paragraphs);
  }

  private static FieldSpec constant(String name, long value, String doc) {
    return FieldSpec.builder(TypeName.LONG, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer(Place.literal(value))
        .addJavadoc(doc)
        .build();
  }

  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Modifier.PUBLIC)
        .addJavadoc("Creates an unbound view; a struct binds it.")
        .addStatement("segment = $T.NULL", ForeignApi.MEMORY_SEGMENT)
        .build();
  }

  private MethodSpec wrap() {
    return method("wrap", self)
        .addJavadoc(
            """
            Binds this view to a union. Called by the struct that holds it.

            @param tagOffset offset of the tag in the segment, in bytes
            @param field name of the union in errors
            @throws IndexOutOfBoundsException if the segment is too small
            """)
        .addParameters(List.of(SEGMENT, OFFSET, TAG_OFFSET, FIELD))
        .addParameters(evolution.parameters())
        .addStatement(
            "$L(field, segment, offset, BYTES, ALIGNMENT)", scope.types().support().use("check"))
        .addStatement("return aim(segment,$Woffset,$WtagOffset,$Wfield$L)", evolution.argument())
        .build();
  }

  private MethodSpec aim() {
    return MethodSpec.methodBuilder("aim")
        .returns(self)
        .addJavadoc(
            "Binds this view without the checks of {@link #wrap}; the place is known to be right.")
        .addParameters(List.of(SEGMENT, OFFSET, TAG_OFFSET, FIELD))
        .addParameters(evolution.parameters())
        .beginControlFlow("if (this.segment != segment)")
        .addStatement("this.segment = segment")
        .endControlFlow()
        .beginControlFlow("if (this.field != field)")
        .addStatement("this.field = field")
        .endControlFlow()
        .addStatement("base = offset")
        .addStatement("tag = tagOffset")
        .addCode(evolution.keep())
        .addStatement("return this")
        .build();
  }

  private List<MethodSpec> places() {
    return List.of(
        method("asSegment", ForeignApi.MEMORY_SEGMENT)
            .addJavadoc("{@return a view of exactly the bytes of this union, without its tag}")
            .addStatement("return segment.asSlice(base, BYTES)")
            .build(),
        method("copyFrom", self)
            .addJavadoc("Copies all bytes of another union, and its tag.")
            .addParameter(self, "other")
            .addStatement(
                "$T.copy(other.segment, other.base, segment, base, BYTES)",
                ForeignApi.MEMORY_SEGMENT)
            .addStatement(
                "$T.copy(other.segment, other.tag, segment, tag, $L)",
                ForeignApi.MEMORY_SEGMENT,
                storage.bytes())
            .addCode(evolution.copied())
            .addStatement("return this")
            .build());
  }

  private List<MethodSpec> tags() {
    return List.of(
        method("tag", tag)
            .addJavadoc(
                "{@return the tag of the selected arm; numbers without a name: {@link #tagRaw}}")
            .addStatement("return $T.of(tagRaw())", tag)
            .build(),
        method("tagRaw", JavaTypes.scalar(storage))
            .addJavadoc("Number of the enum, which may have no name.")
            .addStatement(
                "return $L",
                scope
                    .scalars()
                    .decode(storage, CodeBlock.of("segment.get($L, tag)", layout(scope, storage))))
            .build());
  }

  /** The layout of the tag, which is a plain field. */
  static CodeBlock layout(StructScope scope, ScalarType storage) {
    return scope.valueLayouts().access(storage, false);
  }

  /** Returns methods that select an arm which is filled in place. */
  private List<MethodSpec> selects(FieldMember arm) {
    Field field = arm.field();
    JavaAccessors signatures = scope.accessors(field);
    CodeBlock written = scope.guard(arm).written();
    if (field.type() instanceof Composite composite) {
      ClassName java = scope.types().named(composite);
      Method bound = signatures.get(Role.SELECT_BOUND);
      return List.of(
          Accessor.builder(signatures.get(Role.SELECT), java)
              .addJavadoc("Selects the arm with a new value, and returns a view of it.")
              .addStatement("return $L(new $T())", bound.name(), java)
              .build(),
          Accessor.builder(bound, java)
              .addJavadoc(
                  "Selects the arm with a new value, and binds a view that the caller has already.")
              .addStatement("$T.initialize(segment, base)", java)
              .addStatement("$L", written)
              .addStatement(
                  "return $L", new NestedAccessors(scope).aimed(composite, CodeBlock.of("base")))
              .build());
    } else if (field.type() instanceof ArrayType array) {
      return List.of(
          Accessor.builder(signatures.get(Role.SELECT), self)
              .addJavadoc("Selects the arm with new elements.")
              .addCode(initialized(arm, array))
              .addStatement("return $L", written)
              .build());
    }
    return List.of();
  }

  private CodeBlock initialized(FieldMember arm, ArrayType array) {
    Type element = array.innermost();
    CodeBlock.Builder code =
        CodeBlock.builder()
            .addStatement(
                "$L(segment, base, $L)",
                scope.types().support().use("zero"),
                Place.literal(arm.size()));
    if (element instanceof StructType struct && InitialValues.hasDefaults(struct)) {
      ClassName java = scope.types().named(struct);
      code.beginControlFlow(
              "for (long i = 0; i < $L; i += $T.BYTES)", Place.literal(arm.size()), java)
          .addStatement("$T.initialize(segment, base + i)", java)
          .endControlFlow();
    }
    return code.build();
  }

  private MethodSpec require() {
    return MethodSpec.methodBuilder("require")
        .addModifiers(Modifier.PRIVATE)
        .addParameter(tag, "arm")
        .beginControlFlow("if (tagRaw() != arm.value())")
        .addStatement(
            "throw new $T(\nfield + $S + $T.toString(tagRaw()) + $S + arm)",
            IllegalStateException.class,
            ": the arm is ",
            tag,
            ", not ")
        .endControlFlow()
        .build();
  }

  private MethodSpec select() {
    return MethodSpec.methodBuilder("select")
        .addModifiers(Modifier.PRIVATE)
        .addJavadoc("Zeroes the bytes that an arm leaves free, and selects it.")
        .returns(self)
        .addParameter(TypeName.LONG, "used")
        .addParameter(tag, "arm")
        .addStatement("$L(segment, base + used, BYTES - used)", scope.types().support().use("zero"))
        .addStatement(
            "segment.set($L, tag,$W$L)",
            layout(scope, storage),
            ScalarCode.stored(storage, CodeBlock.of("arm.value()")))
        .addStatement("return this")
        .build();
  }

  private static MethodSpec.Builder method(String name, TypeName type) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(type);
  }
}
