// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.emit.java;

import dev.tenon.generator.testing.GeneratedJava;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generated region class on top of the real runtime, both ends in this process. */
class RegionFacadeTest {

  private static final GeneratedJava JAVA = GeneratedJava.ofResource("market.tenon.yaml");

  @TempDir Path folder;

  private void run(String method) {
    JAVA.run("MarketFeedScenario", method, folder.resolve("feed"));
  }

  @Test
  void messagesArriveTypedAndInOrder() {
    run("messagesArriveTypedAndInOrder");
  }

  @Test
  void claimedMessageIsClearedAndHasItsDefaults() {
    run("claimedMessageIsClearedAndHasItsDefaults");
  }

  @Test
  void sharedStructIsSeenByEveryParticipant() {
    run("sharedStructIsSeenByEveryParticipant");
  }

  @Test
  void fullQueueRefusesClaims() {
    run("fullQueueRefusesClaims");
  }

  @Test
  void unknownMessageGoesToOnUnknown() {
    run("unknownMessageGoesToOnUnknown");
  }

  @Test
  void recordShorterThanItsTypeIsCorrupt() {
    run("recordShorterThanItsTypeIsCorrupt");
  }

  @Test
  void longerRecordShowsItsPrefix() {
    run("longerRecordShowsItsPrefix");
  }

  @Test
  void cancelledClaimsNeverArrive() {
    run("cancelledClaimsNeverArrive");
  }

  @Test
  void createAttachAndRemoveByName() {
    run("createAttachAndRemoveByName");
  }
}
