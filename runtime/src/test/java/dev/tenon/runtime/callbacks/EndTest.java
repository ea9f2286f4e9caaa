// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java ends as it should while threads of C that are new to it call it all the time. */
@Timeout(900)
class EndTest {

  private static final int ROUNDS = Boolean.getBoolean("tenon.long") ? 300 : 12;

  @ParameterizedTest
  @CsvSource({
    "events, listener, main",
    "events, listener, exit",
    "services, export, main",
    "services, export, exit"
  })
  void newThreadsCallUntilTheEnd(String library, String called, String end) {
    for (int round = 0; round < ROUNDS; round++) {
      try (ChildJvm child = ChildJvm.start(EndMain.class, CBuild.library(library), called, end)) {
        child.expect("called");
        assertThat(child.exitCode()).as(child.errors()).isZero();
      }
    }
  }
}
