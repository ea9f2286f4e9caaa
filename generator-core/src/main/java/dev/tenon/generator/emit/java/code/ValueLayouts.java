// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import dev.tenon.generator.schema.ScalarType;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refers to constants of {@code java.lang.foreign.ValueLayout} and remembers which, because a file
 * imports those that it uses and no others.
 *
 * <p>Accessors use unaligned layouts: an address is checked once, when a struct is aimed, and a
 * {@code byte[]} may back it although it promises no alignment.
 */
public final class ValueLayouts {

  private final JavaTypes types;
  private final Set<String> used = new TreeSet<>();

  public ValueLayouts(JavaTypes types) {
    this.types = types;
  }

  /**
   * The layout that an accessor reads and writes with.
   *
   * @param big whether the most significant byte comes first
   */
  public CodeBlock access(ScalarType type, boolean big) {
    if (type.bytes() == 1) {
      return refer(natural(type));
    }
    return big
        ? CodeBlock.of("$T.$L", types.support(), natural(type).replace("JAVA", "BIG"))
        : refer(natural(type) + "_UNALIGNED");
  }

  /** The layout of a member, with its natural alignment. */
  public CodeBlock member(ScalarType type, boolean big) {
    CodeBlock layout = refer(natural(type));
    return big && type.bytes() > 1
        ? CodeBlock.of("$L.withOrder($T.BIG_ENDIAN)", layout, ByteOrder.class)
        : layout;
  }

  /** The layout of what fits a register. */
  public CodeBlock register(Carrier.Register register) {
    return refer(register.layout());
  }

  public void importInto(JavaFile.Builder file) {
    if (!used.isEmpty()) {
      file.addStaticImport(ForeignApi.VALUE_LAYOUT, used.toArray(String[]::new));
    }
  }

  private CodeBlock refer(String constant) {
    used.add(constant);
    return CodeBlock.of("$T." + constant, ForeignApi.VALUE_LAYOUT);
  }

  /** C sees {@code bool} and {@code char} as bytes, so they are bytes here as well. */
  private static String natural(ScalarType type) {
    return switch (type) {
      case U8, I8, BOOL, CHAR -> "JAVA_BYTE";
      case U16, I16 -> "JAVA_SHORT";
      case U32, I32 -> "JAVA_INT";
      case U64, I64 -> "JAVA_LONG";
      case F32 -> "JAVA_FLOAT";
      case F64 -> "JAVA_DOUBLE";
    };
  }
}
