// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.Latest;
import dev.tenon.runtime.LatestReader;
import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.MarkedValues;
import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RoleTakenException;
import dev.tenon.runtime.format.TenonFormatConstants;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A Java and C processes with one latest value, both ways, with real deaths. The C processes are
 * roles of {@code latest_death_test.c}.
 */
@Timeout(600)
class LatestAndCTest {
  private static final String PROGRAM =
      Path.of(System.getProperty("tenon.c.build"), "tenon-test", "latest_death_test").toString();
  private static final boolean LONG = Boolean.getBoolean("tenon.long");
  private static final int KILLS = LONG ? 2_000 : 30;
  private static final long VALUES = LONG ? 5_000_000 : 20_000;
  private static final Duration FOR_EVER = Duration.ofMinutes(5);
  private static final long POSITION = 40;
  private static final long FRAME = TenonFormatConstants.MAX_LATEST_BYTES;

  /** The writer whose value ends a reader in C. */
  private static final long LAST_WRITER = 0xFFFFFF;

  /** Word of the region's struct: the number that a victim has published. */
  private static final long DONE = 0;

  @TempDir private Path folder;

  private Path file;
  private Region region;

  @BeforeEach
  void createTheRegion() {
    file = folder.resolve("region");
    region = Region.create(RegionAddress.file(file), CLayouts.vehicle(POSITION, FRAME));
  }

  @AfterEach
  void closeTheRegion() {
    region.close();
  }

  private CPeer start(String role, String... arguments) throws IOException {
    List<String> line = new ArrayList<>(List.of("--role", role, file.toString()));
    line.addAll(List.of(arguments));
    CPeer peer = CPeer.startProgram(PROGRAM, line);
    assertThat(peer.letter()).isEqualTo('r');
    return peer;
  }

  @ParameterizedTest
  @CsvSource({"position, 1, 40, 20", "frame, 3, 65536, 1"})
  void readersInCSeeWholeValuesOfWritersInJava(String name, int section, long size, long times)
      throws Exception {
    Latest latest = region.latest(section);
    MarkedValues values = new MarkedValues(size);
    try (CPeer one = start("listen", name);
        CPeer other = start("listen", name)) {
      long number = 0;
      for (long writers = 1; writers <= 10; writers++) {
        try (LatestWriter writer = latest.writer()) {
          for (long i = 0; i < VALUES * times / 100; i++) {
            values.publish(writer, writers, ++number);
          }
        }
      }
      try (LatestWriter writer = latest.writer()) {
        values.publish(writer, LAST_WRITER, ++number);
        one.expectSuccess();
        other.expectSuccess();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"position, 1, 40", "frame, 3, 65536"})
  void writersInCThatAreKilledLoseNothing(String name, int section, long size) throws Exception {
    SplittableRandom random = new SplittableRandom(42);
    Latest latest = region.latest(section);
    LatestReader reader = latest.reader();
    MarkedValues values = new MarkedValues(size);
    for (long round = 1; round <= KILLS; round++) {
      long before = reader.number();
      Words.setLongRelease(region.struct(0), DONE, before);
      try (CPeer victim = start("for-ever", name, Long.toString(round))) {
        takeUpTo(reader, values, before + random.nextInt(1, 100));
        victim.kill();
      }
      // Nobody writes: the first attempt gives what was published last.
      assertThat(reader.read(values.value(), 0, size)).isTrue();
      values.check(reader);
      long done = Words.getLongAcquire(region.struct(0), DONE);
      assertThat(reader.number()).isBetween(done, done + 1);
      assertThat(values.writerOf()).isEqualTo(round);
      assertThatThrownBy(() -> reader.take(values.value(), 0, size, FOR_EVER))
          .isInstanceOf(PeerLeftException.class)
          .hasMessageContaining("('victim')");
      try (LatestWriter writer = latest.writer()) {
        values.publish(writer, round, latest.published() + 1);
      }
      assertThat(reader.take(values.value(), 0, size, FOR_EVER)).isTrue();
      values.check(reader);
    }
  }

  /** Sleeps for values until that number has come; a writer may be faster than each attempt. */
  private static void takeUpTo(LatestReader reader, MarkedValues values, long number) {
    while (reader.number() < number) {
      if (reader.take(values.value(), 0, values.size(), FOR_EVER)) {
        values.check(reader);
      }
    }
  }

  @Test
  void oneWriterInAllProcesses() throws Exception {
    try (CPeer peer = start("publish", "1")) {
      assertThatThrownBy(() -> region.latest(1).writer())
          .isInstanceOf(RoleTakenException.class)
          .hasMessageContaining("process ");
      peer.kill();
    }
    region.latest(1).writer().close();
  }
}
