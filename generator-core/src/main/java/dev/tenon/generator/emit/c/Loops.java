// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lines of loops over the elements of an array. */
final class Loops {

  private static final String INDENT = "    ";

  private Loops() {}

  /** Returns the number of nested loops that a type needs. */
  static int depth(Type type) {
    return type instanceof ArrayType array ? array.dimensions().size() : 0;
  }

  /**
   * Returns the lines that do something to every element, or to the value itself if it is none.
   *
   * @param body makes the lines for an element from the expression for it
   */
  static List<String> over(Type type, String place, Function<String, List<String>> body) {
    return over(type, place, 0, body);
  }

  private static List<String> over(
      Type type, String place, int depth, Function<String, List<String>> body) {
    if (!(type instanceof ArrayType array)) {
      return body.apply(place);
    }
    String index = Receiver.INDICES.get(depth);
    return loop(
        index,
        Long.toString(array.length()),
        over(array.element(), place + "[" + index + "]", depth + 1, body));
  }

  /** Returns a loop around lines; without lines there is none. */
  static List<String> loop(String index, String count, List<String> lines) {
    return lines.isEmpty()
        ? List.of()
        : block("for (%1$s = 0; %1$s < %2$s; %1$s++) {".formatted(index, count), lines);
  }

  /** Returns a block. */
  static List<String> block(String start, List<String> lines) {
    List<String> block = new ArrayList<>(List.of(start));
    lines.forEach(line -> block.add(INDENT + line));
    block.add("}");
    return block;
  }
}
