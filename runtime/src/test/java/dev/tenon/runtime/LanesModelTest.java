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

/** All interleavings of two producers and a consumer, by SPIN, on the model {@code lanes.pml}. */
class LanesModelTest {
  private static final String KILLED = "AWAKE SETTLED KILLS=1 MESSAGES=2";

  @TempDir private Path directory;

  private SpinModel model;

  @BeforeEach
  void requireSpin() {
    model = new SpinModel("lanes.pml", directory);
  }

  static Stream<String> scenes() {
    Stream<String> few =
        Stream.of(
            "",
            "STAYS",
            "SETTLED KILLS=1",
            "SETTLED HANDOVERS=1",
            "FENCED SETTLED HANDOVERS=1",
            "AWAKE HANDOVERS=1");
    Stream<String> many =
        Stream.of("FENCED SETTLED KILLS=1", KILLED, "AWAKE KILLS=1", "HANDOVERS=1", "KILLS=1");
    return Boolean.getBoolean("tenon.long") ? Stream.concat(few, many) : few;
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void everyInterleavingDeliversTheMessagesOfBothAndEnds(String settings) throws Exception {
    assertThat(model.verify(settings)).contains(SpinModel.NO_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_BARRIER SETTLED",
        "NO_PUBLISHER_FENCE FENCED SETTLED",
        "NO_ROLE_FENCE STAYS",
        "NO_SLEEPER_FENCE SETTLED",
        "NO_WAKE SETTLED",
        "NO_WAKE_AT_LEAVE SETTLED",
        "NO_SEQUENCE SETTLED",
        "NO_SECOND_LOOK SETTLED",
        "ONE_LANE SETTLED",
        "ONE_FLAG SETTLED",
        "NO_LOOK_AT_OWNERS SETTLED",
        "NO_LAST_LOOK SETTLED",
        "NO_SECOND_EPOCH AWAKE HANDOVERS=1",
        "NO_WALK " + KILLED,
        "NO_ZERO " + KILLED,
        "NO_IDENTITY AWAKE",
        "NO_COMPARE AWAKE",
        "NO_TAKEOVER SETTLED KILLS=1"
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(model.refute(settings)).contains(SpinModel.AN_ERROR);
  }
}
