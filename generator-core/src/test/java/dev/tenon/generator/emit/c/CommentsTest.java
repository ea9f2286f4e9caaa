// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.Reasons;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What comments of generated C say. */
class CommentsTest {

  @Test
  void whatIsDeprecatedSaysWhy() {
    String text =
        Fixtures.generate("deprecated").stream()
            .filter(file -> file.path().endsWith(".h"))
            .map(OutputFile::content)
            .collect(Collectors.joining());
    assertThat(Reasons.of(Fixtures.text("schemas/deprecated.tenon.yaml")))
        .allSatisfy(reason -> assertThat(text).contains("@deprecated " + reason));
  }

  @Test
  void limitsAndUnitsAreSaid() {
    String text =
        Fixtures.generateFrom(
                "limits",
                """
                structs:
                  S:
                    fields:
                      a: {type: i8, min: -5, unit: K, doc: Warm}
                      b: {type: f32, max: 0.5, default: -0.25}
                      c: {type: f64, min: -.inf, max: 1e30}
                      d: {type: decimal, exponent: 2, default: 1200}
                """)
            .get(0)
            .content();
    assertThat(text)
        .contains(
            "/** Warm. Unit: K. At least -5. */",
            "/** At most 0.5. Default: -0.25. */",
            "/** Range: -infinity to 1.0e30. */",
            "/** Default: 1200. */",
            "size 8, times 1e2 */");
  }
}
