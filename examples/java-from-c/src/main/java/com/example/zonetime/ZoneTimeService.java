// SPDX-License-Identifier: Apache-2.0
package com.example.zonetime;

import com.example.zonetime.contract.Clock;
import com.example.zonetime.contract.ClockChange;
import com.example.zonetime.contract.Match;
import com.example.zonetime.contract.Moment;
import com.example.zonetime.contract.OnZone;
import com.example.zonetime.contract.ZoneTimeExports;
import dev.tenon.runtime.callback.CallbackExceptions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Time zones for C. Called from any thread of the C program, from several at once: it has no state
 * but the last error of each thread.
 *
 * <p>Nothing is caught here. An exception that leaves a method becomes the declared {@code
 * on_error} in C, and goes to the handler, which keeps its message for {@link #lastError}.
 */
public final class ZoneTimeService implements ZoneTimeExports {
  private static final DateTimeFormatter ABBREVIATION =
      DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private final ThreadLocal<String> lastError = new ThreadLocal<>();

  /** Found and created by {@code ServiceLoader} when the C program starts Java. */
  public ZoneTimeService() {
    CallbackExceptions.setHandler((call, thread, exception) -> lastError.set(sentence(exception)));
  }

  private static String sentence(Throwable exception) {
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }

  @Override
  public String rulesVersion() {
    return ZoneRulesProvider.getVersions("UTC").lastKey();
  }

  @Override
  public Match atClock(Clock clock, String zone, Moment moment) {
    LocalDateTime shown =
        LocalDateTime.of(
            clock.year(), clock.month(), clock.day(), clock.hour(), clock.minute(), clock.second());
    ZoneId id = ZoneId.of(zone);
    ZoneOffsetTransition change = id.getRules().getTransition(shown);
    // Of two that are possible this takes the earlier, and it goes over a gap by the gap's length.
    fill(moment, shown.atZone(id));
    if (change == null) {
      return Match.UNIQUE;
    }
    moment.skipped(Math.toIntExact(change.getDuration().toSeconds()));
    return change.isGap() ? Match.SKIPPED : Match.REPEATED;
  }

  @Override
  public boolean atInstant(long instant, String zone, Moment moment) {
    fill(moment, Instant.ofEpochSecond(instant).atZone(ZoneId.of(zone)));
    return true;
  }

  @Override
  public int clockChanges(String zone, long since, ClockChange.Array changes) {
    ZoneRules rules = ZoneId.of(zone).getRules();
    // The one at this very instant is wanted, too.
    Instant last = Instant.ofEpochSecond(since).minusSeconds(1);
    int count = 0;
    while (count < changes.length()) {
      ZoneOffsetTransition next = rules.nextTransition(last);
      if (next == null) {
        break;
      }
      ClockChange change = changes.at(count++);
      change.instant(next.toEpochSecond());
      fill(change.before(), next.getDateTimeBefore());
      fill(change.after(), next.getDateTimeAfter());
      last = next.getInstant();
    }
    return count;
  }

  @Override
  public int forEachZone(OnZone visitor) {
    int count = 0;
    for (String zone : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      count++;
      if (!visitor.call(zone)) {
        break;
      }
    }
    return count;
  }

  @Override
  public String lastError() {
    return lastError.get();
  }

  private static void fill(Moment moment, ZonedDateTime time) {
    ZoneOffset offset = time.getOffset();
    moment
        .instant(time.toEpochSecond())
        .offset(offset.getTotalSeconds())
        .skipped(0)
        .summerTime(time.getZone().getRules().isDaylightSavings(time.toInstant()))
        .abbreviation(ABBREVIATION.format(time));
    fill(moment.clock(), time.toLocalDateTime());
  }

  private static void fill(Clock clock, LocalDateTime time) {
    clock
        .year(time.getYear())
        .month(time.getMonthValue())
        .day(time.getDayOfMonth())
        .hour(time.getHour())
        .minute(time.getMinute())
        .second(time.getSecond());
  }
}
