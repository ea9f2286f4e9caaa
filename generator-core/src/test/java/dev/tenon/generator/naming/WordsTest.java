// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "QuoteFlags, quote_flags, QuoteFlags, quoteFlags, QUOTE_FLAGS",
    "quote_flags, quote_flags, QuoteFlags, quoteFlags, QUOTE_FLAGS",
    "QUOTE_FLAGS, quote_flags, QuoteFlags, quoteFlags, QUOTE_FLAGS",
    "HTTPServer, http_server, HttpServer, httpServer, HTTP_SERVER",
    "level2Depth, level2_depth, Level2Depth, level2Depth, LEVEL2_DEPTH",
    "L2Book, l2_book, L2Book, l2Book, L2_BOOK",
    "__a__b_, a_b, AB, aB, A_B",
    "x, x, X, x, X",
    "X, x, X, x, X",
    "u8, u8, U8, u8, U8",
  })
  void everySpellingIsMadeOfTheSameWords(
      String identifier, String snake, String pascal, String camel, String upperSnake) {
    assertThat(Words.snake(identifier)).isEqualTo(snake);
    assertThat(Words.pascal(identifier)).isEqualTo(pascal);
    assertThat(Words.camel(identifier)).isEqualTo(camel);
    assertThat(Words.upperSnake(identifier)).isEqualTo(upperSnake);
  }

  @Test
  void underscoresAloneHaveNoWords() {
    assertThat(Words.split("___")).isEqualTo(List.of());
    assertThat(Words.camel("_")).isEmpty();
  }
}
