// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.naming.JavaNames;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.naming.JavaTypeNames;
import dev.tenon.generator.schema.ArrayType;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.ListType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.Type;
import java.util.List;

/**
 * Maps types of the schema to types in Java.
 *
 * @param support class that the generated types share
 */
public record JavaTypes(Schema schema, String javaPackage, Support support) {

  public static JavaTypes of(Schema schema) {
    String javaPackage = schema.javaPackage();
    ClassName support = ClassName.get(javaPackage, JavaNames.supportType(schema));
    return new JavaTypes(schema, javaPackage, new Support(schema.name(), support));
  }

  /** The generated class of a declaration, in the package of the schema that declares it. */
  public ClassName named(Declaration declaration) {
    return JavaTypeNames.named(schema, declaration);
  }

  /** Javadoc reference to the class of a declaration; only classes of this package are imported. */
  public String link(Declaration declaration) {
    ClassName name = named(declaration);
    return isForeign(declaration) ? name.canonicalName() : name.simpleName();
  }

  /** Whether only what is public of the class can be reached. */
  public boolean isForeign(Declaration declaration) {
    return !named(declaration).packageName().equals(javaPackage);
  }

  /** The array view of a struct or union. */
  public ClassName arrayView(Composite composite) {
    return JavaTypeNames.array(schema, composite);
  }

  /** The class through which a callback is called, in either direction. */
  public ClassName stub(Callback callback) {
    return ClassName.get(javaPackage, JavaNames.stubType(callback));
  }

  /** The class through which Java uses a native library. */
  public ClassName facade() {
    return ClassName.get(javaPackage, JavaNames.facadeType(schema));
  }

  /** The class that holds what a native library has to agree with. */
  public ClassName abi() {
    return ClassName.get(javaPackage, JavaNames.abiType(schema));
  }

  /** Interface of the exports, which Java implements for C. */
  public ClassName exports() {
    return ClassName.get(javaPackage, JavaNames.exportsType(schema));
  }

  /** Class that binds the exports to C. */
  public ClassName exportsBinder() {
    return ClassName.get(javaPackage, JavaNames.exportsBinderType(schema));
  }

  /** The immutable twin of a struct or union. */
  ClassName value(Composite composite) {
    return named(composite).nestedClass("Value");
  }

  /** Java type of a scalar: an unsigned type is widened, except {@code u64}. */
  public static TypeName scalar(ScalarType type) {
    return JavaScalar.of(type).value();
  }

  /** Component of a value record. */
  public TypeName valueComponent(Type type) {
    if (type instanceof ArrayType array) {
      return ParameterizedTypeName.get(
          ClassName.get(List.class), valueComponent(array.element()).box());
    } else if (type instanceof ListType list) {
      return ParameterizedTypeName.get(
          ClassName.get(List.class), valueComponent(list.element()).box());
    } else if (type instanceof Composite composite) {
      return value(composite);
    }
    return JavaTypeNames.value(schema, type);
  }
}
