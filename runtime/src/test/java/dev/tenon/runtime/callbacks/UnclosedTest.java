// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.Region;
import dev.tenon.runtime.RegionAddress;
import dev.tenon.runtime.Samples;
import dev.tenon.runtime.UnclosedObjects;
import dev.tenon.runtime.callback.Registration;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An object that nobody can close any more is told of, once, and stays as it is. */
@Timeout(120)
class UnclosedTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger("dev.tenon.runtime");
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry);
        }

        @Override
        public void flush() {
          // Nothing is held back.
        }

        @Override
        public void close() {
          // Nothing is open.
        }
      };

  @TempDir Path folder;

  @BeforeEach
  void listenToTheLog() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void leaveTheLog() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  /** Collects garbage until the log has this; the time-out of the test is the bound. */
  private LogRecord awaitLogged(String text) {
    while (true) {
      for (LogRecord entry : logged) {
        if (entry.getMessage().contains(text)) {
          return entry;
        }
      }
      System.gc();
      Thread.onSpinWait();
    }
  }

  private long mentions(String text) {
    return logged.stream().filter(entry -> entry.getMessage().contains(text)).count();
  }

  /** Opens a box, and closes it or forgets it; a box's name in the log. */
  private static String box(Values values, boolean close) {
    Box box = values.boxOpen(7);
    String name = box.toString();
    if (close) {
      box.close();
    }
    return name;
  }

  @Test
  void forgottenHandleIsCountedAndLoggedOnceAndStaysOpen() {
    Values values = LoadedValues.by("gcc");
    long boxes = values.boxes();
    long count = UnclosedObjects.count();
    String name = box(values, false);
    LogRecord entry = awaitLogged("Handle " + name + " became unreachable before it was closed");
    assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
    assertThat(entry.getMessage()).contains("-Ddev.tenon.unclosed.where=true");
    assertThat(UnclosedObjects.count()).isGreaterThan(count);
    // Whatever is told of after another one that was forgotten later comes no more.
    awaitLogged("Handle " + box(values, false) + " became");
    assertThat(mentions(name + " became")).isOne();
    assertThat(values.boxes()).as("nothing is released").isEqualTo(boxes + 2);
  }

  @Test
  void closedObjectsAreNotToldOf(@TempDir Path regions) {
    Values values = LoadedValues.by("gcc");
    // Kept until the end: another box could get the address of one that is closed.
    String closed = box(values, true);
    Registration registration = EVENTS.onTick((tick, sequence) -> 0);
    registration.close();
    String registered = registration.toString().replaceAll(".* ", "Registration ");
    Region.create(RegionAddress.file(regions.resolve("closed")), Samples.feed()).close();
    registration = null;
    forgetRegistration();
    awaitLogged("of evt_on_signal");
    assertThat(mentions(registered + " of evt_on_tick")).isZero();
    assertThat(mentions("Handle " + closed + " became")).isZero();
    assertThat(mentions("region file")).isZero();
  }

  private static void forgetRegistration() {
    assertThat(EVENTS.onSignal(number -> {}).isOpen()).isTrue();
  }

  @Test
  void forgottenKeptCallbackIsToldOf() {
    long releases = EVENTS.handedReleases();
    AtomicReference<OnNest> kept = new AtomicReference<>();
    EVENTS.handOver(kept::set);
    assertThat(kept.get().call(1)).isEqualTo(2);
    kept.set(null);
    awaitLogged("Kept callback OnNest of C became unreachable");
    assertThat(EVENTS.handedReleases()).as("nothing is released").isEqualTo(releases);
  }

  @Test
  void forgottenRegionIsToldOfWithThePlaceWhereItWasOpened() {
    RegionAddress address = RegionAddress.file(folder.resolve("forgotten"));
    assertThat(Region.create(address, Samples.feed()).isOpen()).isTrue();
    LogRecord entry = awaitLogged(address + " became unreachable");
    assertThat(entry.getThrown())
        .hasMessage("opened here")
        .satisfies(
            opening ->
                assertThat(opening.getStackTrace())
                    .anyMatch(
                        frame ->
                            frame
                                .getMethodName()
                                .equals("forgottenRegionIsToldOfWithThePlaceWhereItWasOpened")));
    assertThat(folder.resolve("forgotten")).exists();
  }
}
