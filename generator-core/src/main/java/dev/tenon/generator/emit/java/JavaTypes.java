// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.Type;
import java.util.List;

/** Which Java type stands for which type of the schema. */
record JavaTypes(Schema schema, String javaPackage) {

  static JavaTypes of(Schema schema) {
    return new JavaTypes(schema, schema.javaPackage());
  }

  /** The generated class of a declaration. */
  ClassName named(Declaration declaration) {
    return ClassName.get(javaPackage, JavaNames.type(declaration));
  }

  /** The support class that all generated structs of the package share. */
  ClassName support() {
    return ClassName.get(javaPackage, SupportEmitter.CLASS_NAME);
  }

  /** The array view of a struct. */
  ClassName arrayView(StructType struct) {
    return named(struct).nestedClass("Array");
  }

  /** The class through which a callback is called, in either direction. */
  ClassName stub(Callback callback) {
    return ClassName.get(javaPackage, JavaNames.stubType(callback));
  }

  /** The class through which Java uses a native library. */
  ClassName facade() {
    return ClassName.get(javaPackage, JavaNames.facadeType(schema));
  }

  /** The class that holds what a native library has to agree with. */
  ClassName abi() {
    return ClassName.get(javaPackage, JavaNames.abiType(schema));
  }

  /** What Java implements for C. */
  ClassName exports() {
    return ClassName.get(javaPackage, JavaNames.exportsType(schema));
  }

  /** What connects that with C. */
  ClassName exportsBinder() {
    return ClassName.get(javaPackage, JavaNames.exportsBinderType(schema));
  }

  /** The immutable twin of a struct. */
  ClassName value(StructType struct) {
    return named(struct).nestedClass("Value");
  }

  /** What holds a scalar: an unsigned type widens, but for {@code u64}. */
  static TypeName scalar(ScalarType type) {
    return switch (type) {
      case U8, U16, I32 -> TypeName.INT;
      case I8 -> TypeName.BYTE;
      case I16 -> TypeName.SHORT;
      case U32, U64, I64 -> TypeName.LONG;
      case F32 -> TypeName.FLOAT;
      case F64 -> TypeName.DOUBLE;
      case BOOL -> TypeName.BOOLEAN;
      case CHAR -> TypeName.CHAR;
    };
  }

  /** The integer that an enum, flags or scalar is stored as. */
  static ScalarType storage(Type type) {
    if (type instanceof EnumType named) {
      return named.storage();
    }
    return type instanceof FlagsType flags ? flags.storage() : (ScalarType) type;
  }

  /** Component of a value record. */
  TypeName valueComponent(Type type) {
    if (type instanceof ArrayType array) {
      return ParameterizedTypeName.get(
          ClassName.get(List.class), valueComponent(array.element()).box());
    } else if (type instanceof StructType struct) {
      return value(struct);
    } else if (type instanceof StringType) {
      return ClassName.get(String.class);
    } else if (type instanceof EnumType named) {
      return named(named);
    }
    return scalar(storage(type));
  }
}
