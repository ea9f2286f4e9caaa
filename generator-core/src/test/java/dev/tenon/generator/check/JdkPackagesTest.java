// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.naming.JavaNames;
import java.lang.module.ModuleFinder;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages in which only the JDK may have classes. */
class JdkPackagesTest {

  @Test
  void everyPackageOfTheJdkIsKnown() {
    Set<String> packages =
        ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(Collectors.toSet());

    assertThat(packages)
        .contains("java.util", "javax.crypto", "org.w3c.dom")
        .allMatch(JavaNames::isOfJdk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.util", "java", "javax.mine", "com.sun.mine", "org.xml.sax"})
  void isRefused(String name) {
    assertThatThrownBy(() -> compile(name)).hasMessageContaining("package '" + name + "' belongs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"javafoo", "com.sunny", "org.example.java.util", "org.w3c"})
  void isSomebodys(String name) {
    assertThatCode(() -> compile(name)).doesNotThrowAnyException();
  }

  private static void compile(String name) {
    SchemaCompiler.compile(
        "sample.tenon.yaml",
        """
        tenon: 1
        schema: sample
        version: 1
        java: {package: %s}
        c: {prefix: s}
        """
            .formatted(name));
  }
}
