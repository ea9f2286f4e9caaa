// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What comments of generated C say. */
class CommentsTest {

  private static final String DECLARATIONS =
      """
      constants: {C: {type: u8, value: 1, deprecated: why C}}
      enums: {E: {type: u8, deprecated: why E, values: {V: {value: 1, deprecated: why V}}}}
      flags: {F: {type: u8, deprecated: why F, bits: {B: {bit: 1, deprecated: why B}}}}
      unions: {U: {deprecated: why U, arms: {a: {type: u8, deprecated: why a}}}}
      structs:
        S:
          deprecated: why S
          fields:
            f: {type: u8, deprecated: why f, bits: {r: {bits: 0..1, deprecated: why r}}}
            g: {reserved: 1, deprecated: why g}
      handles: {H: {deprecated: why H}}
      callbacks: {L: {deprecated: why L}}
      functions: {n: {deprecated: why n, doc: Said before., returns: u8}}
      exports: {x: {deprecated: why x, on_error: 1, returns: u8}}
      """;

  @Test
  void whatIsDeprecatedSaysWhy() {
    String text =
        Fixtures.generateFrom("old", DECLARATIONS).stream()
            .filter(file -> file.path().endsWith(".h"))
            .map(file -> file.content())
            .collect(Collectors.joining());
    assertThat("CEVFBUaSfrgHLnx".chars().mapToObj(name -> "@deprecated why " + (char) name))
        .allSatisfy(said -> assertThat(text).contains(said));
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
