// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All interleavings of waits for fields of a struct, by SPIN, on the model {@code struct.pml}. */
class StructModelTest {
  @TempDir private Path directory;

  private SpinModel model;

  @BeforeEach
  void requireSpin() {
    model = new SpinModel("struct.pml", directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "STORED_BITS"})
  void everyInterleavingWakesWhoeverWaits(String settings) throws Exception {
    assertThat(model.verify(settings)).contains(SpinModel.NO_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NO_FENCE",
        "NO_SECOND_LOOK",
        "NO_SEQUENCE",
        "NO_COUNT",
        "SUM_IN_STEPS",
        "STORED_BITS SUM_IN_STEPS"
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(model.refute(settings)).contains(SpinModel.AN_ERROR);
  }
}
