// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import com.example.hostmonitor.model.CpuLoad;
import com.example.hostmonitor.model.NetworkTraffic;
import com.example.hostmonitor.model.Percentiles;
import com.example.hostmonitor.model.Sensor;
import com.example.hostmonitor.model.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Lays a snapshot out for a screen of some size. Pure: the same input gives the same lines. */
final class Dashboard {
  private static final int TITLE = 12;
  private static final int NUMBER = 13;
  private static final int CORE_COLUMNS = 26;
  private static final int WIDEST = 120;

  /** Lines of everything but cores and interfaces. */
  private static final int FIXED_LINES = 16;

  private final Glyphs glyphs;
  private final Units units;
  private final boolean colored;

  Dashboard(Glyphs glyphs, boolean colored) {
    this.glyphs = glyphs;
    this.units = new Units(glyphs);
    this.colored = colored;
  }

  /**
   * Draws.
   *
   * @param title what stands at the top left
   * @param note the last thing that was said, empty for nothing
   * @return at most as many lines as the screen has
   */
  List<String> draw(Snapshot s, String title, String note, TerminalSize size) {
    int width = Math.min(size.columns(), WIDEST);
    int flexible = Math.max(2, size.lines() - FIXED_LINES);
    List<Line> lines = new ArrayList<>();
    header(lines, s, title, width);
    cpu(lines, s, width, Math.max(1, flexible / 2));
    memory(lines, s, width);
    network(lines, s, width, Math.max(1, flexible - flexible / 2));
    delays(lines, s, width);
    keys(lines, s, width);
    lines.add(line(width).add(Style.BUSY, note));
    return lines.stream().limit(size.lines()).map(Line::toString).toList();
  }

  private Line line(int width) {
    return new Line(width, colored);
  }

  private Line titled(int width, String title) {
    return line(width).left(TITLE, Style.STRONG, title);
  }

  private void header(List<Line> lines, Snapshot s, String title, int width) {
    Line line = line(width).add(Style.STRONG, title).add("   " + s.agent().rate() + " Hz");
    double silence = s.agent().secondsSinceHeartbeat();
    if (Double.isNaN(silence)) {
      line.add(Style.FAINT, "   waiting for the agent");
    } else if (silence > 1) {
      line.add(Style.ALARM, "   no heartbeat for " + units.clock(silence));
    } else {
      line.add(Style.FAINT, "   heartbeat");
    }
    String clock = units.clock(s.seconds());
    lines.add(line.to(width - clock.length()).add(Style.FAINT, clock));
    lines.add(line(width).add(Style.FAINT, String.valueOf(glyphs.rule()).repeat(width)));
  }

  private void cpu(List<Line> lines, Snapshot s, int width, int most) {
    if (isOff(lines, s, Sensor.CPU, width, s.cores().isEmpty())) {
      return;
    }
    Line all =
        titled(width, "cpu").right(NUMBER, Style.PLAIN, units.percent(s.meanLoad())).add("  ");
    Bar.add(all, glyphs, width, s.meanLoad());
    lines.add(all);
    int columns = Math.max(1, (width - TITLE) / CORE_COLUMNS);
    int shown = Math.min(s.cores().size(), columns * most);
    for (int first = 0; first < shown; first += columns) {
      Line line = titled(width, "");
      for (CpuLoad.Core core : s.cores().subList(first, Math.min(first + columns, shown))) {
        line.right(4, Style.FAINT, String.valueOf(core.number()));
        line.right(7, Style.PLAIN, units.percent(core.load())).add(" ");
        Bar.add(line, glyphs, CORE_COLUMNS - 14, core.load());
        line.add("  ");
      }
      lines.add(line);
    }
    more(lines, width, s.cores().size() - shown, "cores");
  }

  private void memory(List<Line> lines, Snapshot s, int width) {
    if (!isOff(lines, s, Sensor.MEMORY, width, s.memory().total() == 0)) {
      lines.add(use(width, "memory", s.memoryUsed(), s.memory().total()));
      if (s.memory().swapTotal() > 0) {
        lines.add(use(width, "swap", s.swapUsed(), s.memory().swapTotal()));
      }
    }
  }

  private Line use(int width, String title, double used, long total) {
    String text = "  " + units.bytes(used * total) + " of " + units.bytes(total);
    Line line = titled(width, title).right(NUMBER, Style.PLAIN, units.percent(used)).add("  ");
    Bar.add(line, glyphs, line.rest() - text.length(), used);
    return line.add(text);
  }

  private void network(List<Line> lines, Snapshot s, int width, int most) {
    if (isOff(lines, s, Sensor.NETWORK, width, s.interfaces().isEmpty())) {
      return;
    }
    lines.add(
        titled(width, "network")
            .right(NUMBER, Style.FAINT, "in")
            .right(NUMBER, Style.FAINT, "out")
            .right(NUMBER, Style.FAINT, "packets"));
    for (NetworkTraffic.Interface i :
        s.interfaces().subList(0, Math.min(most, s.interfaces().size()))) {
      lines.add(
          line(width)
              .right(TITLE - 1, Style.FAINT, i.name())
              .add(" ")
              .right(NUMBER, Style.PLAIN, units.byteRate(i.receivedBytes()))
              .right(NUMBER, Style.PLAIN, units.byteRate(i.sentBytes()))
              .right(NUMBER, Style.PLAIN, "%.0f/s".formatted(i.packets())));
    }
    more(lines, width, s.interfaces().size() - most, "interfaces");
  }

  private void delays(List<Line> lines, Snapshot s, int width) {
    lines.add(line(width));
    lines.add(
        titled(width, "messages")
            .right(NUMBER, Style.PLAIN, "%.0f/s".formatted(s.perSecond()))
            .right(NUMBER, Style.FAINT, s.receivedInAll() + " in all")
            .add(s.missing() > 0 ? Style.ALARM : Style.FAINT, "   " + s.missing() + " missing")
            .add(Style.FAINT, "   " + s.agent().dropped() + " dropped"));
    lines.add(
        titled(width, "")
            .right(NUMBER, Style.FAINT, "p50")
            .right(NUMBER, Style.FAINT, "p99")
            .right(NUMBER, Style.FAINT, "p99.9")
            .right(NUMBER, Style.FAINT, "max"));
    lines.add(delay(width, "one-way", s.oneWay()));
    if (!isOff(lines, s, Sensor.SCHEDULING, width, false)) {
      lines.add(delay(width, "timer late", s.lateness()));
    }
  }

  private Line delay(int width, String title, Percentiles times) {
    Line line = titled(width, title);
    if (times.count() == 0) {
      return line.right(NUMBER, Style.FAINT, "none yet");
    }
    return line.right(NUMBER, Style.PLAIN, units.duration(times.p50()))
        .right(NUMBER, Style.PLAIN, units.duration(times.p99()))
        .right(NUMBER, Style.PLAIN, units.duration(times.p999()))
        .right(NUMBER, Style.PLAIN, units.duration(times.max()));
  }

  private void keys(List<Line> lines, Snapshot s, int width) {
    lines.add(line(width).add(Style.FAINT, String.valueOf(glyphs.rule()).repeat(width)));
    Line line = line(width).add(Style.STRONG, "+ -").add(" rate");
    for (Sensor sensor : Sensor.values()) {
      boolean on = sensor.isIn(s.agent().sensors());
      line.add("   ").add(Style.STRONG, String.valueOf(sensor.key()));
      line.add(on ? Style.CALM : Style.FAINT, " " + sensor.title());
    }
    line.add("   ").add(Style.STRONG, "q").add(" quit");
    if (s.agent().acknowledged() < s.commandsSent()) {
      line.add(Style.FAINT, "   sending");
    }
    lines.add(line);
  }

  /** Says so and returns true when a sensor is off or has shown nothing so far. */
  private boolean isOff(List<Line> lines, Snapshot s, Sensor sensor, int width, boolean empty) {
    boolean on = sensor.isIn(s.agent().sensors());
    if (on && !empty) {
      return false;
    }
    lines.add(titled(width, sensor.title()).right(NUMBER, Style.FAINT, on ? "none yet" : "off"));
    return true;
  }

  private void more(List<Line> lines, int width, int count, String what) {
    if (count > 0) {
      lines.add(titled(width, "").add(Style.FAINT, "  and " + count + " more " + what));
    }
  }
}
