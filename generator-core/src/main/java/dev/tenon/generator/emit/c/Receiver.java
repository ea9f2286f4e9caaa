// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.naming.CMembers;
import dev.tenon.generator.naming.CNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A struct or union as its functions receive it: by a pointer.
 *
 * @param variable what the pointer is called
 */
record Receiver(String type, String variable, CMembers members) {

  /** Names of indices, in the order of the dimensions. */
  static final List<String> INDICES = List.of("i", "j", "k", "m");

  // Names of the functions' other parameters and variables.
  private static final Set<String> TAKEN =
      Set.of(
          "text",
          "index",
          "i",
          "j",
          "k",
          "m",
          "value",
          "expected",
          "desired",
          "delta",
          "count",
          "out",
          "field",
          "word",
          "initial",
          "zero");

  static Receiver of(Schema schema, Composite composite) {
    return new Receiver(
        CNames.type(schema, composite),
        CNames.variable(schema, composite, TAKEN),
        new CMembers(schema, composite));
  }

  /** Head of a function that only reads. */
  String reader(String result, String name, List<String> parameters) {
    return head(result, name, "const " + type + " *" + variable, parameters);
  }

  /** Head of a function that changes what it receives. */
  String writer(String result, String name, List<String> parameters) {
    return head(result, name, type + " *" + variable, parameters);
  }

  private static String head(String result, String name, String self, List<String> more) {
    List<String> parameters = new ArrayList<>(List.of(self));
    parameters.addAll(more);
    return CFunctions.head("static inline " + result, name, parameters.toArray(String[]::new));
  }

  /** The member of a field. */
  String place(Field field) {
    return variable + "->" + members.member(field);
  }

  /** The member that counts the elements of a list. */
  String counter(Field list) {
    return variable + "->" + members.countMember(list);
  }

  /** A parameter for each dimension of an array, and for a list one. */
  static List<String> indices(Type type) {
    int dimensions =
        type instanceof ArrayType array
            ? array.dimensions().size()
            : type instanceof ListType ? 1 : 0;
    return dimensions == 1 ? List.of("index") : INDICES.subList(0, dimensions);
  }

  /** Declares indices, and behind them what else there is. */
  static List<String> parameters(List<String> indices, String... more) {
    List<String> parameters = new ArrayList<>();
    indices.forEach(index -> parameters.add("size_t " + index));
    parameters.addAll(List.of(more));
    return parameters;
  }

  static String subscripts(List<String> indices) {
    return indices.stream().map(index -> "[" + index + "]").collect(Collectors.joining());
  }
}
