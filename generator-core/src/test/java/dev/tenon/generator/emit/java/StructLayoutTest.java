// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.testing.GeneratedJava;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The literals of a class, its {@code LAYOUT} and the layout stage say the same. */
class StructLayoutTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "market.tenon.yaml",
        "everything.tenon.yaml",
        "large.tenon.yaml",
        "language.tenon.yaml",
        "units.tenon.yaml"
      })
  void literalsAndStructLayoutAgreeWithTheLayoutStage(String schema) {
    GeneratedJava java = GeneratedJava.ofResource(schema);
    java.compiled().schema().composites().forEach(java::checkLayout);
  }
}
