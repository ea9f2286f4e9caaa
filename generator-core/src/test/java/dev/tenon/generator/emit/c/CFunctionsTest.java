// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Heads and calls of functions in lines that fit. */
class CFunctionsTest {
  private static final String LONG = "function_" + "x".repeat(60);

  @Test
  void laterParametersStandBelowTheFirst() {
    assertThat(CFunctions.head("int", LONG, "int first", "const char *second"))
        .isEqualTo("int " + LONG + "(int first,\n" + " ".repeat(74) + "const char *second)");
  }

  @Test
  void parametersWithoutRoomBehindTheNameBeginALineOfTheirOwn() {
    String wide = "const struct_" + "y".repeat(30) + " *value";
    assertThat(CFunctions.head("int", LONG, wide))
        .isEqualTo("int " + LONG + "(\n    " + wide + ")");
    assertThat(CFunctions.head("int", LONG, "int first", wide, wide))
        .isEqualTo("int " + LONG + "(\n    int first, " + wide + ",\n    " + wide + ")");
    assertThat(CFunctions.call(4, "return " + LONG, List.of(wide)))
        .isEqualTo("return " + LONG + "(\n        " + wide + ")");
  }
}
