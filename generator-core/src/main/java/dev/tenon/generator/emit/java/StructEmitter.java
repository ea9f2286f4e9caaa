// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class of a struct: a flyweight that is aimed at a place in memory. */
final class StructEmitter {

  private final StructScope scope;
  private final StructLayoutPlan plan;
  private final ClassName self;
  private final boolean receivedAsArray;

  /**
   * The class of a struct.
   *
   * @param receivedAsArray whether C hands arrays of it to Java
   */
  StructEmitter(StructScope scope, boolean receivedAsArray) {
    this.scope = scope;
    this.receivedAsArray = receivedAsArray;
    this.plan = scope.plan();
    this.self = scope.self();
  }

  TypeSpec emit() {
    boolean hasValue = ValueRecordEmitter.isPossible(scope.struct());
    VersionedFactories factories = new VersionedFactories(scope);
    YoungerFields younger = new YoungerFields(scope);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addJavadoc("$L", javadoc(hasValue))
            .addFields(constants())
            .addField(new StructLayoutEmitter(scope).emit())
            .addFields(younger.fields())
            .addField(ForeignApi.MEMORY_SEGMENT, "segment", Modifier.PRIVATE)
            .addField(TypeName.LONG, "base", Modifier.PRIVATE)
            .addFields(factories.fields())
            .addMethods(factories.adapt(new StructFactories(scope).emit()));
    FieldAccessors accessors = new FieldAccessors(scope);
    plan.fields()
        .forEach(member -> type.addMethods(younger.guard(member.field(), accessors.of(member))));
    InitialValues initial = new InitialValues(scope);
    type.addMethod(initial.initialize());
    if (InitialValues.hasDefaults(scope.struct())) {
      type.addMethod(initial.writeDefaults());
    }
    type.addMethods(younger.methods());
    if (hasValue) {
      ValueRecordEmitter value = new ValueRecordEmitter(scope);
      type.addMethod(value.toValue()).addMethod(value.set()).addType(value.record());
    }
    return type.addMethod(new ToStringEmitter(scope).emit())
        .addType(new ArrayViewEmitter(scope, receivedAsArray).emit())
        .build();
  }

  private String javadoc(boolean hasValue) {
    StructType struct = scope.struct();
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        JavadocText.sentences(
            struct.doc().isBlank()
                ? "Struct {@code " + struct.name() + "}"
                : JavadocText.of(struct.doc())));
    paragraphs.add(LayoutJavadoc.table(plan));
    paragraphs.add(
        "<p>A view of memory, without any locking. A setter refuses a value that does not fit with"
            + " an\n"
            + "{@code IllegalArgumentException} that names the field.");
    if (struct.fields().stream().anyMatch(Field::atomic)) {
      paragraphs.add(
          "<p>Atomic fields need memory that is aligned by itself: in the heap a {@code long[]} is,"
              + " a\n"
              + "{@code byte[]} is not.");
    }
    if (!hasValue) {
      paragraphs.add("<p>Too large for a record twin: there is no {@code Value}.");
    }
    return String.join("\n\n", paragraphs);
  }

  private List<FieldSpec> constants() {
    List<FieldSpec> constants = new ArrayList<>();
    constants.add(
        constant(TypeName.LONG, "BYTES", Place.literal(plan.size()))
            .addJavadoc("Size in bytes, padding included.")
            .build());
    constants.add(
        constant(TypeName.LONG, "ALIGNMENT", Place.literal(plan.alignment()))
            .addJavadoc("What its address is a multiple of.")
            .build());
    scope
        .struct()
        .messageId()
        .ifPresent(
            id ->
                constants.add(
                    constant(TypeName.INT, "MESSAGE_ID", Integer.toString(id))
                        .addJavadoc("What names it in a queue.")
                        .build()));
    for (FieldMember member : plan.fields()) {
      String name = JavaNames.offset(member.field());
      constants.add(constant(TypeName.LONG, name, Place.literal(member.offset())).build());
    }
    return constants;
  }

  private static FieldSpec.Builder constant(TypeName type, String name, String value) {
    return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value);
  }
}
