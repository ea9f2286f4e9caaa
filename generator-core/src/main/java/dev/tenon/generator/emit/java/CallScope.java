// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.schema.Schema;

/**
 * What every part of a file with calls needs to know.
 *
 * @param valueLayouts collects the imports of the file
 */
record CallScope(
    Schema schema,
    Layouts layouts,
    JavaTypes types,
    ScalarCode scalars,
    ValueLayouts valueLayouts) {

  static CallScope of(Schema schema, Layouts layouts, JavaTypes types) {
    return new CallScope(schema, layouts, types, new ScalarCode(types), new ValueLayouts(types));
  }

  /** The layout of a carrier. */
  CodeBlock layout(Carrier carrier) {
    return carrier instanceof Carrier.Bytes bytes
        ? CodeBlock.of("$T.LAYOUT", types.named(bytes.struct()))
        : valueLayouts.register((Carrier.Register) carrier);
  }
}
