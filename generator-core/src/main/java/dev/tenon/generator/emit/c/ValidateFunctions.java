// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.emit.c.CompositeView.ValidationView;
import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.Literal.IntegerLiteral;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Functions that tell whether memory holds what the schema allows. */
final class ValidateFunctions {

  private final Schema schema;
  private final BigEndian order;

  // By name: a struct may be reached on very many ways.
  private final Map<String, List<String>> known = new HashMap<>();

  ValidateFunctions(Schema schema) {
    this.schema = schema;
    this.order = BigEndian.of(schema);
  }

  /** The function of a struct; nothing when every content is allowed. */
  List<ValidationView> of(StructType struct) {
    List<String> checks = checks(struct);
    if (checks.isEmpty()) {
      return List.of();
    }
    Receiver receiver = Receiver.of(schema, struct);
    return List.of(
        new ValidationView(
            receiver.reader("int", receiver.members().validate(), List.of("const char **field")),
            Receiver.INDICES.stream()
                .filter(index -> checks.stream().anyMatch(line -> line.contains("for (" + index)))
                .toList(),
            checks));
  }

  private List<String> checks(StructType struct) {
    List<String> checks = known.get(struct.name());
    if (checks == null) {
      checks = new ArrayList<>();
      for (Field field : struct.fields()) {
        checks.addAll(field(struct, field));
      }
      known.put(struct.name(), checks);
    }
    return checks;
  }

  private List<String> field(StructType struct, Field field) {
    Receiver receiver = Receiver.of(schema, struct);
    if (CMembers.tagged(field).isPresent() && field.tag().isPresent()) {
      return union(struct, field);
    }
    if (!(field.type() instanceof ListType list)) {
      return Loops.over(field.type(), receiver.place(field), place -> value(struct, field, place));
    }
    List<String> lines = new ArrayList<>();
    String tooMany = receiver.counter(field) + " > " + list.capacity() + "U";
    lines.addAll(Loops.block("if (" + tooMany + ") {", List.of(invalid(struct, field))));
    String index = Receiver.INDICES.get(0);
    String count = receiver.members().count(field) + "(" + receiver.variable() + ")";
    String place = receiver.place(field) + "[" + index + "]";
    lines.addAll(Loops.loop(index, count, value(struct, field, place)));
    return lines;
  }

  private List<String> value(StructType struct, Field field, String place) {
    if (field.valueType() instanceof StructType nested) {
      return nested(nested, place);
    }
    String condition = condition(field, order.load(field, place));
    return condition.isEmpty()
        ? List.of()
        : Loops.block("if (" + condition + ") {", List.of(invalid(struct, field)));
  }

  private List<String> nested(StructType nested, String place) {
    if (checks(nested).isEmpty()) {
      return List.of();
    }
    String function = new CMembers(schema, nested).validate();
    return Loops.block(
        "if (" + function + "(&" + place + ", field) != 0) {", List.of("return -1;"));
  }

  /** The condition under which a number is not allowed; empty when every one is. */
  private static String condition(Field field, String value) {
    ScalarType type = field.limits().isEmpty() ? ScalarType.BOOL : (ScalarType) field.valueType();
    // Nothing that is compared with what is not a number is true.
    boolean isReal = type.kind() == ScalarType.Kind.FLOAT;
    List<String> parts = new ArrayList<>();
    limit(type, field.limits().min(), ScalarType::min)
        .ifPresent(min -> parts.add(value + (isReal ? " >= " : " < ") + min));
    limit(type, field.limits().max(), ScalarType::max)
        .ifPresent(max -> parts.add(value + (isReal ? " <= " : " > ") + max));
    return isReal ? "!(" + String.join(" && ", parts) + ")" : String.join(" || ", parts);
  }

  /** A limit as C spells it; nothing when no number is beyond it, which compilers warn of. */
  private static Optional<String> limit(
      ScalarType type,
      Optional<Literal> limit,
      java.util.function.Function<ScalarType, java.math.BigInteger> last) {
    return limit.flatMap(
        value ->
            !(value instanceof IntegerLiteral integer)
                ? Optional.of(CLiterals.number(type, ((Literal.FloatLiteral) value).value()))
                : Optional.of(integer.value())
                    .filter(number -> !number.equals(last.apply(type)))
                    .map(number -> CLiterals.integer(type, number)));
  }

  private List<String> union(StructType struct, Field field) {
    Receiver receiver = Receiver.of(schema, struct);
    UnionType union = (UnionType) field.type();
    Field tag = struct.tagBeside(field);
    CMembers members = new CMembers(schema, union);
    List<String> checked = new ArrayList<>();
    List<String> free = new ArrayList<>();
    for (Field arm : union.arms()) {
      String label = "case " + CNames.value(schema, (EnumType) tag.type(), union.tagOf(arm)) + ":";
      String place = receiver.place(field) + "." + members.member(arm);
      List<String> lines = Loops.over(arm.type(), place, p -> value(struct, arm, p));
      if (lines.isEmpty()) {
        free.add(label);
      } else {
        checked.add(label);
        lines.forEach(line -> checked.add("    " + line));
        checked.add("    break;");
      }
    }
    free.addAll(withoutArm(union, (EnumType) tag.type()));
    List<String> lines = new ArrayList<>(List.of("switch (" + receiver.place(tag) + ") {"));
    lines.addAll(checked);
    lines.addAll(free);
    if (!free.isEmpty()) {
      lines.add("    break;");
    }
    lines.addAll(List.of("default:", "    " + invalid(struct, tag), "}"));
    return lines;
  }

  /** Labels of the values that select no arm, with which a struct is as valid as with others. */
  private List<String> withoutArm(UnionType union, EnumType type) {
    Set<BigInteger> selected =
        union.arms().stream().map(arm -> union.tagOf(arm).number()).collect(Collectors.toSet());
    return type.values().stream()
        .filter(value -> !selected.contains(value.number()))
        .map(value -> "case " + CNames.value(schema, type, value) + ":")
        .toList();
  }

  private String invalid(Composite composite, Field field) {
    String name = CLiterals.text(composite.name() + "." + field.name());
    return "return " + HeaderNames.function(schema, "invalid") + "(field, " + name + ");";
  }
}
