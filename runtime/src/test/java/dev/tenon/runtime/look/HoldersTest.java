// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.format.TenonFormatConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Owners of mutexes and permits are found among the participants, or are gone. */
class HoldersTest {
  private static final long LAST_GENERATION = 0xffff_ffffL;

  private final Holders holders =
      new Holders(identity -> Life.values()[(int) identity - 1], id -> id);

  private static long attachment(long slot, long generation) {
    return generation << TenonFormatConstants.ATTACHMENT_SLOT_BITS | slot + 1;
  }

  @Test
  void zeroIsNobody() {
    holders.add(0, 1, 0, "");

    assertThat(holders.owner(0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 4294967295", "63, 7", "63, 0"})
  void aParticipantIsAnOwner(int slot, long generation) {
    holders.add(slot, 1, generation, "controller");

    assertThat(holders.owner(attachment(slot, generation)))
        .contains(new OwnerView(slot, generation, 1, Life.ALIVE, "controller"))
        .get()
        .returns(false, OwnerView::isGone);
  }

  @ParameterizedTest
  @CsvSource({"ALIVE, false", "STOPPED, false", "UNKNOWN, false", "DEAD, true"})
  void onlyAProcessThatIsDeadIsGone(Life life, boolean gone) {
    holders.add(3, life.ordinal() + 1, 2, "");

    assertThat(holders.owner(attachment(3, 2)))
        .get()
        .returns(life, OwnerView::life)
        .returns(gone, OwnerView::isGone);
  }

  @Test
  void anotherGenerationOfASlotIsGone() {
    holders.add(3, 1, 2, "controller");

    for (long generation : new long[] {0, 1, 3, LAST_GENERATION}) {
      assertThat(holders.owner(attachment(3, generation)))
          .contains(new OwnerView(3, generation, 0, Life.DEAD, ""));
    }
  }

  @Test
  void aSlotThatIsFreeIsGone() {
    holders.add(3, 0, 2, "controller");

    assertThat(holders.owner(attachment(3, 2))).contains(new OwnerView(3, 2, 0, Life.DEAD, ""));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 64, 0x7fff_ffffL, 0xffff_fffeL})
  void aSlotThatNoRegionHasIsGone(long slot) {
    for (int own = 0; own < TenonFormatConstants.PARTICIPANT_SLOTS; own++) {
      holders.add(own, 1, 1, "controller");
    }

    assertThat(holders.owner(attachment(slot, 1))).get().returns(true, OwnerView::isGone);
  }

  @Test
  void whoeverClosedIsGone() {
    assertThat(holders.owner(TenonFormatConstants.ATTACHMENT_GONE))
        .contains(new OwnerView(0xffff_fffeL, 0, 0, Life.DEAD, ""));
  }
}
