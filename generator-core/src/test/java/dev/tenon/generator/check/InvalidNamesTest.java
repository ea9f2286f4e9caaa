// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.SchemaException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that a language refuses is an error at its place, wherever the declaration is used. */
class InvalidNamesTest {

  private static final List<String> PLACES =
      List.of(
          "structs: {S: {NAME, fields: {x: u8}}, U: {fields: {a: S, b: 'S[2]', c: 'S[<=2]'}}}",
          "structs: {S: {fields: {x: {NAME, type: u8}, y: {NAME, type: 'u8[<=3]'}}}}",
          "structs: {S: {fields: {x: {type: u8, bits: {low: {NAME, bits: 0..3}}}}}}",
          "enums: {E: {NAME, type: u8, values: {A: 0}}}\nstructs: {S: {fields: {e: E}}}",
          "enums: {E: {type: u8, values: {A: {NAME, value: 0}}}}\nstructs: {S: {fields: {e: E}}}",
          "flags: {F: {NAME, type: u8, bits: {A: 0}}}\nstructs: {S: {fields: {f: F}}}",
          "enums: {K: {type: u8, values: {A: 0}}}\n"
              + "unions: {U: {NAME, tag: K, arms: {A: u8}}}\n"
              + "structs: {S: {fields: {k: K, u: {type: U, tag: k}}}}",
          "unions: {U: {arms: {a: {NAME, type: u8}}}}\nstructs: {S: {fields: {u: U}}}",
          "handles: {H: {NAME, release: h_close}}\n"
              + "functions: {h_close: {params: {h: H}}, h_open: {returns: H}}",
          "structs: {P: {fields: {x: u8}}}\n"
              + "callbacks: {C: {NAME, params: {p: 'P*'}}}\n"
              + "functions: {f: {params: {c: C}, returns: P}}",
          "callbacks: {C: {params: {x: {NAME, type: u8}}, listeners: 2, batch: 4}}",
          "functions: {f: {NAME, params: {x: {NAME, type: u8}}}}",
          "exports: {f: {NAME, params: {x: {NAME, type: u8}}}}",
          "structs: {P: {id: 1, fields: {x: u8}}}\n"
              + "regions: {R: {NAME, contents: {p: {NAME, struct: P}, "
              + "q: {NAME, queue: [P], capacity: 4KiB}}}}");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "9x",
        "",
        "a.b",
        "a-b",
        "class",
        "this",
        "x\\n",
        "\\t",
        "\\\"",
        "new int[0]"
      })
  void isRefusedWhereverTheDeclarationIsUsed(String name) {
    for (String place : PLACES) {
      for (String key : List.of("java_name", "c_name")) {
        String text =
            """
            tenon: 1
            schema: names
            version: 1
            java: {package: com.example}
            c: {prefix: nm}
            """
                + place.replace("NAME", "%s: \"%s\"".formatted(key, name));

        SchemaException refused =
            catchThrowableOfType(
                SchemaException.class, () -> SchemaCompiler.compile("names.tenon.yaml", text));

        assertThat(refused).as(text).isNotNull();
      }
    }
  }
}
