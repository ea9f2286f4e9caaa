// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All interleavings of a broadcast, by SPIN, on the model {@code broadcast.pml}. */
class BroadcastModelTest {
  @TempDir private Path directory;

  private SpinModel model;

  @BeforeEach
  void requireSpin() {
    model = new SpinModel("broadcast.pml", directory);
  }

  @Test
  void noInterleavingTearsLosesOrMissesAWakeUp() throws Exception {
    assertThat(model.verify("")).contains(SpinModel.NO_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_STORE_FENCE",
        "NO_LOAD_FENCE",
        "NO_LOOK_AT_REACH",
        "LATE_REACH",
        "LOWER_REACH",
        "NO_RELEASE",
        "NO_FENCE",
        "NO_SECOND_LOOK",
        "NO_SEQUENCE"
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(model.refute(settings)).contains(SpinModel.AN_ERROR);
  }
}
