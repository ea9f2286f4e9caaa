// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.LatestWriter;
import dev.tenon.runtime.MarkedValues;
import dev.tenon.runtime.NumberedMessages;
import dev.tenon.runtime.RecordProducer;
import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.WorkProducer;
import dev.tenon.runtime.Worker;
import dev.tenon.runtime.memory.Words;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final int WAITING = 3;
  private static final int MESSAGES = 25;
  private static final long SURVIVOR = 8;

  @TempDir private Path folder;

  private Path file;
  private RegionAddress address;
  private JavaVictims victims;

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
}
