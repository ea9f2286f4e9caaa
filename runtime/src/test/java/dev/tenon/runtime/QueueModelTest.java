// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All interleavings of a queue's protocol, by SPIN, on the model {@code queue.pml}. Skipped where
 * SPIN is not installed.
 */
class QueueModelTest {
  @TempDir private Path directory;

  private SpinModel model;

  @BeforeEach
  void requireSpin() {
    model = new SpinModel("queue.pml", directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HANDOVERS=2",
        "SLOTS=2 HANDOVERS=1",
        "SLOTS=4 MESSAGES=6 HANDOVERS=1",
        "PRODUCER_KILLS=1",
        "CONSUMER_KILLS=1"
      })
  void everyInterleavingDeliversEveryMessageAndEnds(String settings) throws Exception {
    assertThat(model.verify(settings)).contains(SpinModel.NO_ERRORS);
  }

  @Test
  void everyInterleavingOfSeveralKillsAndHandoversDeliversEveryMessageAndEnds() throws Exception {
    assumeTrue(Boolean.getBoolean("tenon.long"), "takes longer than a build has");
    assertThat(model.verify("PRODUCER_KILLS=2 HANDOVERS=1")).contains(SpinModel.NO_ERRORS);
    assertThat(model.verify("CONSUMER_KILLS=1 PRODUCER_KILLS=1 HANDOVERS=1"))
        .contains(SpinModel.NO_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_BARRIER HANDOVERS=1",
        "NO_PUBLISHER_FENCE HANDOVERS=1",
        "NO_SECOND_LOOK",
        "NO_ROLE_FENCE HANDOVERS=1",
        "NO_SEQUENCE",
        "ZERO_LAST",
        "HEADER_FIRST",
        "ROOM_WITHOUT_ZERO",
        "NO_WALK PRODUCER_KILLS=1",
        "NO_RELEASE"
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(model.refute(settings)).contains(SpinModel.AN_ERROR);
  }
}
