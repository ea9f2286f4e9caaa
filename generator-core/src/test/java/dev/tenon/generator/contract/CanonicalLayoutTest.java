// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalLayoutTest {

  private static final String SCHEMA =
      """
      tenon: 1
      schema: market
      version: 1
      doc: First words.
      java: {package: com.example.market}
      c: {prefix: mkt}
      constants:
        DEPTH: {type: u32, value: 10}
      enums:
        Side: {type: u8, values: {BUY: 1, SELL: 2}}
      flags:
        QuoteFlags: {type: u16, bits: {FIRM: 0, STALE: 1}}
      structs:
        Level:
          fields: {price: f64, quantity: u32}
        Quote:
          id: 1
          fields:
            symbol: char[16]
            side: Side
            flags: QuoteFlags
            sequence: {type: u64, doc: Per instrument., unit: messages, default: 1}
            bids: Level[DEPTH]
        Unsent:
          fields:
            heartbeat: {type: u64, atomic: true}
      regions:
        MarketFeed:
          contents:
            quotes: {queue: [Quote], capacity: 64KiB}
      """;

  private static LayoutText layout(String schema) {
    CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", schema);
    return CanonicalLayout.of(compiled.schema(), compiled.layouts());
  }

  @Test
  void theTextNamesEveryFactOnce() {
    assertThat(layout(SCHEMA).text())
        .isEqualTo(
            """
            tenon-layout 1
            schema market
            region MarketFeed
            MarketFeed.quotes queue capacity 65536 align 8 of Quote
            Side enum u8
            Side.BUY = 1
            Side.SELL = 2
            QuoteFlags flags u16
            QuoteFlags.FIRM bit 0
            QuoteFlags.STALE bit 1
            Level struct size 16 align 8
            Level.price f64 offset 0 size 8
            Level.quantity u32 offset 8 size 4
            Quote struct size 192 align 8 id 1
            Quote.symbol char[16] offset 0 size 16
            Quote.side Side offset 16 size 1
            Quote.flags QuoteFlags offset 18 size 2
            Quote.sequence u64 offset 24 size 8
            Quote.bids Level[10] offset 32 size 160
            Unsent struct size 8 align 8
            Unsent.heartbeat u64 atomic offset 0 size 8
            """);
  }

  @Test
  void keysAreUniqueSoThatADifferenceHasOneName() {
    List<String> keys =
        layout(SCHEMA).text().lines().skip(1).map(line -> line.split(" ")[0]).toList();

    assertThat(keys).doesNotHaveDuplicates();
  }

  @Test
  void aRegionsTextHoldsOnlyWhatTheRegionReaches() {
    CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", SCHEMA);

    String text =
        CanonicalLayout.of(
                compiled.schema(), compiled.schema().regions().get(0), compiled.layouts())
            .text();

    assertThat(text).contains("Level.price").doesNotContain("Unsent");
  }

  @Test
  void theHashIsSha256OfTheText() {
    assertThat(new LayoutText("abc").hashHex())
        .as("the example of FIPS 180-4, appendix B.1 of its 2002 edition")
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(new LayoutText("abc").shortHash()).isEqualTo("ba7816bf8f01cfea");
  }

  @ParameterizedTest
  @CsvSource({
    "doc: First words.,doc: Other words.",
    "version: 1,version: 2",
    "doc: Per instrument.,doc: Per feed.",
    "unit: messages,unit: quotes",
    "default: 1,default: 2",
    "prefix: mkt,prefix: other",
  })
  void whatMovesNoByteDoesNotChangeTheHash(String from, String to) {
    assertThat(SCHEMA).contains(from);
    assertThat(layout(SCHEMA.replaceFirst(from, to)).hashHex()).isEqualTo(layout(SCHEMA).hashHex());
  }

  @Test
  void whatCameToATypeBeforeTheTypeCameIsNoChange() {
    CompiledSchema compiled =
        SchemaCompiler.compile(
            "market.tenon.yaml",
            """
            tenon: 1
            schema: market
            version: 3
            java: {package: com.example.market}
            c: {prefix: mkt}
            structs:
              Level: {fields: {price: f64, orders: u32, hidden: {type: u32, since: 2}}}
              Quote: {fields: {price: f64, level: {type: Level, since: 3}}}
            """);

    assertThat(
            CanonicalLayout.history(
                    compiled.schema(), compiled.schema().structs().get(1), compiled.layouts())
                .keySet())
        .containsExactly(1, 3);
  }

  @Test
  void theTextOfAVersionLeavesOutWhatLaterVersionsAppendedToARegion() {
    String second =
        SCHEMA.replace("version: 1", "version: 2")
            + "      unsent: {struct: Unsent, since: 2}\n"
            + "      orders: {queue: [Quote], capacity: 1KiB, since: 2}\n";
    String third =
        second.replace("version: 2", "version: 3") + "      best: {struct: Level, since: 3}\n";

    assertThat(regionTexts(third).get(1)).isEqualTo(regionTexts(SCHEMA).get(1));
    assertThat(regionTexts(third).get(2)).isEqualTo(regionTexts(second).get(2));
    assertThat(regionTexts(third)).containsOnlyKeys(1, 2, 3);
    assertThat(regionTexts(third).get(3).text())
        .contains(
            "current 3\ncompatible 1 " + regionTexts(SCHEMA).get(1).hashHex(),
            "MarketFeed.quotes queue capacity 65536 align 8 of Quote\n"
                + "MarketFeed.unsent struct Unsent size 8 align 8\n"
                + "MarketFeed.orders queue capacity 1024 align 8 of Quote\n"
                + "MarketFeed.best struct Level size 16 align 8\n");
  }

  private static SortedMap<Integer, LayoutText> regionTexts(String schema) {
    CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", schema);
    return CanonicalLayout.history(
        compiled.schema(), compiled.schema().regions().get(0), compiled.layouts());
  }

  @Test
  void bytesThatWereReservedLaterAreAChangeOfTheirVersion() {
    String grown =
        SCHEMA
            .replace("version: 1", "version: 3")
            .replace(
                "{type: u64, atomic: true}",
                "{type: u64, atomic: true}\n      spare: {reserved: 8, since: 3}");
    CompiledSchema compiled = SchemaCompiler.compile("market.tenon.yaml", grown);

    assertThat(CanonicalLayout.history(compiled.schema(), compiled.layouts()))
        .containsOnlyKeys(1, 3)
        .satisfies(texts -> assertThat(texts.get(1).hashHex()).isEqualTo(layout(SCHEMA).hashHex()));
  }

  @ParameterizedTest
  @CsvSource({
    "'symbol: char[16]','symbol: char[24]'",
    "'BUY: 1','BUY: 3'",
    "'FIRM: 0','FIRM: 5'",
    "'value: 10','value: 9'",
    "'id: 1','id: 2'",
    "'quantity: u32','quantity: i32'",
    "'price: f64','price: u64'",
    "'atomic: true','atomic: false'",
    "'capacity: 64KiB','capacity: 128KiB'",
    "'side: Side','edge: Side'",
  })
  void whatChangesTheMeaningOfAByteChangesTheHash(String from, String to) {
    assertThat(SCHEMA).contains(from);
    assertThat(layout(SCHEMA.replace(from, to)).hashHex()).isNotEqualTo(layout(SCHEMA).hashHex());
  }
}
