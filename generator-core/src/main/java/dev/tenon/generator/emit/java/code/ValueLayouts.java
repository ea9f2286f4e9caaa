// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import dev.tenon.generator.naming.JavaScalar;
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
        ? types.support().use(natural(type).replace("JAVA", "BIG"))
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

  private static String natural(ScalarType type) {
    return JavaScalar.of(type).stored().layout();
  }
}
