// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void withoutOptionsTheRunHasNoLimit() {
    Options options = Options.parse(List.of());

    assertThat(options.limit()).isEmpty();
    assertThat(options.rate()).isEqualTo(100);
    assertThat(options.region()).matches("[A-Za-z0-9._-]+");
  }

  @Test
  void optionsAreRead() {
    Options options =
        Options.parse(List.of("--rate", "2000", "--seconds", "1.5", "--region", "mine"));

    assertThat(options.rate()).isEqualTo(2000);
    assertThat(options.limit()).contains(Duration.ofMillis(1500));
    assertThat(options.region()).isEqualTo("mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rate", "--rate 0", "--rate 10001", "--rate x", "--seconds -1", "-h"})
  void errorsAreNamed(String line) {
    List<String> arguments = List.of(line.split(" "));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(arguments))
        .withMessageContaining(arguments.getFirst());
  }
}
