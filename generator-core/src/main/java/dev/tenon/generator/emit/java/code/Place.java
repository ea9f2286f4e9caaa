// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where an accessor reads and writes.
 *
 * @param indices a parameter for each dimension of an array, none for a field that is no array
 * @param position offset in the segment; every index is checked in it
 */
public record Place(List<ParameterSpec> indices, CodeBlock position) {

  private static final String INDEX_NAMES = "ijklmn";

  /** The field as a whole. */
  public static Place whole(FieldMember member) {
    return new Place(List.of(), start("base", member));
  }

  /** One value of the field: itself, or an element of it. */
  public static Place element(FieldMember member, Layouts layouts) {
    List<ParameterSpec> indices = new ArrayList<>();
    CodeBlock.Builder position = start("base", member).toBuilder();
    Type type = member.field().type();
    while (type instanceof ArrayType array) {
      String index = indexName(indices.size());
      indices.add(ParameterSpec.builder(indexType(array), index).build());
      position.add("$W+ $T.checkIndex($L, $L)", Objects.class, index, length(array));
      position.add("$L", times(layouts.size(array.element())));
      type = array.element();
    }
    return new Place(List.copyOf(indices), position.build());
  }

  /** Start of a field when the struct starts at an expression. */
  public static CodeBlock start(String base, FieldMember member) {
    return start(base, member.offset());
  }

  /** The same for any offset. */
  public static CodeBlock start(String base, long offset) {
    return offset == 0 ? CodeBlock.of("$L", base) : CodeBlock.of("$L + $L", base, literal(offset));
  }

  /** What makes a number of bytes of an index; a product of two ints could overflow. */
  public static String times(long stride) {
    return stride > 1 ? " * " + stride + "L" : "";
  }

  /** Name of the index of a dimension, the outermost being 0. */
  public static String indexName(int dimension) {
    return dimension < INDEX_NAMES.length()
        ? INDEX_NAMES.substring(dimension, dimension + 1)
        : "i" + dimension;
  }

  /** Offsets and sizes are long; small ones are written without a suffix. */
  public static String literal(long number) {
    return number > Integer.MAX_VALUE ? number + "L" : Long.toString(number);
  }

  private static TypeName indexType(ArrayType array) {
    return array.length() > Integer.MAX_VALUE ? TypeName.LONG : TypeName.INT;
  }

  private static String length(ArrayType array) {
    return literal(array.length());
  }
}
