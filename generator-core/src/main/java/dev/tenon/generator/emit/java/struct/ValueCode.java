// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.struct;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.Place;
import dev.tenon.generator.emit.java.code.Support;
import dev.tenon.generator.naming.JavaTypeNames;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;

/** Code that reads one value of a field from memory and writes it, at any position. */
interface ValueCode {

  /** Type that a caller passes and receives. */
  TypeName type();

  /** The expression that reads what lies at an offset. */
  CodeBlock read(CodeBlock position);

  /** The statement that writes {@code value} at an offset, after it was found to fit. */
  CodeBlock write(CodeBlock position);

  /** Returns the code for the stored value of a field or element, such as the number of an enum. */
  static ValueCode of(StructScope scope, Field field, Type type) {
    if (type instanceof StringType string) {
      return text(scope, scope.label(field), string);
    } else if (type instanceof SemanticType semantic && !semantic.isInteger()) {
      return octets(scope, semantic);
    }
    return scalar(scope, field, ScalarType.holding(type));
  }

  private static ValueCode scalar(StructScope scope, Field field, ScalarType type) {
    CodeBlock layout = scope.valueLayouts().access(type, field.bigEndian());
    return new ValueCode() {
      @Override
      public TypeName type() {
        return JavaTypes.scalar(type);
      }

      @Override
      public CodeBlock read(CodeBlock position) {
        return scope.scalars().decode(type, CodeBlock.of("segment.get($L,$W$L)", layout, position));
      }

      @Override
      public CodeBlock write(CodeBlock position) {
        CodeBlock bits =
            scope.scalars().encode(type, field.limits(), scope.label(field), CodeBlock.of("value"));
        return CodeBlock.of("segment.set($L,$W$L,$W$L)", layout, position, bits);
      }
    };
  }

  private static ValueCode text(StructScope scope, String label, StringType type) {
    Support support = scope.types().support();
    String capacity = Place.literal(type.capacity());
    return new ValueCode() {
      @Override
      public TypeName type() {
        return ClassName.get(String.class);
      }

      @Override
      public CodeBlock read(CodeBlock position) {
        return CodeBlock.of("$L(segment,$W$L,$W$L)", support.use("readText"), position, capacity);
      }

      @Override
      public CodeBlock write(CodeBlock position) {
        return CodeBlock.of(
            "$L($S,$Wsegment,$W$L,$W$L,$W$L,$Wvalue)",
            support.use("writeText"),
            label,
            position,
            capacity,
            Place.literal(type.maxBytes()));
      }
    };
  }

  private static ValueCode octets(StructScope scope, SemanticType type) {
    Support support = scope.types().support();
    return new ValueCode() {
      @Override
      public TypeName type() {
        return JavaTypeNames.semantic(type);
      }

      @Override
      public CodeBlock read(CodeBlock position) {
        return CodeBlock.of("$L(segment,$W$L)", support.use(type.kind().spelling()), position);
      }

      @Override
      public CodeBlock write(CodeBlock position) {
        return CodeBlock.of(
            "$L(segment,$W$L,$Wvalue)", support.use(type.kind().spelling()), position);
      }
    };
  }
}
