// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.SchemaCompiler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages name a number as it is written, also where it is larger than any that is kept. */
class NumbersInMessagesTest {

  private static final String HUGE = "99999999999999999999";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flags: {F: {type: u8, bits: {A: #}}}",
        "flags: {F: {type: u8, bits: {A: 1}, reserved: [#]}}",
        "enums: {E: {type: u64, values: {A: #}}}",
        "enums: {E: {type: u64, values: {A: 1}, reserved: [#]}}",
        "enums: {E: {type: u64, values: {A: {value: 1, since: #}}}}",
        "constants: {K: {type: u32, value: '#'}}",
        "constants: {K: {type: u32, value: '# * 2'}}",
        "structs: {S: {id: #, fields: {a: u8}}}",
        "structs: {S: {align: #, fields: {a: u8}}}",
        "structs: {S: {since: #, fields: {a: u8}}}",
        "structs: {S: {fields: {a: {type: u8, since: #}}}}",
        "structs: {S: {fields: {a: {type: u8, align: #}}}}",
        "structs: {S: {fields: {a: 'u8[#]'}}}",
        "structs: {S: {fields: {a: 'u8[<=#]'}}}",
        "structs: {S: {fields: {a: 'char[#]'}}}",
        "structs: {S: {fields: {a: {type: u8, min: #}}}}",
        "structs: {S: {fields: {a: {type: u8, max: #}}}}",
        "structs: {S: {fields: {a: {type: u8, default: #}}}}",
        "structs: {S: {fields: {a: {type: u8, bits: {x: #}}}}}",
        "structs: {S: {fields: {a: {type: u8, bits: {x: 0..#}}}}}",
        "structs: {S: {fields: {a: u8, b: {reserved: #}}}}",
        "structs: {S: {fields: {a: u8, b: {reserved: 4, since: #}}}}",
        "structs: {S: {fields: {a: {type: decimal, exponent: #}}}}",
        "structs: {S: {fields: {a: {type: decimal, exponent: -#}}}}",
        "structs: {S: {extern: {c: struct s, header: s.h, size: #}, fields: {a: u8}}}",
        "structs: {S: {extern: {c: struct s, header: s.h, align: #}, fields: {a: u8}}}",
        "structs: {S: {extern: {c: struct s, header: s.h}, fields: {a: {type: u8, offset: #}}}}",
        "structs: {S: {fields: {a: u8}}}\nregions: {R: {contents: {s: S}, since: #}}",
        "structs: {M: {id: 1, fields: {a: u8}}}\n"
            + "regions: {R: {contents: {q: {queue: [M], capacity: #}}}}",
        "callbacks: {C: {listeners: #, params: {a: u8}}}",
        "callbacks: {C: {listeners: -#, params: {a: u8}}}",
        "callbacks: {C: {batch: #, params: {a: u8}}}",
        "functions: {f: {since: #, params: {a: u8}}}",
      })
  void numberIsNamedAsItIsWritten(String declarations) {
    String head =
        """
        tenon: 1
        schema: s
        version: 1
        java: {package: s}
        c: {prefix: s}
        """;

    SchemaException refused =
        catchThrowableOfType(
            SchemaException.class,
            () -> SchemaCompiler.compile("s.tenon.yaml", head + declarations.replace("#", HUGE)));

    assertThat(refused.diagnostics())
        .extracting(Diagnostic::message)
        .allSatisfy(message -> assertThat(message).contains(HUGE));
  }
}
