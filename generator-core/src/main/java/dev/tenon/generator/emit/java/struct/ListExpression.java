// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.Support;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.Type;
import java.util.function.BiFunction;

/** A field's value as an expression, in which an array is a list for each of its dimensions. */
final class ListExpression {

  private ListExpression() {}

  /**
   * Returns the expression.
   *
   * @param support the schema's support class
   * @param element makes the expression of one value from its type and the accessor's arguments,
   *     which are empty for a field that is no array
   */
  static CodeBlock of(Support support, Field field, BiFunction<Type, String, CodeBlock> element) {
    if (field.type() instanceof ListType list) {
      String index = JavaAccessors.indexName(0);
      return CodeBlock.of(
          "$L($L(), $L ->$W$L)",
          support.use("list"),
          JavaNames.count(field),
          index,
          element.apply(list.element(), index));
    }
    return of(support, field.type(), 0, "", element);
  }

  private static CodeBlock of(
      Support support,
      Type type,
      int dimension,
      String indices,
      BiFunction<Type, String, CodeBlock> element) {
    if (!(type instanceof ArrayType array)) {
      return element.apply(type, indices);
    }
    String index = JavaAccessors.indexName(dimension);
    return CodeBlock.of(
        "$L($L, $L ->$W$L)",
        support.use("list"),
        Place.literal(array.length()),
        index,
        of(
            support,
            array.element(),
            dimension + 1,
            dimension == 0 ? index : indices + ", " + index,
            element));
  }
}
