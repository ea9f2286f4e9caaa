// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/**
 * What shows an argument of C to Java until the call is over. The class of views has a method for
 * it, with the parameter {@code address}, and {@code count} for an array.
 */
sealed interface View {

  /** The type of the object that is shown. */
  TypeName type();

  /** What shows the argument. */
  CodeBlock show();

  /** What is done before, for an array. */
  Optional<CodeBlock> check();

  /**
   * One object for all calls, aimed anew by each.
   *
   * @param nothing the arguments of {@code aim} that end it
   */
  record Reused(TypeName type, Optional<CodeBlock> check, CodeBlock show, CodeBlock nothing)
      implements View {}

  /**
   * A new object for each call, which a reference that was kept must not mistake for the next one.
   *
   * @param end name of the method that ends it
   */
  record Single(TypeName type, CodeBlock show, String end) implements View {
    @Override
    public Optional<CodeBlock> check() {
      return Optional.empty();
    }
  }
}
