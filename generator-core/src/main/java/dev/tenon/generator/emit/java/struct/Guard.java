// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.layout.Member.FieldMember;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.UnionType;

/**
 * Statements of an accessor besides the access to its field.
 *
 * @param check statements before the field is read, and before a part of it is written
 * @param written what is returned when all of the field was written
 */
record Guard(CodeBlock check, CodeBlock written) {

  /** Nothing. */
  static final Guard NONE = new Guard(CodeBlock.of(""), CodeBlock.of("this"));

  /** An arm is there when the tag says so, and writing it makes the tag say so. */
  static Guard ofArm(ClassName tag, UnionType union, FieldMember arm) {
    String constant = JavaNames.constant(union.tagOf(arm.field()));
    return new Guard(
        CodeBlock.builder().addStatement("require($T.$L)", tag, constant).build(),
        CodeBlock.of("select($L, $T.$L)", Place.literal(arm.size()), tag, constant));
  }
}
