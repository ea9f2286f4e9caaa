// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.format.RegionHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Layout texts whose history is not what the generator writes: a mismatch, never another exception,
 * a hang or a region that is joined all the same.
 */
@Timeout(900)
class LayoutHistoryTest {
  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 100_000 : 1_000;
  private static final String TEXT = Versions.text(3, UnaryOperator.identity());
  private static final String FIRST_HASH = TEXT.split("compatible 1 ")[1].substring(0, 64);

  @TempDir private Path directory;

  private Path file;
  private RegionAddress address;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("feed");
    address = RegionAddress.file(file);
  }

  @Test
  void untouchedTextIsJoined() {
    assertThat(joins(TEXT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "current 1\n",
        "current 2\n",
        "current 0\n",
        "current 03\n",
        "current +3\n",
        "current -1\n",
        "current 3 \n",
        "current  3\n",
        "current\n",
        "current \n",
        "current three\n",
        "current \u0663\n",
        "current 65536\n",
        "current 99999999999999999999\n",
        "current 3\r\n",
        "Current 3\n",
        "current 3\ncurrent 3\n",
        "current 3\n\n",
        "\ncurrent 3\n",
        ""
      })
  void malformedCurrentVersionIsAMismatch(String line) {
    assertThat(joins(TEXT.replace("current 3\n", line))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compatible 0 ",
        "compatible 01 ",
        "compatible 2 ",
        "compatible 3 ",
        "compatible 4 ",
        "compatible -1 ",
        "compatible ",
        "compatible1 ",
        "compatible  1 ",
        "compatible 1  ",
        "compatible 1 0",
        "compatible 1",
        "compatible 1\n",
        "compatible x ",
        "compatible 65537 ",
        "compatible 4294967297 ",
        "COMPATIBLE 1 ",
        "incompatible 1 ",
        " compatible 1 "
      })
  void malformedEarlierVersionIsAMismatch(String start) {
    assertThat(joins(TEXT.replace("compatible 1 ", start))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "compatible 1 %1$s0\n",
        "compatible 1 0%1$s\n",
        "compatible 1 %1$.63s\n",
        "compatible 1 %1$.63sg\n",
        "compatible 1 %1$.63sA\n",
        "compatible 1 %1$.63s\u0661\n",
        "compatible 1 %1$s \n",
        "compatible 1 %1$s\ncompatible 1 %1$s\n"
      })
  void malformedHashIsAMismatch(String line) {
    String right = "compatible 1 " + FIRST_HASH + "\n";
    assertThat(TEXT).contains(right);
    assertThat(joins(TEXT.replace(right, line.formatted(FIRST_HASH)))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "region MarketFeed\\n, ''",
    "region MarketFeed\\n, banana 7\\nregion MarketFeed\\n",
    "region MarketFeed\\n, region MarketFeed\\ncurrent 3\\n",
    "region MarketFeed\\n, region MarketFeed\\ncompatible 1 00\\n",
    "tenon-layout 1\\n, tenon-layout 2\\n",
    "tenon-layout 1\\n, ''",
    "schema market\\n, ''"
  })
  void historyAtAnotherPlaceIsAMismatch(String from, String to) {
    String changed = TEXT.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"));
    assertThat(changed).isNotEqualTo(TEXT);
    assertThat(joins(changed)).isFalse();
  }

  @Test
  void textWithoutItsEndIsAMismatch() {
    int facts = TEXT.indexOf("region ");
    for (int cut = 0; cut < TEXT.length(); cut++) {
      boolean endsWell = cut > facts && TEXT.charAt(cut - 1) == '\n';
      assertThat(joins(TEXT.substring(0, cut))).as("cut at %d", cut).isEqualTo(endsWell);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "current 2\ncompatible 1 %064d\n",
        "current 3\ncompatible 2 %064d\n",
        "current 1\n",
        "compatible 1\n"
      })
  void historyThatAnOlderRegionCannotHaveIsAMismatch(String lines) {
    String text = Versions.text(1, UnaryOperator.identity());
    assertThat(joins(text, 1, 3)).isTrue();
    String more = text.replace("schema market\n", "schema market\n" + lines.formatted(0));
    assertThat(joins(more, 1, 3)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomChangesAreAMismatchOrHarmless(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] original = TEXT.getBytes(StandardCharsets.UTF_8);
    int head = 250;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] text = original.clone();
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        int at = random.nextInt(head);
        if (random.nextBoolean()) {
          text[at] = (byte) "\n 0123456789abcdef".charAt(random.nextInt(18));
        } else if (random.nextBoolean()) {
          text[at] = (byte) random.nextInt();
        } else {
          System.arraycopy(original, random.nextInt(head), text, at, random.nextInt(90));
        }
      }
      refused += joins(text, 3, 1 + round % 2) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(ROUNDS / 4);
  }

  /** Each ends in a moment: no work or memory follows from lines that nobody knows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "%x\n",
        "%x offset \n",
        "Quote.price f64 offset 0 size 8\n",
        "current %d\n",
        "compatible %d 0000000000000000000000000000000000000000000000000000000000000000\n"
      })
  void millionsOfLinesEnd(String line) {
    int size = 16 << 20;
    StringBuilder text = new StringBuilder("tenon-layout 1\nschema market\ncurrent 65535\n");
    for (int number = 1; text.length() < size; number++) {
      text.append(line.contains("%") ? line.formatted(number) : line);
    }
    text.setLength(size);
    RegionDescriptor creator =
        Versions.described(3, text.toString()).layoutHash("0".repeat(64)).build();
    try (Region created = Region.create(address, creator)) {
      assertThat(created.isOpen()).isTrue();
      assertThatThrownBy(() -> Region.attach(address, Versions.descriptor(1)))
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessageContaining("has no FeedStatus.sequence");
    }
  }

  private boolean joins(String text) {
    return joins(text, 3, 1);
  }

  private boolean joins(String text, int creators, int joining) {
    return joins(text.getBytes(StandardCharsets.UTF_8), creators, joining);
  }

  /** Tells if a program joins the region of an older or newer one that has that text. */
  private boolean joins(byte[] text, int creators, int joining) {
    String hash = Versions.sha256(Versions.text(creators, UnaryOperator.identity()));
    String room = "\n".repeat(2000);
    RegionBytes bytes =
        RegionBytes.created(directory, Versions.described(creators, room).layoutHash(hash).build());
    long offset = bytes.getLong(RegionHeader.LAYOUT_TEXT_OFFSET_OFFSET);
    for (int i = 0; i < text.length; i++) {
      bytes.setByte(offset + i, text[i]);
    }
    bytes.setLong(RegionHeader.LAYOUT_TEXT_SIZE_OFFSET, text.length);
    bytes.writeTo(file);
    try (Region region = Region.attach(address, Versions.descriptor(joining))) {
      return region.isOpen();
    } catch (SchemaMismatchException e) {
      assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl);
      return false;
    } finally {
      file.toFile().delete();
    }
  }
}
