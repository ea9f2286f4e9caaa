// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks and exports as C uses them: compiled, linked with the runtime, run. */
class GeneratedCallsTest {

  /** Results at the ends of their types, as every {@code on_error} can be written. */
  private static final String EXTREMES =
      """
      enums:
        Small: {type: i8, values: {LOW: -128, HIGH: 127}}
        Large: {type: u64, values: {TOP: 18446744073709551615}}
      flags: {Bits: {type: u32, bits: {FIRST: 0, LAST: 31}}}
      structs: {Point: {fields: {x: {type: f64, default: -1.5}, y: i32}}}
      handles: {Handle: {}}
      exports:
        a_u8: {returns: u8, on_error: 255}
        a_i8: {returns: i8, on_error: -128}
        a_u16: {returns: u16, on_error: 65535}
        a_i16: {returns: i16, on_error: -32768}
        a_u32: {returns: u32, on_error: 4294967295}
        a_i32: {returns: i32, on_error: -2147483648}
        a_u64: {returns: u64, on_error: 18446744073709551615}
        a_i64: {returns: i64, on_error: -9223372036854775808}
        b_u32: {returns: u32, on_error: 2147483648}
        b_u64: {returns: u64, on_error: 2147483647}
        b_i64: {returns: i64, on_error: -2147483649}
        a_f32: {returns: f32, on_error: -.inf}
        a_f64: {returns: f64, on_error: .inf}
        b_f32: {returns: f32, on_error: .nan}
        b_f64: {returns: f64, on_error: -0.1}
        a_bool: {returns: bool, on_error: true}
        a_char: {returns: char, on_error: "'"}
        low: {returns: Small, on_error: LOW}
        top: {returns: Large, on_error: TOP}
        a_bits: {returns: Bits, on_error: [FIRST, LAST]}
        no_bits: {returns: Bits, on_error: 0}
        a_point: {returns: Point}
        text: {returns: string, on_error: 'say "no" \\ ??/'}
        nothing: {returns: string, on_error: null}
        thing: {returns: Handle}
        run: {}
      """;

  private static final String EXTREMES_PROGRAM =
      """
      #include <extremes/extremes_exports.h>
      #include <math.h>
      #include <string.h>
      #include "check.h"
      int main(void) {
          CHECK(t_a_u8() == UINT8_MAX && t_a_i8() == INT8_MIN);
          CHECK(t_a_u16() == UINT16_MAX && t_a_i16() == INT16_MIN);
          CHECK(t_a_u32() == UINT32_MAX && t_a_i32() == INT32_MIN);
          CHECK(t_a_u64() == UINT64_MAX && t_a_i64() == INT64_MIN);
          CHECK(t_b_u32() == UINT32_C(2147483648) && t_b_u64() == INT32_MAX);
          CHECK(t_b_i64() == INT64_C(-2147483649));
          CHECK(isinf(t_a_f32()) && t_a_f32() < 0 && isinf(t_a_f64()) && t_a_f64() > 0);
          CHECK(isnan(t_b_f32()) && t_b_f64() == -0.1);
          CHECK(t_a_bool() && t_a_char() == '\\'');
          CHECK(t_low() == T_SMALL_LOW && t_low() == -128 && t_top() == UINT64_MAX);
          CHECK(t_a_bits() == UINT32_C(0x80000001) && t_no_bits() == 0);
          CHECK(t_a_point().x == -1.5 && t_a_point().y == 0);
          CHECK(strcmp(t_text(), "say \\"no\\" \\\\ ?\\?/") == 0 && t_nothing() == NULL);
          CHECK(t_thing() == NULL);
          t_run();
          puts("done");
          return 0;
      }
      """;

  private static final String ADDRESS = "address,undefined";

  @TempDir private static Path folder;

  @BeforeAll
  static void generate() {
    Fixtures.write(Fixtures.generate(Fixtures.CALLBACKS), folder);
    for (String source : List.of("check.h", "callbacks_test.c", "exports_test.c")) {
      Fixtures.write(folder.resolve(source), Fixtures.text("c/" + source));
    }
  }

  @Test
  void listenersInCAreCalledByGeneratedCode() throws IOException {
    run("callbacks_test.c", ADDRESS, sources("callbacks/callbacks_callbacks.c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADDRESS, "thread"})
  void exportsCallWhatIsBoundAndElseReturnOnError(String sanitizers) throws IOException {
    run(
        "exports_test.c",
        sanitizers,
        sources("callbacks/callbacks_callbacks.c", "callbacks/callbacks_exports.c"));
  }

  @Test
  void onErrorIsExactForEveryResult() throws IOException {
    Fixtures.write(Fixtures.generateFrom("extremes", EXTREMES), folder);
    Fixtures.write(folder.resolve("extremes_test.c"), EXTREMES_PROGRAM);
    run(
        "extremes_test.c",
        ADDRESS,
        sources("extremes/extremes_callbacks.c", "extremes/extremes_exports.c"));
  }

  static Stream<Compiler> everyC() {
    return Compiler.allC();
  }

  @ParameterizedTest
  @MethodSource("everyC")
  void onErrorCompilesWithoutWarning(Compiler compiler) {
    Fixtures.write(Fixtures.generateFrom("extremes", EXTREMES), folder);
    assertCompiles(compiler, folder.resolve("src/extremes/extremes_exports.c"));
  }

  @Test
  void functionOfAnotherSignatureDoesNotCompile() {
    String right = "#include <callbacks/callbacks_callbacks.h>\n%s { return 0; }%n";
    assertCompiles(
        Compiler.c11(),
        Fixtures.write(
            folder.resolve("right.c"),
            right
                .formatted("uint32_t cbk_feed_publish(cbk_feed *feed, const cbk_quote *quote)")
                .replace("{ return 0; }", "{ return feed != NULL && quote != NULL; }")));
    for (String wrong :
        List.of(
            "uint64_t cbk_feed_publish(cbk_feed *feed, const cbk_quote *quote)",
            "uint32_t cbk_feed_publish(cbk_feed *feed, cbk_quote *quote)",
            "uint32_t cbk_feed_publish(cbk_session *feed, const cbk_quote *quote)",
            "uint32_t cbk_feed_publish(cbk_feed *feed)")) {
      Path source = Fixtures.write(folder.resolve("wrong.c"), right.formatted(wrong));
      Command.Result result = compile(Compiler.c11(), source);
      assertThat(result.status()).as(wrong).isNotZero();
      assertThat(result.output()).contains("conflicting types for", "cbk_feed_publish");
    }
  }

  @Test
  void parametersMayBeCalledAsGeneratedCodeCallsItsOwn() {
    String parameters =
        """
        context: i32, results: 'u8[capacity]', capacity: u32, batch: f64, out: Point*, emission: u8,
        listener: u8, answer: u8, called: u8, call: u8, callback: u8, registration: u8, next: u8,
        int: u8, class: u8, java: u8, on_error: u8, functions: u8, count: u8, bound: u8, none: u8,
        is_bound: u8, unbound: u8,
        event: Point, events: u8, NULL: u8, errno: u8
        """
            .replace("\n", " ");
    String batched = parameters.replace("results: 'u8[capacity]',", "").replace("out: Point*,", "");
    String declarations =
        """
        structs: {Point: {fields: {x: f64}}}
        callbacks:
          OnAll: {params: {%1$s}, returns: i32, on_error: 0}
          OnBatch: {params: {%2$s}, batch: 4}
        functions: {all: {params: {%1$s}, returns: i32}}
        exports: {everything: {params: {%1$s}, returns: Point}}
        """
            .formatted(parameters, batched);
    Fixtures.write(Fixtures.generateFrom("names", declarations), folder);
    Path headers =
        Fixtures.write(folder.resolve("headers.c"), "#include <names/names_exports.h>\n");
    Compiler.all()
        .filter(c -> c.is("gcc", "c99") || c.is("clang", "c17") || c.is("g++", "c++20"))
        .forEach(compiler -> assertCompiles(compiler, headers));
    for (Compiler compiler : List.of(Compiler.c11(), Compiler.c11().with("-O0"))) {
      assertCompiles(compiler, folder.resolve("src/names/names_callbacks.c"));
      assertCompiles(compiler, folder.resolve("src/names/names_exports.c"));
    }
  }

  private static Path[] sources(String... generated) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String source : generated) {
      sources.add(folder.resolve("src").resolve(source));
    }
    sources.addAll(Fixtures.runtimeSources());
    return sources.toArray(Path[]::new);
  }

  private static void run(String main, String sanitizers, Path... others) {
    Compiler compiler =
        new Compiler(
            "cc",
            List.of("-std=gnu11", "-O1", "-fsanitize=" + sanitizers, "-fno-sanitize-recover"),
            false);
    Path program = folder.resolve(main.replace(".c", ""));
    List<Path> sources = new ArrayList<>(List.of(folder.resolve(main)));
    sources.addAll(List.of(others));
    Command.Result built = compiler.link(program, sources, includes());
    assertThat(built.status()).as(built.output()).isZero();
    Command.Result ran = compiler.run(program);
    assertThat(ran.output()).isEqualTo("done\n");
    assertThat(ran.status()).isZero();
  }

  private static void assertCompiles(Compiler compiler, Path source) {
    Command.Result result = compile(compiler, source);
    assertThat(result.status()).as(result.output()).isZero();
  }

  private static Command.Result compile(Compiler compiler, Path source) {
    return compiler.check(source, includes());
  }

  private static Path[] includes() {
    return Fixtures.includes(folder);
  }
}
