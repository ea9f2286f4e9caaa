// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CanonicalAbiTest {

  private static final Path CALLBACKS = Path.of("src/test/resources/schemas/callbacks.tenon.yaml");

  private static final String HEADER =
      """
      tenon: 1
      schema: feed
      version: 1
      java: {package: com.example.feed}
      c: {prefix: feed}
      """;

  @Test
  void everySignatureIsALineThatBeginsWithItsName() {
    assertThat(text(SchemaCompiler.compile(CALLBACKS)))
        .startsWith("tenon-abi 1\nschema callbacks\nFeed handle release feed_close\n")
        .contains("\nSession handle\n")
        .contains("\nOnQuote callback (const Quote* quote, u64 sequence) -> i32 threads any\n")
        .contains("\nOnTrade callback (const OnTradeEvent[count] events, u32 count) -> void")
        .contains("\nOnState callback (bool connected, string reason) -> void threads same\n")
        .contains("\nfeed_start function (Feed feed, string optional symbol, u32 depth) -> i32\n")
        .contains("\nfeed_open function (string name) -> Feed optional\n")
        .contains("\nfeed_watch function (Feed feed, OnQuote kept watcher) -> void\n")
        .contains("\nprice_of export (const Quote* quote) -> f64\n")
        .contains("\nmemory_at function (void* address) -> u8\n");
  }

  @Test
  void layoutOfWhatSignaturesReachFollowsAndOfNothingElse() {
    String text =
        text(
            """
            enums:
              Side: {type: u8, values: {BUY: 1}}
              Unused: {type: u8, values: {ONE: 1}}
            structs:
              Inner: {fields: {side: Side}}
              Outer: {fields: {inner: 'Inner[2]'}}
              Lonely: {fields: {x: i32}}
            functions:
              open: {params: {outer: const Outer*}}
            """);

    assertThat(text)
        .isEqualTo(
            """
            tenon-abi 1
            schema feed
            open function (const Outer* outer) -> void
            Side enum u8
            Side.BUY = 1
            Inner struct size 1 align 1
            Inner.side Side offset 0 size 1
            Outer struct size 2 align 1
            Outer.inner Inner[2] offset 0 size 2
            """);
  }

  @Test
  void whatCallersNeedNotAgreeOnIsNotInIt() {
    assertThat(
            text(
                """
                callbacks:
                  OnTick: {params: {at: i64}, returns: i32, on_error: -1, listeners: 3}
                functions:
                  beat: {doc: Beats., returns: u8, errno: true, blocking: true}
                """))
        .isEqualTo(
            text(
                """
                callbacks:
                  OnTick: {doc: A tick., params: {at: i64}, returns: i32, on_error: 7}
                functions:
                  beat: {returns: u8, critical: true}
                """));
  }

  @Test
  void textIsTheSameWithEveryDefaultLocale() {
    Locale before = Locale.getDefault();
    try {
      String text = text("structs:\n  P: {fields: {x: i64}}\nfunctions:\n  f: {returns: P}\n");
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(text("structs:\n  P: {fields: {x: i64}}\nfunctions:\n  f: {returns: P}\n"))
          .isEqualTo(text);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String text(String declarations) {
    return text(SchemaCompiler.compile("feed.tenon.yaml", HEADER + declarations));
  }

  private static String text(CompiledSchema compiled) {
    return CanonicalAbi.of(compiled.schema(), compiled.layouts()).text();
  }
}
