// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.CompiledSchema;
import dev.tenon.generator.SchemaCompiler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTextTest {

  private static final String HEADER =
      """
      tenon: 1
      schema: market
      version: 2
      java: {package: com.example.market}
      c: {prefix: mkt}
      """;

  private static final String SCHEMA =
      HEADER
          + """
          enums:
            Side:
              type: u8
              doc: Which way. Never both.
              values:
                BUY: {value: 1, doc: Pays.}
                SELL: 2
          flags:
            Marks: {type: u16, doc: Of a quote., bits: {FIRM: {bit: 0, doc: It binds.}, OLD: 1}}
          unions:
            Body: {doc: One of two., arms: {word: {type: u32, unit: kB}, half: u16}}
          structs:
            Quote:
              id: 1
              doc: |
                Best price of one
                instrument. Not the last one.
              fields:
                side: Side
                marks: Marks
                body: Body
                price: {type: f64, unit: EUR, doc: Per piece.}
                at: {type: timestamp_ns, doc: When it was made.}
                cost: {type: decimal, exponent: -2, unit: EUR}
                waits: {type: 'duration_ns[2]'}
                state:
                  type: u8
                  bits: {low: {bits: 0..3, doc: The lower half.}}
                venue: {type: u16, deprecated: Use 'market'., doc: Where.}
                market: {type: u16, since: 2}
            Unsent: {doc: In no region., fields: {x: {type: u8, unit: none}}}
          regions:
            Feed:
              doc: Prices for all.
              contents:
                quotes: {queue: [Quote], capacity: 64KiB, doc: 'As they come, e.g. at night.'}
          """;

  private static final String EXPECTED =
      """
      tenon-description 1
      Feed doc Prices for all.
      Feed.quotes doc As they come, e.g. at night.
      Side doc Which way.
      Side.BUY doc Pays.
      Marks doc Of a quote.
      Marks.FIRM doc It binds.
      Body doc One of two.
      Body.word unit kB
      Quote doc Best price of one instrument.
      Quote.price unit EUR
      Quote.price doc Per piece.
      Quote.at semantic timestamp_ns
      Quote.at doc When it was made.
      Quote.cost unit EUR
      Quote.cost semantic decimal(-2)
      Quote.waits semantic duration_ns
      Quote.state.low doc The lower half.
      Quote.venue deprecated Use 'market'.
      Quote.venue doc Where.
      """;

  @Test
  void saysWhatTheSchemaSaysOfWhatTheRegionReaches() {
    assertThat(describe(SCHEMA, DescriptionText.MAX_BYTES)).isEqualTo(EXPECTED);
  }

  @Test
  void isKeyedByNamesOfTheLayoutText() {
    CompiledSchema compiled = compile(SCHEMA);
    List<String> keys =
        CanonicalLayout.of(
                compiled.schema(), compiled.schema().regions().get(0), compiled.layouts())
            .text()
            .lines()
            .map(line -> line.startsWith("region ") ? line.substring(7) : line.split(" ")[0])
            .toList();

    assertThat(EXPECTED.lines().skip(1).map(line -> line.split(" ")[0])).allMatch(keys::contains);
  }

  @Test
  void aRegionOfWhichNothingIsSaidHasNone() {
    assertThat(
            describe(
                HEADER
                    + """
                    structs: {S: {fields: {x: u8}}}
                    regions: {R: {contents: {s: S}}}
                    """,
                DescriptionText.MAX_BYTES))
        .isEmpty();
  }

  @Test
  void doesNotChangeTheLayoutHash() {
    assertThat(hash(SCHEMA)).isEqualTo(hash(SCHEMA.replace("EUR", "USD").replace("Pays", "Buys")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One. Two.|One.",
        "One, e.g. this. Two.|One, e.g. this.",
        "Version 1.2 of it. Two|Version 1.2 of it.",
        "Is it? Yes.|Is it?",
        "He said 'no.' Then he left.|He said 'no.'",
        "No end|No end",
        "At 5. 6 follows|At 5.",
        "一。二。|一。",
      })
  void firstSentenceEndsBeforeWhatBeginsAnother(String doc, String sentence) {
    assertThat(DescriptionText.firstSentence(doc)).isEqualTo(sentence);
  }

  @Test
  void firstSentenceEndsWithItsParagraphAndIsOneLine() {
    assertThat(DescriptionText.firstSentence("  one\n  two\tthree \n \n four."))
        .isEqualTo("one two three");
  }

  @Test
  void withTooLittleRoomItLosesDocumentationFromTheEndAndThenOtherLines() {
    for (int room = 0; room <= EXPECTED.length(); room++) {
      String text = describe(SCHEMA, room);
      assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(room);
      List<String> docs = lines(text, true);
      List<String> others = lines(text, false);
      assertThat(text).isEqualTo(text.isEmpty() ? "" : merged(docs.size(), others.size()));
      if (!docs.isEmpty()) {
        assertThat(others).as("room for %d", room).isEqualTo(lines(EXPECTED, false));
      }
    }
    int noDocs =
        "tenon-description 1\n".length()
            + lines(EXPECTED, false).stream().mapToInt(line -> line.length() + 1).sum();
    assertThat(lines(describe(SCHEMA, noDocs), false)).isEqualTo(lines(EXPECTED, false));
    assertThat(describe(SCHEMA, EXPECTED.length())).isEqualTo(EXPECTED);
  }

  /** The first lines of each kind, in the order of the whole text. */
  private static String merged(int docs, int others) {
    List<String> kept = new ArrayList<>(lines(EXPECTED, true).subList(0, docs));
    kept.addAll(lines(EXPECTED, false).subList(0, others));
    return EXPECTED
        .lines()
        .filter(line -> line.startsWith("tenon-description") || kept.contains(line))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> lines(String text, boolean docs) {
    return text.lines().skip(1).filter(line -> line.contains(" doc ") == docs).toList();
  }

  private static String describe(String schema, int room) {
    CompiledSchema compiled = compile(schema);
    return DescriptionText.of(
        compiled.schema(), compiled.schema().regions().get(0), compiled.layouts(), room);
  }

  private static String hash(String schema) {
    CompiledSchema compiled = compile(schema);
    return CanonicalLayout.of(compiled.schema(), compiled.layouts()).hashHex();
  }

  private static CompiledSchema compile(String schema) {
    return SchemaCompiler.compile("market.tenon.yaml", schema);
  }
}
