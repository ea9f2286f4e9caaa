// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  private final Units units = new Units(Glyphs.of(StandardCharsets.US_ASCII));

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "999.9, 1.0 us",
    "53200, 53.2 us",
    "123456, 123 us",
    "99960, 100 us",
    "15000000, 15.0 ms",
    "61e9, 61.0 s"
  })
  void durationsHaveThreeDigitsOrSo(double nanos, String text) {
    assertThat(units.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KiB", "17179869184, 16.0 GiB"})
  void bytesHaveBinaryUnits(double bytes, String text) {
    assertThat(units.bytes(bytes)).isEqualTo(text);
  }

  @Test
  void longTimesAreInHours() {
    assertThat(units.clock(59.9)).isEqualTo("0:59");
    assertThat(units.clock(3599)).isEqualTo("59:59");
    assertThat(units.clock(3660)).isEqualTo("1:01 h");
  }

  @ParameterizedTest
  @CsvSource({"24 80, 24, 80", "50 132, 50, 132", "0 0, 24, 80", "'', 24, 80", "x y, 24, 80"})
  void sizeThatIsNoneIsTheUsualOne(String text, int lines, int columns) {
    assertThat(TerminalSize.parse(text)).isEqualTo(new TerminalSize(lines, columns));
  }
}
