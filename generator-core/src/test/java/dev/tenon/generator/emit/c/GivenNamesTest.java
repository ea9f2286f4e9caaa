// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.SchemaException;
import dev.tenon.generator.output.OutputFile;
import dev.tenon.generator.testing.GeneratedJava;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code c_name} is the whole name in C, of whatever kind the declaration is. */
class GivenNamesTest {

  private static final String HEAD =
      """
      tenon: 1
      schema: given
      version: 2
      java: {package: com.example.given}
      c: {prefix: gvn}
      """;

  private static final String EVERY_KIND =
      """
      constants:
        K: {type: u32, value: 1, c_name: my_k}
        TEXT: {type: string, value: "x", c_name: Text_of}
      enums:
        Side: {type: u8, c_name: gvn_side_t, values: {BUY: {value: 1, c_name: TS_BUY}, SELL: 2}}
        Kind: {type: u16, values: {STEP: {value: 0, c_name: kind_step}, NOTE: 1}}
      flags:
        Rights:
          {type: u32, c_name: rights_t, bits: {READ: {bit: 0, c_name: R_OK_}, WRITE: 1},
           masks: {BOTH: {bits: [READ, WRITE], c_name: r_both}}}
      unions:
        Body: {c_name: the_body, tag: Kind, arms: {STEP: {type: u8, c_name: StepArm}, NOTE: 'char[8]'}}
        Raw: {c_name: Raw_t, arms: {number: {type: u32, c_name: N}, text: 'char[4]'}}
      structs:
        Level:
          id: 1
          c_name: gvn_step
          fields:
            price: {type: f64, c_name: Px, min: 0, default: 1.5}
            side: {type: Side, default: BUY}
            rights: Rights
            bits: {type: u16, c_name: Bits, bits: {low: {bits: 0..3, c_name: Lo}}}
            big: {type: u32, order: big, c_name: Big}
            seen: {type: u32, atomic: true, c_name: Seen}
            name: {type: 'char[8]', c_name: Name}
            spare: {reserved: 4, c_name: Spare}
            late: {type: u32, since: 2, c_name: Late}
        Note: {id: 2, c_name: note_t, fields: {inflate: u8, open_it: u8, priceOf: u8, kind: Kind, body: {type: Body, tag: kind}, raw: Raw}}
        Many: {id: 3, fields: {levels: {type: 'u32[<=4]', c_name: Levels}}}
      handles: {Session: {c_name: session_of, release: close_session}}
      callbacks:
        OnLevel:
          {c_name: level_cb, listeners: 2, batch: 4, params: {level: {type: u32, c_name: Lvl}}}
        Plain: {c_name: plain_cb, params: {level: 'const Level*'}}
      functions:
        inflate: {c_name: inflate, params: {a: {type: i32, c_name: A}}, returns: i32}
        open_session: {c_name: open_it, returns: Session}
        close_session: {c_name: close_it, params: {session: Session}}
        fill: {params: {levels: 'Level[n]', n: {type: u32, c_name: N}, cb: Plain}}
      exports: {price_of: {c_name: priceOf, params: {id: u32}, returns: f64, on_error: 0}}
      regions:
        Market:
          c_name: market_region
          contents:
            best: {struct: Level, c_name: Best}
            events: {queue: [Level, Note, Many], capacity: 4KiB, c_name: Events}
      """;

  @TempDir private Path folder;

  @Test
  void ofEveryKindIsTakenAsItIsAndCompiles() {
    CompiledSchema compiled = SchemaCompiler.compile("given.tenon.yaml", HEAD + EVERY_KIND);
    String all = write(compiled);
    assertThat(all)
        .contains(
            "#define my_k ",
            "#define Text_of ",
            "gvn_side_t;",
            "TS_BUY = 1",
            "GVN_SIDE_T_SELL = 2",
            "kind_step = 0",
            "#define R_OK_ ",
            "#define RIGHTS_T_WRITE ",
            "#define r_both ",
            "} the_body;",
            "} Raw_t;",
            "} gvn_step;",
            "#define GVN_STEP_SIZE",
            "gvn_step_set_Name(",
            "gvn_step_upgrade(",
            "} note_t;",
            "note_t_get_body_StepArm(",
            "int32_t inflate(int32_t A)",
            "open_it(void)",
            "level_cb_register(",
            "LEVEL_CB_BATCH",
            "double priceOf(uint32_t id)",
            "market_region_create(",
            "market_region_get_Best(",
            "market_region_Events_claim_step(",
            "market_region_Events_claim_note_t(",
            "market_region_Events_claim_many(")
        .doesNotContainPattern("(?i)\\bgvn_(my_k|inflate|priceof|level_cb|market_region|note_t)");
    Fixtures.write(
        folder.resolve("use.c"),
        """
        #include <given/given.h>
        #include <given/given_regions.h>
        #include <given/given_callbacks.h>
        #include <given/given_exports.h>
        extern gvn_step step;
        gvn_step step = GVN_STEP_INIT;
        int32_t use(gvn_step *s, session_of *session, const the_body *body, const Raw_t *raw);
        int32_t use(gvn_step *s, session_of *session, const the_body *body, const Raw_t *raw) {
            s->Px = 2;
            s->Late = my_k + R_OK_ + r_both;
            close_it(session);
            return s->side == TS_BUY ? inflate(1) : body->StepArm + (int32_t)raw->N + kind_step;
        }
        """);
    assertCompiles(folder.resolve("use.c"), Compiler.c11());
    assertCompiles(
        folder.resolve("include/given/given.h"),
        new Compiler("g++", List.of("-std=c++17", "-Wall", "-Werror"), true));
    assertThat(GeneratedJava.of(compiled).files()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "structs: {P: {c_name: '%s', fields: {x: u8}}}",
        "structs: {P: {fields: {x: {type: u8, c_name: '%s'}}}}",
        "structs: {P: {fields: {x: {type: u8, bits: {a: {bits: 0, c_name: '%s'}}}}}}",
        "structs: {P: {fields: {x: u8, y: {reserved: 1, c_name: '%s'}}}}",
        "unions: {P: {c_name: '%s', arms: {x: u8}}}",
        "unions: {P: {arms: {x: {type: u8, c_name: '%s'}}}}",
        "enums: {P: {c_name: '%s', type: u8, values: {A: 0}}}",
        "enums: {P: {type: u8, values: {A: {value: 0, c_name: '%s'}}}}",
        "flags: {P: {c_name: '%s', type: u8, bits: {A: 0}}}",
        "flags: {P: {type: u8, bits: {A: {bit: 0, c_name: '%s'}}}}",
        "constants: {P: {type: u8, value: 1, c_name: '%s'}}",
        "handles: {P: {c_name: '%s'}}",
        "callbacks: {P: {c_name: '%s'}}",
        "callbacks: {P: {params: {a: {type: u8, c_name: '%s'}}}}",
        "functions: {p: {c_name: '%s'}}",
        "functions: {p: {params: {a: {type: u8, c_name: '%s'}}}}",
        "exports: {p: {c_name: '%s'}}",
        "regions: {P: {c_name: '%s', contents: {x: Other}}}",
        "regions: {P: {contents: {x: {struct: Other, c_name: '%s'}}}}"
      })
  void whichIsNoNameOfCIsRefusedAtItsLine(String declaration) {
    for (String name : List.of("a-b", "9a", "_A", "a b", "int", "class", "INT32_MAX", "tenon_x")) {
      String text = HEAD + declaration.formatted(name) + "\n";
      SchemaException refused = refused(text + other(declaration));
      assertThat(refused).as(text).isNotNull();
      assertThat(refused.diagnostics())
          .as(text)
          .anySatisfy(
              found -> {
                assertThat(found.code().id()).isEqualTo("TN5004");
                assertThat(found.message()).contains("'" + name + "'");
                assertThat(found.span().line()).isEqualTo(6);
              });
    }
  }

  private static String other(String declaration) {
    return declaration.contains("Other") ? "structs: {Other: {fields: {x: u8}}}\n" : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "structs: {A: {fields: {x: u8}}, B: {c_name: gvn_a, fields: {x: u8}}}",
        "structs: {A: {fields: {x: 'char[4]'}}, B: {c_name: gvn_a_set_x, fields: {x: u8}}}",
        "constants: {A: {type: u8, value: 1}, B: {type: u8, value: 2, c_name: GVN_A}}",
        "constants: {A: {type: u8, value: 1, c_name: GVN_SCHEMA_VERSION}}",
        "enums: {E: {type: u8, values: {A: 0, B: {value: 1, c_name: GVN_E_A}}}}",
        "enums: {E: {type: u8, values: {A: {value: 1, c_name: X}}}, F: {type: u8, values: {A:"
            + " {value: 1, c_name: X}}}}",
        "functions: {a: {c_name: same}, b: {c_name: same}}",
        "functions: {a: {c_name: gvn_abi}}",
        "callbacks: {A: {listeners: 2}, B: {c_name: gvn_a_emit}}",
        "structs: {A: {id: 1, c_name: gvn_q, fields: {x: u8}}, B: {id: 2, c_name: q, fields: {x:"
            + " u8}}}\n"
            + "regions: {R: {contents: {s: {queue: [A, B], capacity: 4KiB}}}}",
        "structs: {A: {fields: {x: {type: u8, c_name: size_t}}}}",
        "functions: {a: {c_name: uint8_t}}"
      })
  void thatMeetsAnotherNameIsAnError(String declarations) {
    SchemaException refused = refused(HEAD + declarations + "\n");
    assertThat(refused).isNotNull();
    assertThat(refused.diagnostics())
        .extracting(found -> found.code().id())
        .containsAnyOf("TN5004", "TN5006");
  }

  private static SchemaException refused(String text) {
    return catchThrowableOfType(
        SchemaException.class, () -> SchemaCompiler.compile("given.tenon.yaml", text));
  }

  private String write(CompiledSchema compiled) {
    List<OutputFile> files = Fixtures.generate(compiled);
    Fixtures.write(files, folder);
    for (OutputFile file : files) {
      if (file.path().endsWith(".c")) {
        assertCompiles(folder.resolve(file.path()), Compiler.c11());
      }
    }
    return files.stream().map(OutputFile::content).collect(Collectors.joining());
  }

  private void assertCompiles(Path source, Compiler compiler) {
    Command.Result result =
        compiler.check(source, folder.resolve("include"), Fixtures.runtime().resolve("include"));
    assertThat(result.status()).as(result.output()).isZero();
  }
}
