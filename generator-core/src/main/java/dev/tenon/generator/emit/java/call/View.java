// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/**
 * View of an argument of C for Java during a call. The class of views has a method for it, with the
 * parameter {@code address}, and {@code count} for an array.
 */
sealed interface View {

  /** Type that Java sees. */
  TypeName type();

  /** The expression that shows the argument. */
  CodeBlock show();

  /** The method, with its arguments, that ends it. */
  CodeBlock end();

  /**
   * One object for all calls, aimed anew by each.
   *
   * @param holder the type of that object
   * @param counted whether it shows an array
   * @param check a statement that comes before
   */
  record Reused(
      TypeName type,
      TypeName holder,
      boolean counted,
      Optional<CodeBlock> check,
      CodeBlock show,
      CodeBlock end)
      implements View {}

  /** A new object for each call, which a reference that was kept must not take for the next one. */
  record Single(TypeName type, CodeBlock show, CodeBlock end) implements View {}
}
