// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;

/** Prints what a region class has for one section, a class of its own for each kind. */
public interface SectionEmitter {

  /** The call that adds the section to the region's descriptor. */
  CodeBlock descriptor();

  /** Type that the region's method for the section returns. */
  TypeName type();

  /** Noun that says what the method returns, for Javadoc. */
  String returned();

  /**
   * Statements of the region's method for the section, whose runtime object is {@code region()}.
   */
  CodeBlock body();

  /** Methods that the region class has for the section besides that one. */
  default List<MethodSpec> methods() {
    return List.of();
  }

  /** Types that the section needs in the region class. */
  default List<TypeSpec> nestedTypes() {
    return List.of();
  }
}
