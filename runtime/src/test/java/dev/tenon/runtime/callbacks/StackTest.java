// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Too small a stack costs the call, never the process. JVMs of their own, because the alternative
 * is that the JVM ends.
 */
@Timeout(600)
class StackTest {

  private static ChildJvm start(String mode, long stack, long used) {
    return ChildJvm.start(
        List.of(ChildJvm.NATIVE_ACCESS, mode, "-XX:-CreateCoredumpOnCrash"),
        StackMain.class,
        CBuild.library("events"),
        stack,
        used);
  }

  @ParameterizedTest
  @CsvSource({
    "-Xmixed, 16384, 0, 0 true",
    "-Xmixed, 32768, 0, 0 true",
    "-Xint, 65536, 0, 0 true",
    "-Xmixed, 98304, 0, 0 true",
    "-Xmixed, 131072, 0, 3 false",
    "-Xint, 131072, 0, 3 false",
    "-Xmixed, 262144, 180000, 0 true",
    "-Xint, 1048576, 1000000, 0 true",
    "-Xmixed, 1048576, 100000, 3 false",
  })
  void threadOfCWithTooLittleStackIsAnsweredWithoutJava(
      String mode, long stack, long used, String outcome) {
    try (ChildJvm child = start(mode, stack, used)) {
      child.expect(outcome);
      assertThat(child.exitCode()).as(child.errors()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1000, 20_000, 60_000, 99_000})
  void recursionWithLargeFramesOfCEnds(long used) {
    for (String mode : List.of("-Xmixed", "-Xint")) {
      try (ChildJvm child = start(mode, 0, used)) {
        child.expect("ended");
        assertThat(child.exitCode()).as(child.errors()).isZero();
      }
    }
  }
}
