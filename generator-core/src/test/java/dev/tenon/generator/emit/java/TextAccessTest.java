// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.generator.testing.Flyweight;
import dev.tenon.generator.testing.GeneratedJava;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text in fixed room: never cut, never silently changed. */
class TextAccessTest {

  private static final GeneratedJava JAVA =
      GeneratedJava.ofText(
          """
          structs:
            Texts:
              fields:
                before: u8
                name: char[8]
                open: {type: 'char[4]', terminated: false}
                lines: char[3][5]
                nothing: char[1]
          """);

  private final Flyweight texts = JAVA.allocate("Texts", Arena.ofAuto());

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1234567", "äöü", "€€", "😀abc", "\ufffd"})
  void textReadsAsWritten(String text) {
    texts.call("name", "xxxxxxx");
    texts.call("name", text);
    assertThat(texts.call("name")).isEqualTo(text);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    byte[] field = ((MemorySegment) texts.call("asSegment")).asSlice(1, 8).toArray(JAVA_BYTE);
    assertThat(field).isEqualTo(Arrays.copyOf(utf8, 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678", "ääää", "€€€", "😀😀"})
  void textThatDoesNotFitIsRefusedWhole(String text) {
    texts.call("name", "before");
    assertThatThrownBy(() -> texts.call("name", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Texts.name: ")
        .hasMessageEndingWith(" bytes of UTF-8 do not fit, at most 7 do");
    assertThat(texts.call("name")).isEqualTo("before");
  }

  @Test
  void unterminatedTextUsesEveryByte() {
    texts.call("open", "ABCD");
    assertThat(texts.call("open")).isEqualTo("ABCD");
    assertThat(texts.call("lines", 0)).isEqualTo("");
    assertThatThrownBy(() -> texts.call("open", "ABCDE"))
        .hasMessage("Texts.open: 5 bytes of UTF-8 do not fit, at most 4 do");
  }

  @Test
  void textWithoutTerminatorInMemoryEndsWithItsField() {
    ((MemorySegment) texts.call("asSegment")).fill((byte) 'x');
    assertThat(texts.call("name")).isEqualTo("xxxxxxxx");
    assertThat(texts.call("lines", 2)).isEqualTo("xxxxx");
  }

  @Test
  void bytesThatAreNotTextReadAsReplacementCharacters() {
    ((MemorySegment) texts.call("asSegment")).set(JAVA_BYTE, 1, (byte) 0xFF);
    assertThat(texts.call("name")).isEqualTo("\ufffd");
  }

  @Test
  void whatCannotBeWrittenUnchangedIsRefused() {
    assertThatThrownBy(() -> texts.call("name", "a\ud83d"))
        .hasMessage("Texts.name: unpaired surrogate at index 1");
    assertThatThrownBy(() -> texts.call("name", "\ude00"))
        .hasMessage("Texts.name: unpaired surrogate at index 0");
    assertThatThrownBy(() -> texts.call("name", "a\0b"))
        .hasMessage("Texts.name: NUL at index 1 would end the text");
  }

  @Test
  void stringsInArrayAreApart() {
    texts.call("lines", 0, "abcd");
    texts.call("lines", 2, "ef");
    assertThat(texts.call("lines", 0)).isEqualTo("abcd");
    assertThat(texts.call("lines", 1)).isEqualTo("");
    assertThat(texts.call("lines", 2)).isEqualTo("ef");
    assertThatThrownBy(() -> texts.call("lines", 3, "x"))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> texts.call("lines", 0, "abcde"))
        .hasMessage("Texts.lines: 5 bytes of UTF-8 do not fit, at most 4 do");
  }

  @Test
  void roomForTerminatorAloneTakesOnlyEmptyText() {
    texts.call("nothing", "");
    assertThatThrownBy(() -> texts.call("nothing", "x"))
        .hasMessage("Texts.nothing: 1 bytes of UTF-8 do not fit, at most 0 do");
  }
}
