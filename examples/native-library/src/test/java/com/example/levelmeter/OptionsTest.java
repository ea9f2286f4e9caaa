// SPDX-License-Identifier: Apache-2.0
package com.example.levelmeter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  @Test
  void measuresFiveSecondsUnlessToldOtherwise() {
    assertThat(Options.parse(List.of()).duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(Options.parse(List.of("--seconds", "0.5")).duration())
        .isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--seconds", "--seconds x", "--seconds 0", "--break-after NaN", "--up 1"})
  void whatMakesNoSenseIsRefusedByName(String commandLine) {
    List<String> arguments = List.of(commandLine.split(" "));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(arguments))
        .withMessageContaining(arguments.getFirst());
  }
}
