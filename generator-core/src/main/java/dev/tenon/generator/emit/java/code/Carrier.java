// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.TypeName;
import dev.tenon.generator.naming.JavaScalar;
import dev.tenon.generator.naming.JavaScalar.Stored;
import dev.tenon.generator.schema.ScalarType;
import dev.tenon.generator.schema.StructType;

/** Representation of a value that crosses between Java and C. */
public sealed interface Carrier {

  /** The Java type that method handles have for it. */
  TypeName type();

  /**
   * A register. Integers of less than four bytes are carried as four, because compilers disagree on
   * who extends them: whoever reads one looks at its own bits only.
   */
  enum Register implements Carrier {
    INT(Stored.INT),
    LONG(Stored.LONG),
    FLOAT(Stored.FLOAT),
    DOUBLE(Stored.DOUBLE),
    /** A pointer to memory that the linker keeps alive during the call. */
    ADDRESS("ADDRESS", ForeignApi.MEMORY_SEGMENT, "void*");

    private final String layout;
    private final TypeName type;
    private final String canonical;

    Register(Stored stored) {
      this(stored.layout(), stored.type(), stored.canonical());
    }

    Register(String layout, TypeName type, String canonical) {
      this.layout = layout;
      this.type = type;
      this.canonical = canonical;
    }

    public static Register of(ScalarType type) {
      return valueOf(JavaScalar.of(type).register().name());
    }

    /** The constant of {@code java.lang.foreign.ValueLayout}. */
    public String layout() {
      return layout;
    }

    /** The canonical layout, as {@code java.lang.foreign.Linker} calls it. */
    public String canonical() {
      return canonical;
    }

    @Override
    public TypeName type() {
      return type;
    }
  }

  /** All bytes of a struct, copied. */
  record Bytes(StructType struct) implements Carrier {
    @Override
    public TypeName type() {
      return ForeignApi.MEMORY_SEGMENT;
    }
  }
}
