// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.SemanticType;
import dev.tenon.generator.schema.StringType;
import dev.tenon.generator.schema.Type;
import java.math.BigDecimal;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.lang.model.SourceVersion;

/** Java types of values. Emitters print them, collision rules compare them. */
public final class JavaTypeNames {

  /** By name: the generator runs on a Java that does not have it yet. */
  public static final ClassName MEMORY_SEGMENT =
      ClassName.get("java.lang.foreign", "MemorySegment");

  private JavaTypeNames() {}

  /** Class of a declaration, in the package of the schema that declares it. */
  public static ClassName named(Schema schema, Declaration declaration) {
    return in(schema.owner(declaration), JavaNames.type(declaration));
  }

  /** Class of the calls that Java implements for C. */
  public static ClassName exports(Schema schema) {
    return in(schema, JavaNames.exportsType(schema));
  }

  /** Lists are made before names are checked: one that Java refuses is told of elsewhere. */
  private static ClassName in(Schema schema, String name) {
    return ClassName.get(schema.javaPackage(), SourceVersion.isName(name) ? name : "Refused");
  }

  /** The array view of a struct or union. */
  public static ClassName array(Schema schema, Composite composite) {
    return named(schema, composite).nestedClass("Array");
  }

  /** Type of one value of a field, as callers see it. */
  public static TypeName value(Schema schema, Type type) {
    if (type instanceof Composite composite) {
      return named(schema, composite);
    } else if (type instanceof EnumType named) {
      return named(schema, named);
    } else if (type instanceof SemanticType semantic) {
      return semantic(semantic);
    } else if (type instanceof StringType) {
      return ClassName.get(String.class);
    }
    return stored(type);
  }

  /** Type of the number that is stored for a value. */
  public static TypeName stored(Type type) {
    return JavaScalar.of(ScalarType.holding(type)).value();
  }

  /** Class of a type with a meaning of its own. */
  public static ClassName semantic(SemanticType type) {
    return ClassName.get(
        switch (type.kind()) {
          case TIMESTAMP_NS -> Instant.class;
          case DURATION_NS -> Duration.class;
          case DECIMAL -> BigDecimal.class;
          case UUID -> UUID.class;
          case IPV4 -> Inet4Address.class;
          case IPV6 -> Inet6Address.class;
        });
  }
}
