// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Description texts are of other programs: any bytes. */
class DescriptionTest {
  private static final Set<String> KEYS = Set.of("Feed", "Feed.quotes");

  @Test
  void findsTheDocumentationOfWhatIsAsked() {
    assertThat(
            docs(
                """
                tenon-description 1
                Feed doc All prices.
                Feed.quotes unit EUR
                Feed.quotes doc As they come.
                Feed.orders doc Not asked for.
                Feed doc A second one does not count.
                """))
        .isEqualTo(Map.of("Feed", "All prices.", "Feed.quotes", "As they come."));
  }

  @Test
  void theLastLineNeedsNoEnd() {
    assertThat(docs("tenon-description 1\nFeed doc All.")).isEqualTo(Map.of("Feed", "All."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tenon-description 1",
        "tenon-description 2\nFeed doc All.\n",
        "Feed doc All.\n",
        "tenon-description 1\nFeed\nFeed doc\nFeed  doc x\n doc x\n\n \n",
        "tenon-description 1\nFeed unit doc\nFeed docs All.\n"
      })
  void aTextOfAnotherFormHasNone(String text) {
    assertThat(docs(text)).isEmpty();
  }

  @Test
  void controlCharactersAndBytesThatAreNoTextBecomeQuestionMarks() {
    byte[] text =
        "tenon-description 1\nFeed doc a\u001b[0m\u00ffb\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Description.docs(text, KEYS)).isEqualTo(Map.of("Feed", "a?[0m?b"));
  }

  @Test
  void anyBytesAreRead() {
    byte[] good =
        "tenon-description 1\nFeed doc All.\nFeed.quotes doc A few.\n"
            .getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(7);
    int found = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] text = good.clone();
      for (int left = random.nextInt(1, 6); left > 0; left--) {
        text[random.nextInt(text.length)] = (byte) "\n d\0F.\u00ff".charAt(random.nextInt(7));
      }
      Map<String, String> docs = Description.docs(text, KEYS);
      assertThat(KEYS).containsAll(docs.keySet());
      found += docs.size();
    }
    assertThat(found).isPositive();
  }

  private static Map<String, String> docs(String text) {
    return Description.docs(text.getBytes(StandardCharsets.UTF_8), KEYS);
  }
}
