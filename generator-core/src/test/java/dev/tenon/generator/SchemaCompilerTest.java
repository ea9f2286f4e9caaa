// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.generator.contract.CanonicalLayout;
import dev.tenon.generator.schema.Field;
import dev.tenon.generator.schema.Literal;
import dev.tenon.generator.schema.StructType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaCompilerTest {

  private static final Path MARKET = Path.of("src/test/resources/schemas/market.tenon.yaml");
  private static final Path FORMAT = Path.of("../runtime/src/main/tenon/tenon_format.tenon.yaml");

  @Test
  void readsEverythingThatTheMarketExampleUses() {
    CompiledSchema market = SchemaCompiler.compile(MARKET);

    assertThat(market.warnings()).isEmpty();
    assertThat(CanonicalLayout.of(market.schema(), market.layouts()).text())
        .contains("MarketFeed.quotes queue capacity 1048576 align 8 of Quote Trade\n")
        .contains("Quote struct size 240 align 8 id 1\n")
        .contains("Quote.names char[2][8] offset 216 size 16\n")
        .contains("FeedStatus.subscribers u32 atomic offset 64 size 4\n")
        .contains("Permissions.TOP bit 63\n");
  }

  @Test
  void keepsDefaultsExact() {
    CompiledSchema market = SchemaCompiler.compile(MARKET);

    assertThat(defaultOf(market, "Order", "largest").toString()).contains("18446744073709551615");
    assertThat(defaultOf(market, "Order", "offset").toString()).contains("-9223372036854775808");
    assertThat(defaultOf(market, "Order", "limit"))
        .isEqualTo(new Literal.FloatLiteral(Double.NEGATIVE_INFINITY));
    assertThat(defaultOf(market, "Quote", "tag")).isEqualTo(new Literal.TextLiteral("ABCD"));
    assertThat(defaultOf(market, "Quote", "flags").toString()).contains("value=5");
  }

  @Test
  void eventsOfOneProcessMayHoldStructsThatGrew() {
    CompiledSchema compiled =
        SchemaCompiler.compile(
            "market.tenon.yaml",
            """
            tenon: 1
            schema: market
            version: 2
            java: {package: com.example.market}
            c: {prefix: mkt}
            structs:
              Quote: {fields: {price: f64, venue: {type: u64, since: 2}}}
            callbacks:
              OnQuote: {params: {quote: const Quote*, at: u64}, batch: 8}
            """);

    assertThat(compiled.warnings()).isEmpty();
  }

  @Test
  void readsTheSharedMemoryFormat() {
    CompiledSchema format = SchemaCompiler.compile(FORMAT);

    assertThat(format.warnings()).isEmpty();
    assertThat(CanonicalLayout.of(format.schema(), format.layouts()).text())
        .contains("RegionHeader struct size 4480 align 128\n")
        .contains("RegionHeader.participants Participant[64] offset 384 size 4096\n");
  }

  private static Literal defaultOf(CompiledSchema compiled, String struct, String field) {
    StructType type =
        compiled.schema().structs().stream()
            .filter(s -> s.name().equals(struct))
            .findFirst()
            .orElseThrow();
    return type.fields().stream()
        .filter(f -> f.name().equals(field))
        .findFirst()
        .flatMap(Field::defaultValue)
        .orElseThrow();
  }
}
