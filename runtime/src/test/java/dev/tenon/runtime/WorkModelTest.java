// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All interleavings of a producer and workers, by SPIN, on the model {@code work.pml}. */
class WorkModelTest {
  private static final String WAITS = "KILLS=0 REFUSALS=0";
  private static final String SHORT = "KILLS=0 REFUSALS=0 SLOTS=1 TASKS=2";
  private static final String KILLS = "KILLS=1 REFUSALS=0 SLOTS=1 TASKS=2";

  @TempDir private Path directory;

  private SpinModel model;

  @BeforeEach
  void requireSpin() {
    model = new SpinModel("work.pml", directory);
  }

  static Stream<String> scenes() {
    Stream<String> few =
        Stream.of(
            WAITS,
            "KILLS=0 REFUSALS=0 SLOTS=1 TASKS=3",
            "KILLS=0 REFUSALS=1 SLOTS=1 TASKS=2",
            "KILLS=1 REFUSALS=1 SLOTS=1 TASKS=2",
            "NO_SUCCESSOR KILLS=1 REFUSALS=1 SLOTS=1 TASKS=2");
    Stream<String> many =
        Stream.of("KILLS=2 REFUSALS=0 SLOTS=2 TASKS=3", "KILLS=2 REFUSALS=1 SLOTS=1 TASKS=2");
    return Boolean.getBoolean("tenon.long") ? Stream.concat(few, many) : few;
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void everyTaskEndsOnceAndNobodySleepsForever(String settings) throws Exception {
    assertThat(model.verify(settings)).contains(SpinModel.NO_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_FENCE " + WAITS,
        "NO_SECOND_LOOK " + WAITS,
        "NO_LOOK_AT_END " + WAITS,
        "NO_FENCE_AT_END " + WAITS,
        "READY_FIRST " + WAITS,
        "AWAITED_LAST KILLS=0 REFUSALS=0 SLOTS=1 TASKS=3",
        "NO_NUMBER " + SHORT,
        "NO_RETURNED KILLS=0 REFUSALS=1 SLOTS=1 TASKS=2",
        "NO_LOOK_AFTER NO_SUCCESSOR " + KILLS,
        "NO_RETURN_AT_JOIN " + KILLS,
        "OWNER_FIRST " + KILLS
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(model.refute(settings)).contains(SpinModel.AN_ERROR);
  }
}
