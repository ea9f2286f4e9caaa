// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.MarkedValues;
import dev.tenon.runtime.NumberedMessages;
import dev.tenon.runtime.PeerState;
import dev.tenon.runtime.Plant;
import dev.tenon.runtime.Queue;
import dev.tenon.runtime.QueueConsumer;
import dev.tenon.runtime.QueueProducer;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.RegionDescriptor;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.interop.QueueSurvivor.Kill;
import dev.tenon.runtime.interop.QueueSurvivor.Repeats;
import dev.tenon.runtime.memory.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A Java process is ended behind its stores to shared memory; this one takes its roles and goes on,
 * as where a C process was killed. Who falls asleep changes its bit by a system call: there C is
 * stepped, and Java killed at any moment.
 */
@Timeout(3600)
class JavaKillTest {
  /** Values before a victim acts. */
  static final int BEFORE = 3;

  /** Tasks that are over before a victim acts, and those that it may take. */
  static final int LEAD = 7;

  /** Lanes of a queue that has several. */
  static final int LANES = 3;

  /** Messages that a victim publishes at once, with padding among them. */
  static final long BATCH = 4;

  /** Messages of a lane before the victim's: more than a ring, so that its bytes are old ones. */
  private static final long ROUND = 48;

  /** Messages that a victim that consumes finds, and those of a bystander. */
  private static final long QUEUED = 12;

  private static final int WAITING = 3;
  private static final int MESSAGES = 25;
  private static final long SURVIVOR = 8;

  @TempDir private Path folder;

  private Path file;
  private RegionAddress address;
  private JavaVictims victims;

  /** Producer of another lane than the victim's. */
  private QueueProducer bystander;

  @BeforeEach
  void makeVictims() throws Exception {
    file = folder.resolve("region");
    address = RegionAddress.file(file);
    victims = new JavaVictims(Files.createDirectory(folder.resolve("classes")));
  }

  static void publishBefore(LatestWriter writer, MarkedValues values) {
    for (long number = 1; number <= BEFORE; number++) {
      values.publish(writer, SURVIVOR, number);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish", "take-role", "leave"})
  void latestValuesGoOnWhereverJavaWasEnded(String script) throws Exception {
    boolean publishes = script.equals("publish") || script.equals("take-role");
    victims.kill(
        "latest/" + script,
        file,
        () -> {
          Region region =
              Region.create(
                  address, CLayouts.vehicle(LatestKillTest.POSITION, LatestKillTest.FRAME));
          if (script.equals("take-role")) {
            LatestWriter writer = region.latest(1).writer();
            publishBefore(writer, new MarkedValues(LatestKillTest.POSITION));
            writer.close();
          }
          return region;
        },
        region -> LatestKillTest.survive(file, 1, BEFORE, publishes ? 1 : 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "recover", "permit", "event"})
  void locksAndEventsGoOnWhereverJavaWasEnded(String script) throws Exception {
    victims.kill(
        "locks/" + script,
        file,
        () -> {
          Plant plant = Plant.open(address);
          if (script.equals("recover")) {
            leaveLocked();
          }
          return plant.region();
        },
        region -> LocksAndCTest.survive(new Plant(region)));
  }

  private void leaveLocked() {
    try (Plant other = Plant.open(address)) {
      for (int i = 0; i < Plant.MUTEXES; i++) {
        other.mutex(i).lock(Duration.ZERO);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"produce", "take-role"})
  void broadcastsGoOnWhereverJavaWasEnded(String script) throws Exception {
    victims.kill(
        "broadcast/" + script,
        file,
        () -> {
          Region region = Region.create(address, CLayouts.news(BroadcastKillTest.CAPACITY));
          RecordProducer producer = region.broadcast(1).producer();
          for (long number = 1; number <= MESSAGES; number++) {
            assertThat(NumberedMessages.claim(producer, number, 12)).isTrue();
            producer.publish();
          }
          producer.close();
          Words.setLongRelease(region.struct(0), BroadcastKillTest.DUE, MESSAGES);
          Words.setLongRelease(region.struct(0), BroadcastKillTest.DONE, MESSAGES);
          return region;
        },
        region ->
            BroadcastKillTest.survive(
                file,
                Words.getLongAcquire(region.struct(0), BroadcastKillTest.DONE),
                Words.getLongAcquire(region.struct(0), BroadcastKillTest.DUE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"finish", "give-back", "join", "sleep", "publish", "role"})
  void workGoesOnWhereverJavaWasEnded(String script) throws Exception {
    boolean produces = script.equals("publish") || script.equals("role");
    int waiting = produces ? 0 : WAITING;
    victims.kill(
        "work/" + script,
        file,
        () -> {
          Region region = Region.create(address, WorkKillTest.SHOP);
          try (WorkProducer producer = region.work(1).producer();
              Worker worker = region.work(1).worker()) {
            for (int number = 0; number < LEAD + waiting; number++) {
              WorkKillTest.claim(producer, number);
              producer.publish();
              if (number < LEAD) {
                worker.poll(WorkKillTest.handler(region.struct(0)), 1);
              }
            }
          }
          return region;
        },
        region -> new WorkKillTest.Survivor(file, LEAD, LEAD + waiting, produces).survive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queue/publish",
        "queue/produce",
        "queue/poll",
        "queue/consume",
        "lanes/produce",
        "lanes/poll"
      })
  void queuesGoOnWhereverJavaWasEnded(String script) throws Exception {
    boolean consumes = script.endsWith("poll") || script.endsWith("consume");
    int lanes = script.startsWith("lanes") ? LANES : 1;
    RegionDescriptor market = CLayouts.market(QueueSurvivor.CAPACITY, lanes);
    int[] kills = {0};
    victims.kill(
        script,
        file,
        () -> {
          Region region = Region.create(address, market);
          prepare(region.queue(QueueSurvivor.QUOTES), consumes);
          return region;
        },
        region -> {
          Kill kill = Kill.of(region.struct(0), consumes ? QUEUED : 0);
          try (Region own = Region.attach(address, market)) {
            Queue queue = own.queue(QueueSurvivor.QUOTES);
            QueueSurvivor survivor = new QueueSurvivor(queue, kill);
            if (consumes) {
              survivor.succeedConsumer(Repeats.AN_EIGHTH);
            } else {
              survivor.succeedProducer(kills[0]++ % 2 != 0);
            }
            if (lanes > 1) {
              requireBystanderUnharmed(queue, survivor.messages(), kill);
            }
          }
        });
  }

  /** The first lane of several is a producer's that stays; the next one's producer has left. */
  private void prepare(Queue queue, boolean consumes) {
    if (queue.lanes() > 1) {
      bystander = queue.producer();
    }
    try (QueueProducer producer = queue.producer();
        QueueConsumer consumer = queue.consumer()) {
      Messages lead = new Messages();
      for (long number = 0; number < ROUND; number++) {
        assertThat(Messages.send(producer, Messages.LEAD, number)).isTrue();
        assertThat(consumer.poll(lead, 1)).isOne();
      }
      Messages.sendFirst(producer, Messages.VICTIM, consumes ? QUEUED : 0);
    }
    if (queue.lanes() > 1) {
      Messages.sendFirst(bystander, Messages.BYSTANDER, QUEUED);
    }
  }

  private void requireBystanderUnharmed(Queue queue, Messages messages, Kill kill) {
    assertThat(queue.producerState(2)).as("the lane behind").isEqualTo(PeerState.NEVER_JOINED);
    assertThat(Messages.send(bystander, Messages.BYSTANDER, QUEUED)).isTrue();
    try (QueueConsumer consumer = queue.consumer()) {
      consumer.poll(messages, Integer.MAX_VALUE);
    }
    assertThat(messages.first(Messages.BYSTANDER)).isLessThanOrEqualTo(kill.ofBystander());
    assertThat(messages.next(Messages.BYSTANDER)).isEqualTo(QUEUED + 1);
  }
}
