// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.ArmView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import dev.tenon.generator.schema.UnionType;
import java.util.ArrayList;
import java.util.List;

/** Functions that read the arm of a union if it is there, and put it there. */
record ArmFunctions(Schema schema, Layouts layouts, CInitializers initializers) {

  List<ArmView> of(Composite composite) {
    List<ArmView> views = new ArrayList<>();
    for (Field field : composite.fields()) {
      if (CMembers.tagged(field).isPresent() && field.tag().isPresent()) {
        Field tag = composite.tagBeside(field);
        UnionType union = (UnionType) field.type();
        union.arms().forEach(arm -> views.add(view(composite, field, tag, union, arm)));
      }
    }
    return views;
  }

  private ArmView view(Composite composite, Field field, Field tag, UnionType union, Field arm) {
    Receiver receiver = Receiver.of(schema, composite);
    CMembers members = receiver.members();
    CMembers inside = new CMembers(schema, union);
    BigEndian order = BigEndian.of(schema);
    String place = receiver.place(field) + "." + inside.member(arm);
    Type type = arm.type();
    boolean isValue = CTypes.isWord(type);
    String value = order.types().base(type);
    String constant = receiver.type() + " *" + receiver.variable();
    String get = members.getArm(field, arm);
    String set = members.setArm(field, arm);
    boolean defaults = initializers.hasDefaults(type);
    StringType text = type instanceof StringType string ? string : new StringType(1, true);
    String kind = isValue ? "value" : type instanceof StringType ? "text" : "place";
    return new ArmView(
        kind,
        arm.name(),
        new DocComment(0)
            .said(arm, "Reads the arm " + arm.name() + ".")
            .result(
                isValue
                    ? "0; -1 without a change of *out when another arm is selected"
                    : "the arm; NULL when another arm is selected")
            .deprecated(arm)
            .lines(),
        receiver.place(tag),
        CNames.value(schema, (EnumType) tag.type(), union.tagOf(arm)),
        receiver.place(field),
        CNames.type(schema, union),
        CNames.constant(schema, union) + "_INIT",
        inside.bytesMember(),
        place,
        hasIndices(type) ? place : "&" + place,
        isValue
            ? receiver.reader("int", get, List.of(value + " *out"))
            : pointer("const ", type, order.types().stored(arm), get, "const " + constant),
        isValue
            ? receiver.writer("void", set, List.of(value + " value"))
            : type instanceof StringType
                ? receiver.writer("int", set, List.of("const char *text"))
                : pointer("", type, order.types().stored(arm), set, constant),
        isValue ? order.load(arm, place) : "",
        isValue ? order.store(arm, "value") : "",
        receiver.reader("size_t", members.armLength(field, arm), List.of()),
        text.maxBytes(),
        text.capacity(),
        layouts.plan(union).size(),
        defaults ? value : "",
        defaults ? CNames.constant(schema, (Declaration) type.innermost()) + "_INIT" : "",
        defaults ? Receiver.INDICES.subList(0, Loops.depth(type)) : List.of(),
        defaults
            ? Loops.over(type, place, element -> List.of(element + " = initial;"))
            : List.of());
  }

  private static boolean hasIndices(Type type) {
    return type instanceof ArrayType || type instanceof StringType || type instanceof SemanticType;
  }

  /** Head of a function that returns a pointer to a struct, or to the first element of an array. */
  private String pointer(String qualifier, Type type, String base, String name, String self) {
    String result = "static inline " + qualifier + base + " ";
    String extents = type instanceof StructType ? "" : new CTypes(schema).extents(type);
    String rows = extents.substring(extents.indexOf(']') + 1);
    return rows.isEmpty()
        ? CFunctions.head(result + "*", name, self)
        : CFunctions.head(result + "(*", name, self) + ")" + rows;
  }
}
