// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated source refuses a function whose prototype in its header is another one. */
class ForeignPrototypesTest {

  private static final String HEADER =
      """
      #ifndef FOREIGN_PROTO_H
      #define FOREIGN_PROTO_H
      typedef struct fp_thing fp_thing;
      typedef enum fp_result { FP_OK, FP_BAD } fp_result;
      typedef long long fp_wide;
      typedef struct fp_point { double x, y; } fp_point;
      int fp_count(void);
      fp_result fp_open(const char *path, fp_thing **out);
      fp_wide fp_size(const fp_thing *thing, unsigned char flag);
      double fp_distance(fp_point a, const fp_point *b);
      char *fp_name(fp_thing *thing);
      void fp_fill(float *samples, unsigned count);
      int fp_print(const char *format, ...);
      #define fp_macro(x) fp_count()
      #endif
      """;

  private static final String TYPES =
      """
      structs:
        Spot: {extern: {c: fp_point, header: foreign/proto.h}, fields: {x: f64, y: f64}}
        Out: {fields: {address: u64}}
      enums: {Outcome: {type: i32, values: {OK: 0}}}
      handles: {Thing: {c_name: fp_thing, extern: foreign/proto.h}}
      callbacks: {Visit: {listeners: 0, params: {x: i32}}}
      functions:
      """;

  private static final String RIGHT =
      """
        count: {extern: foreign/proto.h, returns: i32}
        open:
          extern: foreign/proto.h
          params: {path: string, out: {type: Out*, c_type: 'fp_thing **'}}
          returns: {type: Outcome, c_type: fp_result}
        size:
          extern: foreign/proto.h
          params: {thing: {type: Thing, c_type: const fp_thing *}, flag: u8}
          returns: {type: i64, c_type: fp_wide}
        distance: {extern: foreign/proto.h, params: {a: Spot, b: const Spot*}, returns: f64}
        name: {extern: foreign/proto.h, params: {thing: Thing}, returns: {type: string, c_type: char *}}
        fill: {extern: foreign/proto.h, params: {samples: 'f32[n]', n: u32}}
        own: {params: {x: i32}}
      """;

  @TempDir private Path folder;

  static Stream<Compiler> every() {
    return Compiler.allC();
  }

  @ParameterizedTest
  @MethodSource("every")
  void rightOnesCompileWithoutAWarning(Compiler compiler) {
    assumeTrue(!compiler.options().contains(ThirtyTwoBits.OPTION), "calls need 64 bits");
    Command.Result result = compile(RIGHT, compiler.generated());

    assertThat(result.status()).as(result.output()).isZero();
  }

  @ParameterizedTest
  @MethodSource("every")
  void functionsOfTheLibraryOfCAreThoseOfItsHeaders(Compiler compiler) {
    assumeTrue(SystemStructsTest.isDescribedHere(), "described as on Linux on x86-64");
    assumeTrue(!compiler.options().contains(ThirtyTwoBits.OPTION), "calls need 64 bits");
    Fixtures.write(Fixtures.generate("libc"), folder);

    Command.Result result =
        compiler
            .generated()
            .with("-D_GNU_SOURCE")
            .check(folder.resolve("src/libc/libc_callbacks.c"), Fixtures.includes(folder));

    assertThat(result.status()).as(result.output()).isZero();
  }

  static List<Compiler> one() {
    return Stream.of("gcc", "clang")
        .flatMap(command -> Compiler.allC().filter(compiler -> compiler.is(command, "c11")))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: {%s, params: {a: f64}, returns: f64} | types for .fp_count",
        "count: {%s, returns: u32} | types for .fp_count",
        "count: {%s, returns: i64} | types for .fp_count",
        "count: {%s} | types for .fp_count",
        "count: {%s, params: {a: i32}, returns: i32} | types for .fp_count",
        "missing: {%s, returns: i32} | fp_missing",
        "macro: {%s, params: {x: i32}, returns: i32} | fp_macro",
        "open: {%s, params: {path: string, out: 'void*'}, returns: Outcome} | types for .fp_open",
        "open: {%s, params: {path: string, out: {type: Out*, c_type: fp_thing *}},"
            + " returns: {type: Outcome, c_type: fp_result}} | fp_thing",
        "size: {%s, params: {thing: Thing, flag: u8}, returns: {type: i64, c_type: fp_wide}} |"
            + " types for .fp_size",
        "size: {%s, params: {thing: {type: Thing, c_type: const fp_thing *}, flag: u8},"
            + " returns: {type: u64, c_type: fp_wide}} | fp_size: the result has a sign",
        "size: {%s, params: {thing: {type: Thing, c_type: const fp_thing *}, flag: u8},"
            + " returns: {type: i32, c_type: fp_wide}} |"
            + " fp_size: the result is not an integer of 4 bytes",
        "size: {%s, params: {thing: {type: Thing, c_type: const fp_thing *}, flag: i8},"
            + " returns: {type: i64, c_type: fp_wide}} | types for .fp_size",
        "distance: {%s, params: {a: Spot, b: Spot*}, returns: f64} | types for .fp_distance",
        "distance: {%s, params: {a: const Spot*, b: const Spot*}, returns: f64} |"
            + " types for .fp_distance",
        "name: {%s, params: {thing: Thing}, returns: string} | types for .fp_name",
        "name: {%s, params: {thing: {type: Thing, c_type: double}}, returns: string} | double",
        "fill: {%s, params: {samples: 'f64[n]', n: u32}} | types for .fp_fill",
        "fill: {%s, params: {samples: {type: 'f64[n]', c_type: float *}, n: u32}} |"
            + " fp_fill: samples does not point to elements of 8 bytes",
        "print: {%s, params: {format: string}, returns: i32} | types for .fp_print",
      })
  void wrongOnesAreRefusedByTheirNames(String function, String said) {
    for (Compiler compiler : one()) {
      Command.Result result =
          compile("  " + function.formatted("extern: foreign/proto.h") + "\n", compiler);

      assertThat(result.status()).as(compiler.toString()).isNotZero();
      assertThat(result.output()).containsPattern(said);
    }
  }

  private Command.Result compile(String functions, Compiler compiler) {
    Fixtures.write(Fixtures.generateFrom("proto", "fp", TYPES + functions), folder);
    Fixtures.write(folder.resolve("include/foreign/proto.h"), HEADER);
    return compiler.check(folder.resolve("src/proto/proto_callbacks.c"), Fixtures.includes(folder));
  }
}
