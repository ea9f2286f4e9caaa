// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.LatestReader;
import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.MarkedValues;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A C process is killed before its instructions with a latest value; this JVM attaches, reads what
 * is there, becomes the writer, and goes on. What the victims do is in {@code latest_kill_test.c}.
 */
@Timeout(3600)
class LatestKillTest {
  static final long POSITION = 40;
  static final long FRAME = 1003;

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Victims VICTIMS = new Victims("latest_kill_test");

  /** Sections: that of answers, and that of frames. */
  private static final int ANSWER = 2;

  private static final int FRAMES = 3;
  private static final int TURNS = 6;
  private static final long JAVA_WRITER = 9;

  @TempDir private Path folder;

  static List<String> scripts() throws Exception {
    return VICTIMS.scripts();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void javaGoesOnWhereverCWasKilled(String script) throws Exception {
    Path file = folder.resolve("region");
    VICTIMS.kill(
        script,
        file,
        line -> {
          String[] words = line.split(" ");
          survive(
              file,
              Integer.parseInt(words[0]),
              Long.parseLong(words[1]),
              Integer.parseInt(words[2]));
        });
  }

  /**
   * Survives.
   *
   * @param before number of the value that was published last
   * @param more values that may be there beside it
   */
  static void survive(Path file, int section, long before, int more) throws Exception {
    try (Region region =
        Region.attach(RegionAddress.file(file), CLayouts.vehicle(POSITION, FRAME))) {
      long size = section == FRAMES ? FRAME : POSITION;
      MarkedValues values = new MarkedValues(size);
      LatestReader reader = region.latest(section).reader();
      // Nobody writes: the first attempt gives what was published last.
      assertThat(reader.read(values.value(), 0, size)).isTrue();
      values.check(reader);
      assertThat(reader.number()).isBetween(before, before + more);
      assertThat(region.latest(section).writerState()).isEqualTo(PeerState.LEFT);
      takeTurns(region, section, size, reader, values);
    }
  }

  /** The reader sleeps for each value, which comes when the one before was answered. */
  private static void takeTurns(
      Region region, int section, long size, LatestReader reader, MarkedValues values)
      throws Exception {
    long before = reader.number();
    try (LatestWriter writer = region.latest(section).writer();
        LatestWriter answers = region.latest(ANSWER).writer()) {
      CompletableFuture<Void> peer =
          CompletableFuture.runAsync(() -> write(region, writer, size, before));
      MarkedValues answer = new MarkedValues(POSITION);
      long answered = region.latest(ANSWER).published();
      for (long turn = 1; turn <= TURNS; turn++) {
        assertThat(reader.take(values.value(), 0, size, LONG)).isTrue();
        values.check(reader);
        assertThat(reader.number()).isEqualTo(before + turn);
        assertThat(values.writerOf()).isEqualTo(JAVA_WRITER);
        answer.publish(answers, JAVA_WRITER, answered + turn);
      }
      peer.get();
    }
  }

  private static void write(Region region, LatestWriter writer, long size, long before) {
    MarkedValues value = new MarkedValues(size);
    MarkedValues answer = new MarkedValues(POSITION);
    LatestReader answers = region.latest(ANSWER).reader();
    for (long turn = 1; turn <= TURNS; turn++) {
      value.publish(writer, JAVA_WRITER, before + turn);
      assertThat(answers.take(answer.value(), 0, POSITION, LONG)).isTrue();
      answer.check(answers);
    }
  }
}
