// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaAccessors;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Type;
import java.util.Objects;

/**
 * Position that an accessor reads and writes.
 *
 * @param position offset in the segment; every index is checked in it
 */
public record Place(CodeBlock position) {

  /** The field as a whole. */
  public static Place whole(FieldMember member) {
    return new Place(start("base", member));
  }

  /** One value of the field: itself, or an element of it. */
  public static Place element(FieldMember member, Layouts layouts) {
    int dimension = 0;
    CodeBlock.Builder position = start("base", member).toBuilder();
    Type type = member.field().type();
    while (type instanceof ArrayType array) {
      String index = JavaAccessors.indexName(dimension++);
      position.add("$W+ $T.checkIndex($L, $L)", Objects.class, index, length(array));
      position.add("$L", times(layouts.size(array.element())));
      type = array.element();
    }
    return new Place(position.build());
  }

  /** Start of a field when the struct starts at an expression. */
  public static CodeBlock start(String base, FieldMember member) {
    return start(base, member.offset());
  }

  /** The same for any offset. */
  public static CodeBlock start(String base, long offset) {
    return offset == 0 ? CodeBlock.of("$L", base) : CodeBlock.of("$L + $L", base, literal(offset));
  }

  /**
   * Returns the factor from an index to bytes, as a long, because a product of ints could overflow.
   */
  public static String times(long stride) {
    return stride > 1 ? " * " + stride + "L" : "";
  }

  /** Offsets and sizes are long; small ones are written without a suffix. */
  public static String literal(long number) {
    return number > Integer.MAX_VALUE ? number + "L" : Long.toString(number);
  }

  private static String length(ArrayType array) {
    return literal(array.length());
  }
}
