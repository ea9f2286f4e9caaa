// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.SchemaCompiler;
import dev.tenon.generator.diagnostic.SchemaException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Literals at the limits of their types are what they say; those beyond are errors. */
class LiteralNeighboursTest {

  /** Spellings that stand for a value, and values that no spelling changes silently. */
  private static final Map<String, List<String>> TAKEN =
      Map.ofEntries(
          Map.entry("u8", List.of("0=0", "-0=0", "255=255", "0xFF=255", "0x0=0")),
          Map.entry("i8", List.of("-128=-128", "-0x80=-128", "127=127", "0x7f=127")),
          Map.entry("u16", List.of("65535=65535", "0xFFFF=65535")),
          Map.entry("i16", List.of("-32768=-32768", "32767=32767")),
          Map.entry("u32", List.of("4294967295=4294967295")),
          Map.entry("i32", List.of("-2147483648=-2147483648", "2147483647=2147483647")),
          Map.entry("u64", List.of("18446744073709551615=18446744073709551615")),
          Map.entry("i64", List.of("-9223372036854775808=-9223372036854775808")),
          Map.entry(
              "f32",
              List.of(
                  "-0=-0.0",
                  "3.4028235e38=3.4028234663852886E38",
                  "1.4e-45=1.401298464324817E-45",
                  "16777217=1.6777216E7",
                  ".nan=NaN",
                  ".inf=Infinity",
                  "-.inf=-Infinity",
                  "0e-99=0.0",
                  // Half a step below the first number that is infinity.
                  "3.40282356e38=3.4028234663852886E38")),
          Map.entry(
              "f64",
              List.of(
                  "1.7976931348623157e308=1.7976931348623157E308",
                  "5e-324=4.9E-324",
                  "9007199254740993=9.007199254740992E15",
                  "0.1=0.1",
                  "-0.0=-0.0")),
          Map.entry("bool", List.of("true=true", "false=false")),
          Map.entry("char", List.of("a=97", "0=48", "'\"'=34", "\"\\u00ff\"=255", "\"\\0\"=0")),
          Map.entry("'char[4]'", List.of("abc=abc", "''=", "\"\\u00e9a\"=\u00e9a", "1e2=1e2")),
          Map.entry(
              "decimal, exponent: -2",
              List.of(
                  "1.25=125", "1.250=125", "1e2=10000", "-92233720368547758.08=" + Long.MIN_VALUE)),
          Map.entry("decimal, exponent: 3", List.of("5000=5", "5e3=5", "0.0=0")),
          Map.entry("timestamp_ns", List.of("9223372036854775807=" + Long.MAX_VALUE, "-1=-1")),
          Map.entry("duration_ns", List.of("-9223372036854775808=" + Long.MIN_VALUE)),
          Map.entry("Kind", List.of("A=A", "SAME=A")),
          Map.entry(
              "Marks", List.of("A=1", "[A, TOP]=129", "[]=0", "0=0", "0x81=129", "BOTH=129")));

  private static final Map<String, List<String>> REFUSED =
      Map.ofEntries(
          Map.entry(
              "u8",
              List.of(
                  "256", "-1", "0x100", "1e2", "1.5", "1.0", "+1", "0777", "00", "0b1", "0o7",
                  "1_000", "' 1'", "''", "1.", "true", "A", "~", "null", "0x", "--1", "'1u'")),
          Map.entry("i8", List.of("128", "-129", "0x80", "-0x81")),
          Map.entry("u16", List.of("65536", "-1")),
          Map.entry("i16", List.of("32768", "-32769", "0xFFFF")),
          Map.entry("u32", List.of("4294967296")),
          Map.entry("i32", List.of("2147483648", "-2147483649", "0xFFFFFFFF")),
          Map.entry("u64", List.of("18446744073709551616", "-1")),
          Map.entry("i64", List.of("9223372036854775808", "-9223372036854775809")),
          Map.entry(
              "f32",
              List.of(
                  "3.4028236e38",
                  "1e39",
                  "-1e39",
                  "1e-46",
                  "7e-46",
                  "NaN",
                  ".NaN",
                  "nan",
                  "inf",
                  "+.inf",
                  "0x1p3",
                  "1.",
                  ".5",
                  "1,5",
                  "''",
                  "1f")),
          Map.entry("f64", List.of("1.8e308", "1e400", "2e-324", "-2e-324", "1e", "1d")),
          Map.entry("bool", List.of("yes", "no", "on", "True", "1", "0", "''")),
          Map.entry("char", List.of("''", "ab", "\"\\u0100\"", "\"\\ud800\"", "65x")),
          Map.entry(
              "'char[4]'",
              List.of(
                  "abcd",
                  "\"\\u20aca\"",
                  "\"\\0\"",
                  "\"a\\0\"",
                  "\"\\ud83d\"",
                  "\"\\ude00\"",
                  "[a]")),
          Map.entry(
              "decimal, exponent: -2",
              List.of("1.255", "1e-3", "92233720368547758.08", ".inf", "1e400", "A", "0x10")),
          Map.entry("decimal, exponent: 3", List.of("5001", "500", "0.5")),
          Map.entry(
              "timestamp_ns", List.of("9223372036854775808", "1.5", "2024-01-01T00:00:00Z", "1s")),
          Map.entry("duration_ns", List.of("-9223372036854775809", "PT1S", "1e9")),
          Map.entry("uuid", List.of("00112233-4455-6677-8899-aabbccddeeff", "0")),
          Map.entry("ipv4", List.of("10.0.0.1", "0")),
          Map.entry("ipv6", List.of("'::1'", "0")),
          Map.entry("Kind", List.of("C", "a", "1", "Kind.A", "[A]", "''")),
          Map.entry("Marks", List.of("C", "[A, C]", "2", "0x83", "256", "-1", "A|TOP", "[[A]]")));

  static Stream<Arguments> taken() {
    return TAKEN.entrySet().stream()
        .flatMap(
            type ->
                type.getValue().stream()
                    .map(
                        pair ->
                            Arguments.of(
                                type.getKey(),
                                pair.substring(0, pair.lastIndexOf('=')),
                                pair.substring(pair.lastIndexOf('=') + 1))));
  }

  static Stream<Arguments> refused() {
    return REFUSED.entrySet().stream()
        .flatMap(type -> type.getValue().stream().map(text -> Arguments.of(type.getKey(), text)));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void literalIsTheValueThatItSays(String type, String literal, String value) {
    assertThat(shown(compile(type, literal).structs().get(0).fields().get(0).defaultValue().get()))
        .isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void literalThatATypeCannotHoldIsOneErrorAtItsPlace(String type, String literal) {
    SchemaException refused = null;
    try {
      compile(type, literal);
    } catch (SchemaException e) {
      refused = e;
    }
    assertThat(refused).as("%s of %s is refused", literal, type).isNotNull();
    assertThat(refused.diagnostics())
        .as(() -> texts(type, literal))
        .singleElement()
        .satisfies(error -> assertThat(error.span().line()).isEqualTo(8));
  }

  private static String texts(String type, String literal) {
    return "one error for %s of %s".formatted(literal, type);
  }

  private static Schema compile(String type, String literal) {
    return SchemaCompiler.compile(
            "s.tenon.yaml",
            """
            tenon: 1
            schema: s
            version: 1
            java: {package: s}
            c: {prefix: s}
            enums: {Kind: {type: u8, values: {A: 1, B: 2, SAME: {alias_of: A}}}}
            flags: {Marks: {type: u8, bits: {A: 0, TOP: 7}, masks: {BOTH: [A, TOP]}}}
            structs: {S: {fields: {x: {type: %s, default: %s}}}}
            """
                .formatted(type, literal))
        .schema();
  }

  private static String shown(Literal literal) {
    if (literal instanceof Literal.IntegerLiteral integer) {
      return integer.value().toString();
    } else if (literal instanceof Literal.FloatLiteral real) {
      return String.valueOf(real.value());
    } else if (literal instanceof Literal.BooleanLiteral bool) {
      return String.valueOf(bool.value());
    } else if (literal instanceof Literal.CharLiteral character) {
      return String.valueOf(character.value());
    } else if (literal instanceof Literal.EnumLiteral named) {
      return named.value().name();
    }
    return ((Literal.TextLiteral) literal).value();
  }
}
