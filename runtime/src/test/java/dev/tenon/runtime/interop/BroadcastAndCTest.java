// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.Broadcast;
import dev.tenon.runtime.BroadcastConsumer;
import dev.tenon.runtime.NumberedMessages;
import dev.tenon.runtime.PeerLeftException;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
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

/**
 * A Java and C processes with one broadcast, both ways, with real deaths. The C processes are roles
 * of {@code broadcast_storm_test.c}.
 */
@Timeout(600)
class BroadcastAndCTest {
  private static final String PROGRAM =
      Path.of(System.getProperty("tenon.c.build"), "tenon-test", "broadcast_storm_test").toString();
  private static final boolean LONG = Boolean.getBoolean("tenon.long");
  private static final long MESSAGES = LONG ? 5_000_000 : 100_000;
  private static final int KILLS = LONG ? 2_000 : 40;
  private static final Duration FOR_EVER = Duration.ofMinutes(5);
  private static final int CAPACITY = 2048;

  /** Words of the region's struct: what is about to be published, is published, and comes last. */
  private static final long DUE = 0;

  private static final long DONE = 8;
  private static final long END = 16;

  @TempDir private Path folder;

  private Path file;
  private Region region;
  private MemorySegment status;
  private Broadcast broadcast;

  @BeforeEach
  void createTheRegion() {
    file = folder.resolve("region");
    region = Region.create(RegionAddress.file(file), CLayouts.news(CAPACITY));
    status = region.struct(0);
    broadcast = region.broadcast(1);
  }

  @AfterEach
  void closeTheRegion() {
    region.close();
  }

  private CPeer start(String role, long seed) throws IOException {
    CPeer peer =
        CPeer.startProgram(PROGRAM, List.of("--role", role, file.toString(), Long.toString(seed)));
    assertThat(peer.letter()).isEqualTo('r');
    return peer;
  }

  /** Publishes messages up to a number, in batches. */
  private void publish(RecordProducer producer, long last, SplittableRandom random) {
    long number = broadcast.published();
    while (number < last) {
      int batch = random.nextInt(1, 5);
      for (int i = 0; i < batch && number < last; i++) {
        int size = random.nextInt(8, CAPACITY / 5);
        if (!NumberedMessages.claim(producer, number + 1, size)) {
          break;
        }
        number++;
        if (random.nextInt(8) == 0) {
          producer.trim(8 + (size - 8) / 2);
        }
      }
      Words.setLongRelease(status, DUE, number);
      producer.publish();
      Words.setLongRelease(status, DONE, number);
    }
  }

  @Test
  void consumersInCCountEverythingThatJavaPublishes() throws Exception {
    Words.setLongRelease(status, END, MESSAGES);
    List<CPeer> peers = new ArrayList<>();
    try (RecordProducer producer = broadcast.producer()) {
      for (long seed = 1; seed <= 3; seed++) {
        peers.add(start("listen", seed));
      }
      publish(producer, MESSAGES, new SplittableRandom(1));
    }
    for (CPeer peer : peers) {
      peer.expectSuccess();
      peer.close();
    }
  }

  @Test
  void consumersInJavaCountEverythingThatProducersInCPublishUntilTheyAreKilled() throws Exception {
    SplittableRandom random = new SplittableRandom(42);
    BroadcastConsumer eager = broadcast.consumer();
    BroadcastConsumer lazy = broadcast.consumer();
    NumberedMessages ofEager = new NumberedMessages();
    NumberedMessages ofLazy = new NumberedMessages();
    for (int round = 0; round < KILLS; round++) {
      try (CPeer peer = start("produce", round)) {
        long enough = ofEager.count() + random.nextInt(1, 3000);
        while (ofEager.count() < enough) {
          assertThat(eager.take(ofEager, 8, FOR_EVER)).isPositive();
        }
        peer.kill();
      }
      assertThatThrownBy(() -> takeAll(eager, ofEager))
          .isInstanceOf(PeerLeftException.class)
          .hasMessageContaining(", process ");
      assertThat(ofEager.last())
          .isBetween(Words.getLongAcquire(status, DONE), Words.getLongAcquire(status, DUE));
      try (RecordProducer producer = broadcast.producer()) {
        assertThat(broadcast.published()).isEqualTo(ofEager.last());
        publish(producer, ofEager.last() + round % 5, random);
      }
      eager.poll(ofEager, Integer.MAX_VALUE);
      assertThat(ofEager.last()).isEqualTo(broadcast.published());
      ofEager.requireExact(eager, 1, 0);
      if (round % 4 == 0) {
        lazy.poll(ofLazy, Integer.MAX_VALUE);
        assertThat(ofLazy.last()).isEqualTo(broadcast.published());
        ofLazy.requireExact(lazy, 1, 0);
      }
      // The end of the own part as the producer is told once, too.
      assertThatThrownBy(() -> takeAll(eager, ofEager)).isInstanceOf(PeerLeftException.class);
    }
  }

  private static void takeAll(BroadcastConsumer consumer, NumberedMessages messages) {
    while (consumer.take(messages, 100, FOR_EVER) > 0) {
      // Until the producer has gone.
    }
  }
}
