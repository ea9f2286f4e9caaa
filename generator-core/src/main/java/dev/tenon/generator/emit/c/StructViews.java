// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.StructView.AtomicView;
import dev.tenon.generator.emit.c.StructView.MemberView;
import dev.tenon.generator.emit.c.StructView.TextView;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.layout.Member.PaddingMember;
import dev.tenon.generator.layout.StructLayoutPlan;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.BooleanLiteral;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.Literal.TextLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the views of structs. */
final class StructViews {

  // i386 aligns 8-byte scalars to 4 bytes in structs; up to 4 all systems agree.
  private static final long AGREED_ALIGNMENT = 4;

  private static final int MEMBER_INDENT = 4;
  private static final int COLUMNS = 100;

  // What the helper functions call their other parameters.
  private static final Set<String> PARAMETERS =
      Set.of("text", "index", "i", "j", "k", "value", "expected", "desired", "delta");

  private final Schema schema;
  private final Layouts layouts;
  private final CTypes types;
  private final CInitializers initializers;

  StructViews(Schema schema, Layouts layouts, CInitializers initializers) {
    this.schema = schema;
    this.layouts = layouts;
    this.types = new CTypes(schema);
    this.initializers = initializers;
  }

  /** All structs, each after those that it is made of, as C wants them. */
  List<StructView> all() {
    return ordered(schema).stream().map(this::view).toList();
  }

  static List<StructType> ordered(Schema schema) {
    Map<String, StructType> ordered = new LinkedHashMap<>();
    schema.structs().forEach(struct -> define(struct, ordered));
    return List.copyOf(ordered.values());
  }

  private static void define(StructType struct, Map<String, StructType> defined) {
    if (!defined.containsKey(struct.name())) {
      for (Field field : struct.fields()) {
        if (innermost(field.type()) instanceof StructType nested) {
          define(nested, defined);
        }
      }
      defined.put(struct.name(), struct);
    }
  }

  static boolean needsAlignment(StructLayoutPlan plan) {
    return plan.alignment() > AGREED_ALIGNMENT || plan.alignment() > plan.naturalAlignment();
  }

  private StructView view(StructType struct) {
    StructLayoutPlan plan = layouts.plan(struct);
    List<MemberView> members = members(plan);
    return new StructView(
        CComments.lines(struct.doc(), 0),
        CNames.type(schema, struct),
        CNames.constant(schema, struct),
        CNames.variable(struct, PARAMETERS),
        plan.size(),
        plan.alignment(),
        struct.messageId().isPresent() ? Integer.toString(struct.messageId().getAsInt()) : "",
        members.stream().mapToInt(member -> member.declaration().length()).max().orElse(0),
        members,
        wrap(initializers.members(struct)),
        texts(struct),
        atomics(struct));
  }

  private List<MemberView> members(StructLayoutPlan plan) {
    List<MemberView> views = new ArrayList<>();
    for (Member member : plan.members()) {
      String specifier =
          views.isEmpty() && needsAlignment(plan)
              ? HeaderNames.own(schema, "ALIGNED") + "(" + plan.alignment() + ") "
              : "";
      if (member instanceof FieldMember field) {
        views.add(field(field, specifier));
      } else {
        PaddingMember padding = (PaddingMember) member;
        String declaration = "uint8_t " + padding.name() + "[" + padding.size() + "];";
        views.add(
            new MemberView(
                List.of(),
                declaration,
                padding.name(),
                padding.offset(),
                padding.size(),
                "",
                false));
      }
    }
    return views;
  }

  private MemberView field(FieldMember member, String specifier) {
    Field field = member.field();
    String name = CNames.member(field);
    return new MemberView(
        CComments.lines(documentation(field), MEMBER_INDENT),
        specifier + types.base(field.type()) + " " + name + types.extents(field.type()) + ";",
        name,
        member.offset(),
        member.size(),
        note(field),
        true);
  }

  private String documentation(Field field) {
    String unit = field.unit().isEmpty() ? "" : "Unit: " + field.unit() + ".";
    String initial =
        field
            .defaultValue()
            .filter(value -> !value.isZero())
            .map(value -> "Default: " + shown(field.type(), value) + ".")
            .orElse("");
    return CComments.join(field.doc(), unit, initial);
  }

  private String shown(Type type, Literal value) {
    if (value instanceof IntegerLiteral integer && type instanceof ScalarType) {
      return integer.value().toString();
    } else if (value instanceof BooleanLiteral bool) {
      return String.valueOf(bool.value());
    } else if (value instanceof TextLiteral text) {
      return CLiterals.text(text.value());
    }
    return initializers.value(type, value);
  }

  private static String note(Field field) {
    Type type = innermost(field.type());
    if (field.atomic()) {
      return ", atomic";
    } else if (type == ScalarType.BOOL) {
      return ", true unless 0";
    } else if (type instanceof StringType string) {
      return string.terminated() ? ", UTF-8" : ", UTF-8, not terminated when full";
    }
    return "";
  }

  private List<TextView> texts(StructType struct) {
    String type = CNames.type(schema, struct);
    String variable = CNames.variable(struct, PARAMETERS);
    List<TextView> views = new ArrayList<>();
    for (Field field : struct.fields()) {
      if (innermost(field.type()) instanceof StringType string) {
        String stem = CNames.stem(field);
        List<String> indices = indices(field.type());
        List<String> set = new ArrayList<>(List.of(type + " *" + variable));
        List<String> length = new ArrayList<>(List.of("const " + type + " *" + variable));
        for (String index : indices) {
          set.add("size_t " + index);
          length.add("size_t " + index);
        }
        set.add("const char *text");
        views.add(
            new TextView(
                head("int", type + "_set_" + stem, set),
                head("size_t", type + "_" + stem + "_length", length),
                variable + "->" + CNames.member(field) + subscripts(indices),
                string.maxBytes(),
                string.capacity()));
      }
    }
    return views;
  }

  /** A parameter for each dimension. */
  private static List<String> indices(Type type) {
    int dimensions = type instanceof ArrayType array ? array.dimensions().size() : 0;
    return dimensions == 1 ? List.of("index") : List.of("i", "j", "k").subList(0, dimensions);
  }

  private static String subscripts(List<String> indices) {
    return indices.stream().map(index -> "[" + index + "]").collect(Collectors.joining());
  }

  private List<AtomicView> atomics(StructType struct) {
    return struct.fields().stream()
        .filter(field -> field.atomic() && field.type() instanceof ScalarType)
        .map(field -> atomic(struct, field, (ScalarType) field.type()))
        .toList();
  }

  private AtomicView atomic(StructType struct, Field field, ScalarType scalar) {
    String type = CNames.type(schema, struct);
    String stem = CNames.stem(field);
    String variable = CNames.variable(struct, PARAMETERS);
    String self = type + " *" + variable;
    String word = CTypes.scalar(scalar);
    return new AtomicView(
        variable + "->" + CNames.member(field),
        scalar.isInteger(),
        head(word, type + "_load_" + stem, List.of("const " + self)),
        head("void", type + "_store_" + stem, List.of(self, word + " value")),
        head(word, type + "_exchange_" + stem, List.of(self, word + " value")),
        head(
            "int",
            type + "_compare_exchange_" + stem,
            List.of(self, word + " *expected", word + " desired")),
        head(word, type + "_fetch_add_" + stem, List.of(self, word + " delta")));
  }

  private static String head(String result, String name, List<String> parameters) {
    return CFunctions.head("static inline " + result, name, parameters.toArray(String[]::new));
  }

  static Type innermost(Type type) {
    return type instanceof ArrayType array ? array.innermost() : type;
  }

  /** Values in braces, broken into lines that fit with an indent and a backslash. */
  private static List<String> wrap(List<String> values) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("{");
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i) + (i + 1 < values.size() ? "," : "}");
      boolean first = line.length() <= 1;
      if (!first && line.length() + 1 + value.length() > COLUMNS - MEMBER_INDENT - 2) {
        lines.add(line.toString());
        line = new StringBuilder(" ");
        first = true;
      }
      line.append(first ? "" : " ").append(value);
    }
    lines.add(line.toString());
    return lines;
  }
}
