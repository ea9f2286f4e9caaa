// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing is left of things used and given back a hundred thousand times, in five rounds. */
@Timeout(900)
class LeakTest {

  private static final int FACTOR = Boolean.getBoolean("tenon.long") ? 10 : 1;

  /** Less than a pointer for each time, and more than the JVM breathes by itself. */
  private static final long BYTES_EACH = 4;

  private static final long BREATH = 64 << 10;

  @ParameterizedTest
  @CsvSource({
    "registrations, 20000",
    "kept, 20000",
    "parameters, 20000",
    "handles, 20000",
    "ofC, 20000",
    "exceptions, 20000",
    "texts, 20000",
    "threads, 200"
  })
  void leavesNeitherNativeMemoryNorObjectsBehind(String what, int times) {
    long repeated = (long) times * FACTOR;
    try (ChildJvm child =
        ChildJvm.start(
            List.of(ChildJvm.NATIVE_ACCESS, "-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch"),
            LeakMain.class,
            CBuild.library("events").getParent(),
            what,
            repeated)) {
      String[] growth = child.line().split(" ");
      assertThat(Long.parseLong(growth[0]))
          .as("resident bytes that every round of %d added", repeated)
          .isLessThan(BREATH + BYTES_EACH * repeated);
      assertThat(Long.parseLong(growth[1]))
          .as("bytes of heap that five rounds of %d added", repeated)
          .isLessThan(BREATH + BYTES_EACH * 5 * repeated);
      assertThat(child.exitCode()).as(child.errors()).isZero();
    }
  }
}
