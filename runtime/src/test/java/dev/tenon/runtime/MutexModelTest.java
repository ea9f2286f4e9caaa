// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All interleavings of attachments that lock a mutex, by SPIN, on the model {@code mutex.pml}. */
class MutexModelTest {
  @TempDir private Path directory;

  private SpinModel model;

  @BeforeEach
  void requireSpin() {
    model = new SpinModel("mutex.pml", directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "ALONE", "FEW"})
  void oneAttachmentAtATimeIsInsideAndEachGetsItsTurn(String settings) throws Exception {
    assertThat(model.verify(settings)).contains(SpinModel.NO_ERRORS);
  }

  @Test
  @EnabledIfSystemProperty(named = "tenon.long", matches = "true")
  void allOfThemTogetherDoSoToo() throws Exception {
    assertThat(model.verify("")).contains(SpinModel.NO_ERRORS);
    assertThat(model.refute("NO_HOLDER")).contains(SpinModel.AN_ERROR);
    assertThat(model.refute("NO_DEAD_TICKETS")).contains(SpinModel.AN_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALONE NO_SECOND_LOOK",
        "ALONE NO_SEQUENCE",
        "ALONE NO_WAKE_AFTER_UNLOCK",
        "ALONE NO_WAKE_AFTER_GIVING_UP",
        "FEW NO_GENERATION",
        "FEW NO_RECOVERY",
        "FEW NO_SWAP"
      })
  void nothingOfTheProtocolCanBeLeftOut(String settings) throws Exception {
    assertThat(model.refute(settings)).contains(SpinModel.AN_ERROR);
  }
}
