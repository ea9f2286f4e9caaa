// SPDX-License-Identifier: Apache-2.0
package com.example.zonetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.zonetime.contract.Clock;
import com.example.zonetime.contract.ClockChange;
import com.example.zonetime.contract.Match;
import com.example.zonetime.contract.Moment;
import com.example.zonetime.contract.ZoneTimeExports;
import java.lang.foreign.Arena;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The functions without C: an ordinary class, and ordinary objects in native memory. */
class ZoneTimeServiceTest {
  private final Arena arena = Arena.ofConfined();
  private final Moment moment = Moment.allocate(arena);
  private final ZoneTimeService service = new ZoneTimeService();

  @AfterEach
  void free() {
    arena.close();
  }

  @Test
  void serviceLoaderFindsTheImplementation() {
    assertThat(ServiceLoader.load(ZoneTimeExports.class).findFirst())
        .containsInstanceOf(ZoneTimeService.class);
  }

  @Test
  void ordinaryTimeComesOnce() {
    assertThat(service.atClock(clock(2026, 7, 1, 9, 0), "Europe/Berlin", moment))
        .isEqualTo(Match.UNIQUE);

    assertThat(moment.instant()).isEqualTo(Instant.parse("2026-07-01T07:00:00Z").getEpochSecond());
    assertThat(moment.abbreviation()).isEqualTo("CEST");
    assertThat(moment.summerTime()).isTrue();
    assertThat(moment.skipped()).isZero();
  }

  @Test
  void timeThatIsSkippedMovesByTheGap() {
    assertThat(service.atClock(clock(2026, 3, 29, 2, 30), "Europe/Berlin", moment))
        .isEqualTo(Match.SKIPPED);

    assertThat(moment.clock().hour()).isEqualTo(3);
    assertThat(moment.skipped()).isEqualTo(3600);
  }

  @Test
  void timeThatComesTwiceIsTheFirst() {
    assertThat(service.atClock(clock(2026, 10, 25, 2, 30), "Europe/Berlin", moment))
        .isEqualTo(Match.REPEATED);

    assertThat(moment.offset()).isEqualTo(7200);
    assertThat(moment.skipped()).isEqualTo(-3600);
  }

  @Test
  void changesFillTheArrayAsFarAsItGoes() {
    long since = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    ClockChange.Array changes = ClockChange.allocateArray(arena, 2);

    assertThat(service.clockChanges("Europe/Berlin", since, changes)).isEqualTo(2);
    assertThat(changes.at(0).before().hour()).isEqualTo(2);
    assertThat(changes.at(0).after().hour()).isEqualTo(3);
    assertThat(changes.at(1).before().month()).isEqualTo(10);

    assertThat(service.clockChanges("UTC", since, changes)).isZero();
  }

  @Test
  void visitorIsCalledUntilItHasSeenEnough() {
    List<String> seen = new ArrayList<>();

    int called =
        service.forEachZone(
            zone -> {
              seen.add(zone);
              return seen.size() < 3;
            });

    assertThat(called).isEqualTo(3);
    assertThat(seen).hasSize(3).isSorted();
  }

  @Test
  void errorsAreExceptions() {
    assertThatThrownBy(() -> service.atInstant(0, "Europe/Atlantis", moment))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("Europe/Atlantis");
    assertThatThrownBy(() -> service.atClock(clock(2026, 2, 30, 0, 0), "UTC", moment))
        .isInstanceOf(DateTimeException.class);
  }

  private Clock clock(int year, int month, int day, int hour, int minute) {
    return Clock.allocate(arena).year(year).month(month).day(day).hour(hour).minute(minute);
  }
}
