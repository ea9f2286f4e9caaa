// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import java.util.List;

/** Code of a struct's class that depends on how much of the struct its memory holds. */
interface StructMemory {

  static StructMemory of(StructScope scope) {
    return scope.versions().isPartial() ? new PartialMemory(scope) : new WholeMemory(scope);
  }

  /** Fields of a view beyond its place. */
  default List<FieldSpec> fields() {
    return List.of();
  }

  /** Further methods {@code of}. */
  default List<MethodSpec> views() {
    return List.of();
  }

  /**
   * Body of {@code arrayOf} for memory of this program.
   *
   * @param checked code that checks the place
   */
  default CodeBlock array(CodeBlock checked) {
    return CodeBlock.builder()
        .add(checked)
        .addStatement("return new Array(segment, offset, length)")
        .build();
  }

  /** Further methods {@code arrayOf}. */
  default List<MethodSpec> arrays(CodeBlock checked) {
    return List.of();
  }

  /** Further methods {@code wrap}. */
  default List<MethodSpec> wraps() {
    return List.of();
  }

  /** Methods that bind a view to a place that is known to be right. */
  List<MethodSpec> aims();

  MethodSpec asSegment();

  MethodSpec copyFrom();

  /** Methods that only this memory needs. */
  default List<MethodSpec> more() {
    return List.of();
  }
}
