// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A latest value that grew, between programs of several versions. Version 2 appends what the slots
 * of version 1 have no room for, and another latest value to the region; version 3 appends what the
 * slots of version 2 have room for; version 4 changes nothing.
 */
@Timeout(300)
class GrowingLatestTest {
  private static final int POSITION = 0;
  private static final int GOAL = 1;
  private static final int LAST_CHANGE = 3;
  private static final int LAST = 4;

  @TempDir private Path directory;

  private RegionAddress address;

  @BeforeEach
  void chooseFile() {
    address = RegionAddress.file(directory.resolve("region"));
  }

  private static int change(int version) {
    return Math.min(version, LAST_CHANGE);
  }

  private static int size(int version) {
    return new int[] {40, 56, 104}[change(version) - 1];
  }

  private static String text(int version) {
    StringBuilder text = new StringBuilder("tenon-layout 1\nschema vehicle\n");
    text.append(version == 1 ? "" : "current %d\n".formatted(version));
    for (int earlier = 1; earlier < version; earlier++) {
      text.append("compatible %d %s\n".formatted(earlier, Versions.sha256(text(earlier))));
    }
    text.append("region Vehicle\nVehicle.position latest of Position\n");
    text.append(version == 1 ? "" : "Vehicle.goal latest of Goal\nGoal struct size 8 align 8\n");
    text.append("Position struct size %d align 8\n".formatted(size(version)));
    for (int offset = 0; offset < size(version); offset += 8) {
      text.append("Position.word%d u64 offset %d size 8\n".formatted(offset / 8, offset));
    }
    return text.toString();
  }

  private static RegionDescriptor descriptor(int version) {
    String text = text(change(version));
    List<SectionSize> sizes = new ArrayList<>();
    for (int since = 1; version > 1 && since <= change(version); since++) {
      sizes.add(new SectionSize(since, size(since)));
    }
    RegionDescriptor.Builder builder =
        RegionDescriptor.builder("vehicle", version, "Vehicle")
            .tool("tenon 0.1.0")
            .layoutText(text)
            .layoutHash(Versions.sha256(text))
            .latest("position", size(version), sizes.toArray(SectionSize[]::new));
    if (version > 1) {
      builder.since(2).latest("goal", 8);
    }
    return builder.build();
  }

  static Stream<Arguments> pairs() {
    return IntStream.rangeClosed(1, LAST)
        .boxed()
        .flatMap(one -> IntStream.rangeClosed(1, LAST).mapToObj(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void fieldsThatBothSidesAndTheRegionHaveArrive(int creators, int joining) {
    try (Region created = Region.create(address, descriptor(creators));
        Region joined = Region.attach(address, descriptor(joining))) {
      exchange(created, creators, joined, joining, creators);
      exchange(joined, joining, created, creators, creators);
    }
  }

  /** Publishes from one version to the other, in a region of a third. */
  private static void exchange(Region from, int writers, Region to, int readers, int regions) {
    MemorySegment sent = Arena.ofAuto().allocate(size(writers), 8);
    MemorySegment got = Arena.ofAuto().allocate(size(readers), 8);
    LatestReader reader = to.latest(POSITION).reader();
    try (LatestWriter writer = from.latest(POSITION).writer()) {
      for (int round = 1; round <= 3; round++) {
        for (int at = 0; at < sent.byteSize(); at += 8) {
          sent.set(ValueLayout.JAVA_LONG, at, round * 1000L + at);
        }
        writer.publish(writers, sent, sent.byteSize());
        assertThat(reader.take(got, 0, got.byteSize(), Duration.ofMinutes(5))).isTrue();
        int version = Math.min(writers, regions);
        assertThat(reader.contractVersion()).isEqualTo(version);
        long known = Math.min(size(version), size(readers));
        assertThat(got.asSlice(0, known).mismatch(sent.asSlice(0, known))).isEqualTo(-1);
      }
    }
  }

  @Test
  void sectionThatTheRegionDoesNotHaveIsToldWithBothVersions() {
    try (Region old = Region.create(address, descriptor(1));
        Region joined = Region.attach(address, descriptor(2))) {
      assertThat(old.contractVersion()).isEqualTo(1);
      assertThat(joined.hasSection(GOAL)).isFalse();
      assertThatThrownBy(() -> joined.latest(GOAL))
          .hasMessageContaining("goal")
          .hasMessageContaining("1")
          .hasMessageContaining("2");
    }
  }
}
