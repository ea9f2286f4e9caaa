// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Advice is right, comes when it can be followed, and is rare. */
class AdviceTest {

  private static final String SHARED =
      """
      structs:
        Status:
          fields:
            %s
      regions:
        Feed: {contents: {status: Status}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: u8, b: u64, c: u8",
        "a: bool, b: u16, c: bool, d: u32, e: u8",
        "a: 'u8[3]', b: f64, c: 'char[5]', d: u16, e: u64, f: u8",
        "a: u8, p: Pair, b: u8, q: 'Pair[2]', c: u16"
      })
  void followingTheAdviceOnPaddingGivesThePromisedSize(String fields) {
    Map<String, String> byName =
        Arrays.stream(fields.split(", "))
            .collect(Collectors.toMap(f -> f.replaceFirst(":.*", ""), f -> f));
    Diagnostic advice = warnings(1, padded(fields)).get(0);
    Matcher help =
        Pattern.compile("(\\d+) bytes suffice in the order (.*)\n.*")
            .matcher(advice.help().orElseThrow());
    assertThat(advice.code()).isEqualTo(DiagnosticCode.PADDING_HOLES);
    assertThat(help.matches()).isTrue();

    String better =
        Arrays.stream(help.group(2).split(", ")).map(byName::get).collect(Collectors.joining(", "));
    CompiledSchema followed = compile(1, padded(better));

    assertThat(followed.warnings()).isEmpty();
    assertThat(followed.layouts().plan(followed.schema().structs().get(0)).size())
        .isEqualTo(Long.parseLong(help.group(1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: u64, b: u8", // nothing to gain
        "a: u8, b: u64, c: u64", // the gap only moves to the end
        "a: u8, b: 'f64[30]', c: u8", // too little to gain
        "a: u8, b: {type: u64, align: 8}, c: u8", // said to be meant
        "a: u8, r: Raised, b: u8", // a struct that its author placed
        "a: u8, b: u64, spare: {reserved: 7}, c: u8", // bytes that its author placed
        "a: u8, b: 'u64[<=4]', c: u8", // a list, which is cut where it ends
      })
  void orderThatIsMeantOrGoodEnoughIsNotAdvisedAgainst(String fields) {
    assertThat(warnings(1, padded(fields))).isEmpty();
  }

  @Test
  void fieldsOfLaterVersionsAreNotAdvisedToMove() {
    String padded = padded("a: u8, b: u64, c: u8");
    String shared =
        SHARED.formatted("{a: {type: u32, atomic: true}, b: {type: u32, atomic: true}}");

    assertThat(warnings(1, padded)).hasSize(1);
    assertThat(warnings(1, shared)).hasSize(1);
    assertThat(warnings(2, padded)).isEmpty();
    assertThat(warnings(2, shared)).isEmpty();
    assertThat(warnings(2, padded.replace("fields: {a:", "since: 2, fields: {a:"))).hasSize(1);
  }

  @Test
  void structsOfSomebodyElseAreNotAdvisedAbout() {
    assertThat(
            warnings(
                1,
                "structs: {Event: {extern: {c: struct event, header: event.h}, fields:"
                    + " {Kind: u8, at: u64, rawValue: u8}}}"))
        .isEmpty();
  }

  @Test
  void namesOfForeignHeadersAreNotAdvisedAbout() {
    String foreign =
        """
        constants: {kLimit: {type: u32, value: 1, extern: limit.h}}
        enums: {Kind: {type: u8, extern: kind.h, values: {kindOne: 1}}}
        flags: {Marks: {type: u8, extern: mark.h, bits: {markOne: 0}}}
        functions: {SDL_Init: {extern: SDL.h, params: {flags: u32}, returns: i32}}
        """;

    assertThat(warnings(1, foreign)).isEmpty();
    assertThat(warnings(1, foreign.replaceAll("extern: \\w+.h,? ?", "").replace("1, }", "1}")))
        .hasSize(4);
  }

  @Test
  void armsAreCalledAsTheValuesThatTellThemApart() {
    String union =
        """
        enums: {Kind: {type: u8, values: {WORD: 0, REAL: 1}}}
        unions:
          Tagged: {tag: Kind, arms: {WORD: u32, REAL: f32}}
          Free: {arms: {WORD: u32, real: f32}}
        structs: {Point: {fields: {kind: Kind, body: {type: Tagged, tag: kind}, free: Free}}}
        """;

    assertThat(warnings(1, union))
        .singleElement()
        .satisfies(one -> assertThat(one.span().line()).isEqualTo(9));
  }

  @Test
  void sharedCacheLineIsSaidOnceForAStruct() {
    String counters =
        Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
            .map(name -> name + ": {type: u64, atomic: true}")
            .collect(Collectors.joining(", ", "{", "}"));

    assertThat(warnings(1, SHARED.formatted(counters)))
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo(DiagnosticCode.FALSE_SHARING))
        .satisfies(one -> assertThat(one.message()).contains("'a' and 'b'"));
  }

  @Test
  void followingTheAdviceOnSharedLinesSilencesIt() {
    String apart = "{a: {type: u32, atomic: true}, b: {type: u32, atomic: true, align: 64}}";
    String meant = "{a: {type: u32, atomic: true, align: 64}, b: {type: u32, atomic: true}}";

    assertThat(warnings(1, SHARED.formatted(apart))).isEmpty();
    assertThat(warnings(1, SHARED.formatted(meant))).isEmpty();
  }

  @Test
  void fieldsThatOnlyOneSideStoresPlainlyMayShareALine() {
    assertThat(warnings(1, SHARED.formatted("{a: {type: u32, atomic: true}, b: u32}"))).isEmpty();
  }

  @Test
  void followingTheAdviceOnNamesSilencesIt() {
    assertThat(warnings(1, "structs: {quote_level: {fields: {lastPrice: f64}}}")).hasSize(2);
    assertThat(warnings(1, "structs: {QuoteLevel: {fields: {last_price: f64}}}")).isEmpty();
    assertThat(
            warnings(
                1,
                "structs: {quote_level: {c_name: level, fields:"
                    + " {lastPrice: {type: f64, java_name: last}}}}"))
        .isEmpty();
  }

  @Test
  void adviceWaitsUntilNothingIsWrong() {
    SchemaException wrong =
        catchThrowableOfType(
            SchemaException.class,
            () -> compile(1, "structs: {quote_level: {fields: {a: u8, b: u64, c: i23}}}"));

    assertThat(wrong.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.UNKNOWN_TYPE);
  }

  /** All but those that are made of what is odd, or wrong. */
  static List<Path> schemasOfTheProject() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().endsWith(".tenon.yaml"))
          .filter(file -> !file.toString().contains("target"))
          .filter(file -> !file.toString().matches(".*[\\\\/](diagnostics|it|evolution)[\\\\/].*"))
          .filter(file -> !file.endsWith("everything.tenon.yaml"))
          .filter(file -> !file.endsWith("large.tenon.yaml"))
          .filter(file -> !file.endsWith("language.tenon.yaml"))
          .filter(file -> !file.endsWith("corners.tenon.yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("schemasOfTheProject")
  void schemasOfTheProjectNeedNoAdvice(Path schema) {
    assertThat(SchemaCompiler.compile(schema).warnings()).isEmpty();
  }

  private static String padded(String fields) {
    return """
    structs:
      Padded: {fields: {%s}}
      Pair: {fields: {x: u32, y: u16, z: u16}}
      Raised: {align: 16, fields: {x: u64}}
    """
        .formatted(fields);
  }

  private static List<Diagnostic> warnings(int version, String body) {
    return compile(version, body).warnings();
  }

  private static CompiledSchema compile(int version, String body) {
    return SchemaCompiler.compile(
        "advice.tenon.yaml",
        "tenon: 1\nschema: advice\nversion: %d\njava: {package: p}\nc: {prefix: adv}\n%s\n"
            .formatted(version, body));
  }
}
