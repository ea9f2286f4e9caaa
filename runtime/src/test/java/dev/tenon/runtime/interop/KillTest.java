// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.interop;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.interop.QueueSurvivor.Kill;
import dev.tenon.runtime.interop.QueueSurvivor.Repeats;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A C process is killed before its instructions; this JVM attaches, takes the victim's role and the
 * other one, and goes on. What the victims do, and how the region is laid out, is in {@code
 * victims.c}.
 */
class KillTest {
  private static final Victims VICTIMS = new Victims("kill_test");

  @TempDir Path folder;

  private Path file;
  private RegionAddress address;

  /** One of the things that victims do. */
  record Script(String name, boolean consumes, Repeats repeats) {
    static Script of(String line) {
      String[] words = line.split(" ");
      Repeats repeats = Repeats.values()[Integer.parseInt(words[2])];
      return new Script(words[0], words[1].equals("1"), repeats);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Script> scripts() throws Exception {
    return VICTIMS.scripts().stream().map(Script::of).toList();
  }

  @BeforeEach
  void nameTheRegion() {
    file = folder.resolve("region");
    address = RegionAddress.file(file);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void javaGoesOnWhereverCWasKilled(Script script) throws Exception {
    int[] kills = {0};
    VICTIMS.kill(script.name(), file, line -> survive(script, Kill.of(line), kills[0]++ % 2 == 0));
  }

  private void survive(Script script, Kill kill, boolean consumesFirst) {
    try (Region region = Region.attach(address, CLayouts.market(QueueSurvivor.CAPACITY, 1))) {
      QueueSurvivor survivor = new QueueSurvivor(region.queue(QueueSurvivor.QUOTES), kill);
      if (script.consumes()) {
        survivor.succeedConsumer(script.repeats());
      } else {
        survivor.succeedProducer(consumesFirst);
      }
    }
  }
}
