// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.MethodSpec;
import dev.tenon.generator.schema.Invocable;
import javax.lang.model.element.Modifier;

/**
 * Methods of exports that a later version brought: older implementations do not have them, so they
 * are default ones that throw.
 */
final class AppendedExport {

  /** Sentence about such a method. */
  static final String SENTENCE = "Throws unless overridden: implementations may be older.";

  private AppendedExport() {}

  /** Gives a method a body if its export was appended, and else makes it an abstract one. */
  static MethodSpec.Builder complete(CallScope scope, Invocable export, MethodSpec.Builder method) {
    return scope.isAppended(export)
        ? method
            .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
            .addStatement(
                "throw new $T(\n$S)",
                UnsupportedOperationException.class,
                "export '%s' of version %d of the contract is not implemented"
                    .formatted(export.name(), export.since()))
        : method.addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT);
  }
}
