// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.WaitPolicy;
import dev.tenon.runtime.format.TenonFormatConstants;
import org.junit.jupiter.api.Test;

/** When a reader pauses before it looks, and for how long. */
class SlipTest {
  private static final long CAPACITY = 1 << 20;
  private static final long MESSAGE = 40;
  private static final long FIRST = TenonFormatConstants.FIRST_SLIP_NANOSECONDS;
  private static final long LAST = TenonFormatConstants.LAST_SLIP_NANOSECONDS;

  /** Messages that make the longest pause worth it. */
  private static final int MANY = (int) (LAST / TenonFormatConstants.SLIP_NANOSECONDS_A_MESSAGE);

  private final Slip slip = new Slip(WaitPolicy.balanced(), CAPACITY, 0);
  private long position;

  @Test
  void messagesThatComeOneByOneAreNeverPausedFor() {
    for (int i = 0; i < 1000; i++) {
      find(1);
      assertThat(slip.nanos()).isZero();
    }
  }

  @Test
  void aStreamIsPausedForLongerAndLonger() {
    find(2);
    assertThat(slip.nanos()).isEqualTo(FIRST);
    find(MANY);
    assertThat(slip.nanos()).isEqualTo(2 * FIRST);
    for (int i = 0; i < 10; i++) {
      find(MANY);
    }
    assertThat(slip.nanos()).isEqualTo(LAST);
  }

  @Test
  void aStreamThatGetsSlowerIsPausedForLess() {
    findStream();
    find(MANY - 1);
    assertThat(slip.nanos()).isEqualTo(LAST / 2);
    find(MANY / 2);
    assertThat(slip.nanos()).isEqualTo(LAST);
  }

  @Test
  void aStreamThatEndsIsPausedForNoMore() {
    findStream();
    for (long nanos = LAST; nanos >= FIRST; nanos /= 2) {
      find(1);
    }
    assertThat(slip.nanos()).isZero();
  }

  @Test
  void pausesInVainBecomeRare() {
    int pauses = 0;
    for (int i = 0; i < 1000; i++) {
      find(2);
      pauses += slip.nanos() == 0 ? 0 : 1;
    }
    assertThat(pauses).isBetween(1, 20);
  }

  @Test
  void aBatchThatTheLimitCutsIsJudgedAsAWhole() {
    findStream();
    slip.learn(MANY / 2, position += MANY / 2 * MESSAGE, false);
    assertThat(slip.nanos()).isEqualTo(LAST);
    find(MANY / 2);
    assertThat(slip.nanos()).isEqualTo(LAST);
  }

  @Test
  void theRingIsNotLeftToFillUp() {
    findStream();
    slip.learn(MANY, position += CAPACITY / 2, true);
    assertThat(slip.nanos()).isEqualTo(LAST / 2);
  }

  @Test
  void whoNeverSleepsPausesForTheFirstTimeOnly() {
    Slip latency = new Slip(WaitPolicy.latency(), CAPACITY, 0);
    for (int i = 1; i <= 10; i++) {
      latency.learn(MANY, i * MANY * MESSAGE, true);
    }
    assertThat(latency.nanos()).isEqualTo(FIRST);
  }

  private void findStream() {
    while (slip.nanos() < LAST) {
      find(MANY);
    }
  }

  private void find(int messages) {
    slip.learn(messages, position += messages * MESSAGE, true);
  }
}
