// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.EventFlags;
import dev.tenon.runtime.Mutex;
import dev.tenon.runtime.Plant;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.Semaphore;
import dev.tenon.runtime.memory.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events, mutexes and permits between Java and C processes, some of which are killed. */
@Timeout(3600)
class LocksAndCTest {
  private static final boolean LONG = Boolean.getBoolean("tenon.long");
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMillis(50);

  /** Words of the region, as {@code lock_death_test.c} has them behind its two counters. */
  private static final long PAIRS = 16;

  private static final long INSIDE = PAIRS + 2 * Plant.MUTEXES * Long.BYTES;

  /** Owners that have died, as whoever locked next was told. */
  private static final long DEATHS = INSIDE + (long) Plant.PERMITS * Long.BYTES;

  @TempDir private Path folder;

  private static CPeer start(String program, String role, Path file, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--role", role, file.toString()));
    arguments.addAll(List.of(more));
    Path path = Path.of(System.getProperty("tenon.c.build"), "tenon-test", program);
    return CPeer.startProgram(path.toString(), arguments);
  }

  @Test
  void eventsTakeTurnsWithC() throws Exception {
    int turns = LONG ? 1_000_000 : 5_000;
    Path file = folder.resolve("turns");
    try (Plant plant = Plant.open(RegionAddress.file(file));
        CPeer peer = start("event_test", "answer", file, Integer.toString(turns))) {
      EventFlags alarms = plant.alarms();
      for (int i = 0; i < turns; i++) {
        alarms.signal(Plant.HEAT);
        assertThat(alarms.awaitAny(Plant.DOOR, PATIENCE)).isEqualTo(Plant.DOOR);
      }
      peer.expectSuccess();
      assertThat(alarms.bits()).isZero();
    }
  }

  @Test
  void mutexesAndPermitsOutliveTheirHoldersInC() throws Exception {
    int kills = LONG ? 2_000 : 40;
    Random random = new Random(3);
    Path file = folder.resolve("kills");
    try (Plant plant = Plant.open(RegionAddress.file(file))) {
      List<CPeer> peers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        peers.add(startToiling(file));
      }
      for (int i = 0; i < kills; i++) {
        for (int j = random.nextInt(20); j > 0; j--) {
          lockEach(plant, PATIENCE);
          enter(plant);
        }
        int victim = random.nextInt(peers.size());
        peers.get(victim).kill();
        peers.set(victim, startToiling(file));
      }
      for (CPeer peer : peers) {
        peer.kill();
      }
      survive(plant);
      assertThat(Words.getLongOpaque(plant.status(), DEATHS)).isPositive();
    }
  }

  /** Takes all that others had, who are dead. */
  static void survive(Plant plant) {
    lockEach(plant, Duration.ZERO);
    long died = Words.getLongOpaque(plant.status(), DEATHS);
    lockEach(plant, Duration.ZERO);
    assertThat(Words.getLongOpaque(plant.status(), DEATHS)).isEqualTo(died);
    for (int i = 0; i < Plant.PERMITS; i++) {
      assertThat(plant.slots().acquire(Duration.ZERO)).isNotNull();
    }
    assertThat(plant.slots().acquire(Duration.ZERO)).isNull();
    plant.alarms().signal(Plant.SMOKE);
    assertThat(plant.alarms().awaitAny(Plant.SMOKE, Duration.ZERO)).isEqualTo(Plant.SMOKE);
  }

  private static CPeer startToiling(Path file) throws IOException {
    CPeer peer = start("lock_death_test", "toil", file);
    assertThat(peer.letter()).isEqualTo('r');
    return peer;
  }

  /** Locks each mutex and changes what it guards, as C does. */
  static void lockEach(Plant plant, Duration timeout) {
    for (int i = 0; i < Plant.MUTEXES; i++) {
      try (Mutex.Held held = plant.mutex(i).lock(timeout)) {
        assertThat(held).isNotNull();
        long at = PAIRS + 2L * i * Long.BYTES;
        long first = Words.getLongOpaque(plant.status(), at);
        long second = Words.getLongOpaque(plant.status(), at + Long.BYTES);
        if (held.ownerDied()) {
          Words.addLong(plant.status(), DEATHS, 1);
          assertThat(first - second).isBetween(0L, 1L);
        } else {
          assertThat(first).isEqualTo(second);
        }
        Words.setLongOpaque(plant.status(), at, first + 1);
        Words.setLongOpaque(plant.status(), at + Long.BYTES, first + 1);
      }
    }
  }

  private static void enter(Plant plant) {
    try (Semaphore.Permit permit = plant.slots().acquire(SOON)) {
      if (permit != null) {
        long at = INSIDE + (long) permit.number() * Long.BYTES;
        Words.setLongRelease(plant.status(), at, -1);
        Thread.onSpinWait();
        assertThat(Words.getLongAcquire(plant.status(), at)).isEqualTo(-1);
      }
    }
  }
}
