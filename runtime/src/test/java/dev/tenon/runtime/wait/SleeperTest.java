// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.WaitPolicy;
import dev.tenon.runtime.format.Role;
import dev.tenon.runtime.format.WaitWords;
import dev.tenon.runtime.memory.Words;
import dev.tenon.runtime.platform.Platform;
import dev.tenon.runtime.platform.host.HostPlatform;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers of a wait whose peer acts between two of its looks. */
@Timeout(900)
class SleeperTest {
  private static final Duration LONG = Duration.ofDays(1);

  @TempDir private Path directory;

  @Test
  void peerThatPublishesAndLeavesBetweenTwoLooksIsNotReportedBeforeItsMessages() {
    RegionDescriptor descriptor =
        RegionDescriptor.builder("words", 1, "Words")
            .tool("tenon 0.1.0")
            .layoutHash("00".repeat(32))
            .layoutText("tenon-layout 1\n")
            .struct("peer", Role.BYTES, Role.ALIGNMENT)
            .struct("signal", WaitWords.BYTES, WaitWords.ALIGNMENT)
            .build();
    try (Region region =
        Region.create(RegionAddress.file(directory.resolve("words")), descriptor)) {
      Platform platform = HostPlatform.current();
      MemorySegment peer = region.struct(0);
      PeerWatch watch = new PeerWatch(peer, 0, "the other end", platform, (slot, identity) -> "");
      Sleeper sleeper =
          new Sleeper(
              () -> {},
              "the queue",
              new Signal(region.struct(1), 0, null, 0),
              WaitPolicy.frugal(),
              () -> {},
              () -> {});
      boolean[] published = {false};
      Condition messages =
          () -> {
            boolean seen = published[0];
            // Right behind this look a producer comes, publishes and leaves.
            published[0] = true;
            Words.setIntRelease(peer, Role.EPOCH_OFFSET, 1);
            return seen;
          };
      sleeper.begin(LONG);
      assertThat(sleeper.await(messages, watch)).isTrue();
      sleeper.begin(LONG);
      assertThatThrownBy(() -> sleeper.await(() -> false, watch))
          .isInstanceOf(PeerLeftException.class);
    }
  }
}
