// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.testing.GeneratedJava;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hot path makes no garbage. */
class AllocationTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("market.tenon.yaml");

  /** Each returns the bytes that 10,000 rounds allocated; one object a round would be 160,000. */
  @ParameterizedTest
  @ValueSource(strings = {"scalars", "atomics", "cursor", "claim"})
  void accessAllocatesNothing(String method) {
    assertThat((long) JAVA.run("AllocationScenario", method)).isLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lists", "structLists", "unions", "bits", "bigEndian", "meanings"})
  void accessToWhatIsMoreThanPlainFieldsAllocatesNothing(String method) {
    GeneratedJava language = GeneratedJava.ofResource("language.tenon.yaml");
    assertThat((long) language.run("LanguageAllocationScenario", method)).isLessThan(10_000);
  }
}
