// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.tenon.generator.emit.java.code.Deprecation;
import dev.tenon.generator.emit.java.code.FieldJavadoc;
import dev.tenon.generator.emit.java.code.JavadocText;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.CountMember;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.JavaRecords;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The class of a struct or of a union without a tag: a flyweight, aimed at a place in memory. */
public final class StructEmitter {

  private final StructScope scope;
  private final StructLayoutPlan plan;
  private final ClassName self;
  private final boolean receivedAsArray;

  /**
   * The class of a struct or union.
   *
   * @param receivedAsArray whether C hands arrays of it to Java
   */
  public StructEmitter(StructScope scope, boolean receivedAsArray) {
    this.scope = scope;
    this.receivedAsArray = receivedAsArray;
    this.plan = scope.plan();
    this.self = scope.self();
  }

  public TypeSpec emit() {
    boolean hasValue = JavaRecords.isPossible(scope.composite());
    StructMemory memory = StructMemory.of(scope);
    YoungerFields younger = new YoungerFields(scope);
    YoungerDefaults defaults = new YoungerDefaults(scope);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .superclass(scope.types().support().nested("Struct"))
            .addFields(constants())
            .addField(new StructLayoutEmitter(scope).emit())
            .addFields(defaults.fields())
            .addFields(memory.fields())
            .addMethods(new StructFactories(scope, memory).emit());
    FieldAccessors accessors = new FieldAccessors(scope);
    plan.fields()
        .forEach(member -> type.addMethods(younger.guard(member.field(), accessors.of(member))));
    InitialValues initial = new InitialValues(scope);
    type.addMethod(initial.initialize());
    Deprecation.mark(scope.composite(), type, javadoc(hasValue));
    if (scope.composite() instanceof StructType struct && InitialValues.hasDefaults(struct)) {
      type.addMethod(initial.writeDefaults());
    }
    type.addMethods(defaults.methods());
    if (hasValue) {
      ValueRecordEmitter value = new ValueRecordEmitter(scope);
      type.addMethod(value.toValue()).addMethod(value.set()).addType(value.record());
    }
    return type.addMethod(new ToStringEmitter(scope).emit())
        .addType(new ArrayViewEmitter(scope, receivedAsArray).emit())
        .build();
  }

  private String javadoc(boolean hasValue) {
    Composite composite = scope.composite();
    boolean union = composite instanceof UnionType;
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(
        JavadocText.sentences(
            composite.doc().isBlank()
                ? (union ? "Union" : "Struct") + " {@code " + composite.name() + "}"
                : JavadocText.of(composite.doc()),
            FieldJavadoc.since(composite)));
    paragraphs.add(LayoutJavadoc.table(plan));
    paragraphs.add(
        "<p>A view of memory, without any locking. A setter refuses a value that does not fit with"
            + " an\n"
            + "{@code IllegalArgumentException} that names the field.");
    if (union) {
      paragraphs.add(
          "<p>All arms lie at the same place, and nothing tells which of them is there.");
    }
    if (composite.fields().stream().anyMatch(Field::atomic)) {
      paragraphs.add(
          "<p>Atomic fields need memory that is aligned by itself: in the heap a {@code long[]} is,"
              + " a\n"
              + "{@code byte[]} is not.");
    }
    if (scope.versions().isEvolving()) {
      paragraphs.add(
          "<p>In memory of a program of an earlier contract version, what came later reads as its"
              + " default,\n"
              + "and writing it is an {@code IllegalStateException}.");
    }
    if (!hasValue && !union) {
      paragraphs.add(
          JavaRecords.isWithinLimits(composite)
              ? "<p>Holds a union without a tag, so there is no record twin {@code Value}."
              : "<p>Too large for a record twin: there is no {@code Value}.");
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
            .addJavadoc("Required alignment in bytes.")
            .build());
    if (!(scope.composite() instanceof StructType struct)) {
      return constants;
    }
    struct
        .messageId()
        .ifPresent(
            id ->
                constants.add(
                    constant(TypeName.INT, "MESSAGE_ID", Integer.toString(id))
                        .addJavadoc("Message id in queue record headers.")
                        .build()));
    for (Member member : plan.members()) {
      if (member instanceof FieldMember field) {
        constants.add(offset(JavaNames.offset(field.field()), member));
      } else if (member instanceof CountMember count) {
        constants.add(offset(JavaNames.countOffset(count.field()), member));
      }
    }
    return constants;
  }

  private static FieldSpec offset(String name, Member member) {
    return constant(TypeName.LONG, name, Place.literal(member.offset())).build();
  }

  private static FieldSpec.Builder constant(TypeName type, String name, String value) {
    return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", value);
  }
}
