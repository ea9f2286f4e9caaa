// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.tenon.generator.emit.RequiredRuntime;
import dev.tenon.generator.emit.java.code.Carrier;
import dev.tenon.generator.emit.java.code.JavaTypes;
import dev.tenon.generator.emit.java.code.RuntimeApi;
import dev.tenon.generator.emit.java.code.ScalarCode;
import dev.tenon.generator.emit.java.code.ValueLayouts;
import dev.tenon.generator.layout.Layouts;
import dev.tenon.generator.naming.JavaCalls;
import dev.tenon.generator.schema.Composite;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.Invocable;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import javax.lang.model.element.Modifier;

/**
 * Scope shared by all parts of a file with calls.
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

  /**
   * The first constant of a class by which calls begin: an older runtime is refused before anything
   * else of it is used.
   */
  FieldSpec requiredRuntime() {
    return FieldSpec.builder(
            TypeName.INT, JavaCalls.RUNTIME_API, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("Refuses an older runtime.")
        .initializer(
            "$T.require($L, $S)",
            RuntimeApi.RUNTIME_VERSION,
            RequiredRuntime.API,
            "schema " + schema.name())
        .build();
  }

  /** Whether a call is an export that a later version brought. */
  boolean isAppended(Invocable call) {
    return call instanceof Export export && layouts.evolution().isAppended(export);
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
        ? CodeBlock.of("$L($L)", types.support().use("inNativeOrder"), layout)
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
