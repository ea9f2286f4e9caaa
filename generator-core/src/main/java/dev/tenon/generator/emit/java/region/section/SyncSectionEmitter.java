// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java.region.section;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;

/**
 * A section by which programs wait for one another: its accessor returns what the runtime has.
 *
 * @param descriptor call that adds the section to the region's descriptor
 * @param type interface of the runtime
 * @param method of {@code Region} that finds the section
 * @param index index of the section in the region
 * @param returned noun that says what the accessor returns, for Javadoc
 */
record SyncSectionEmitter(
    CodeBlock descriptor, ClassName type, String method, int index, String returned)
    implements SectionEmitter {

  @Override
  public CodeBlock body() {
    return CodeBlock.builder().addStatement("return region().$L($L)", method, index).build();
  }
}
