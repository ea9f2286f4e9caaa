// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.BroadcastConsumer;
import dev.tenon.runtime.NumberedMessages;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A C process is killed before its instructions with a broadcast; this JVM attaches, consumes what
 * is there, becomes the producer, and goes on. Scripts of victims are in {@code
 * broadcast_step_test.c}.
 */
@Timeout(3600)
class BroadcastKillTest {
  static final int CAPACITY = 256;

  /** Word of the region's struct: number of the last message that may be published. */
  static final long DUE = 0;

  /** Word of the region's struct: number of the last message that surely is. */
  static final long DONE = 8;

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Victims VICTIMS = new Victims("broadcast_step_test");

  /** Messages that a late joiner asks for. */
  private static final int LAST = 2;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"produce", "take-role", "consume", "take"})
  void javaGoesOnWhereverCWasKilled(String role) throws Exception {
    Path file = folder.resolve("region");
    VICTIMS.kill(
        role,
        file,
        line -> {
          String[] words = line.split(" ");
          survive(file, Long.parseLong(words[0]), Long.parseLong(words[1]));
        });
  }

  /**
   * Goes on in the region of a victim.
   *
   * @param done number of the last message that is surely there
   * @param due number of the last one that may be there
   */
  static void survive(Path file, long done, long due) {
    try (Region region = Region.attach(RegionAddress.file(file), CLayouts.news(CAPACITY))) {
      Broadcast broadcast = region.broadcast(1);
      BroadcastConsumer late = broadcast.consumer(LAST);
      NumberedMessages ofLate = new NumberedMessages();
      late.poll(ofLate, Integer.MAX_VALUE);
      long seen = ofLate.last();
      assertThat(seen).isBetween(done, due);
      assertThat(ofLate.count()).isEqualTo(LAST);
      BroadcastConsumer eager = broadcast.consumer();
      NumberedMessages ofEager = new NumberedMessages();
      try (RecordProducer producer = broadcast.producer()) {
        assertThat(broadcast.published()).isEqualTo(seen);
        // Messages that the victim had begun to overwrite are gone, for latecomers, too.
        NumberedMessages ofOldest = new NumberedMessages();
        broadcast.consumer(seen).poll(ofOldest, Integer.MAX_VALUE);
        assertThat(ofOldest.last()).isEqualTo(seen);
        publish(producer, seen + 1, 3, 30);
        assertThat(eager.take(ofEager, 9, LONG)).isEqualTo(3);
        ofEager.requireExact(eager, seen + 1, 0);
        publish(producer, seen + 4, 30, 14);
      }
      // The ring has gone round: what is not there any more is counted.
      late.poll(ofLate, Integer.MAX_VALUE);
      eager.poll(ofEager, Integer.MAX_VALUE);
      assertThat(ofLate.last()).isEqualTo(seen + 33);
      ofLate.requireExact(late, seen + 1 - LAST, 0);
      ofEager.requireExact(eager, seen + 1, 0);
    }
  }

  private static void publish(RecordProducer producer, long first, int count, long size) {
    for (long number = first; number < first + count; number++) {
      assertThat(NumberedMessages.claim(producer, number, size)).isTrue();
      producer.publish();
    }
  }
}
