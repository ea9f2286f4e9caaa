// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.emit.java.code.ValueLayouts;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;

/**
 * What every part of a file with calls needs to know.
 *
 * @param valueLayouts collects the imports of the file
 */
public record CallScope(
    Schema schema,
    Layouts layouts,
    JavaTypes types,
    ScalarCode scalars,
    ValueLayouts valueLayouts) {

  public static CallScope of(Schema schema, Layouts layouts, JavaTypes types) {
    return new CallScope(schema, layouts, types, new ScalarCode(types), new ValueLayouts(types));
  }

  /** The layout of a carrier. */
  CodeBlock layout(Carrier carrier) {
    if (carrier instanceof Carrier.Register register) {
      return valueLayouts.register(register);
    }
    StructType struct = ((Carrier.Bytes) carrier).struct();
    CodeBlock layout = CodeBlock.of("$T.LAYOUT", types.named(struct));
    // A linker wants to know which registers hold the bytes, and takes no other order.
    return hasBigEndian(struct)
        ? CodeBlock.of("$T.inNativeOrder($L)", types.support(), layout)
        : layout;
  }

  private static boolean hasBigEndian(Composite composite) {
    return composite.fields().stream()
        .anyMatch(
            field ->
                field.bigEndian()
                    || field.valueType() instanceof Composite inner && hasBigEndian(inner));
  }
}
