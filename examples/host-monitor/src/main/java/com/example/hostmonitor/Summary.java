// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor;

import com.example.hostmonitor.model.Percentiles;
import com.example.hostmonitor.model.Sensor;
import com.example.hostmonitor.model.Snapshot;
import java.util.Locale;

/** The text at the end of a run. One fact a line, so that scripts can read it, too. */
final class Summary {
  private final StringBuilder text = new StringBuilder();

  private Summary() {}

  /** Writes the summary of a whole run. */
  static String of(Snapshot s, Ending ending) {
    Summary summary = new Summary();
    summary.line("summary", "%.1f s", s.seconds());
    for (Sensor sensor : Sensor.values()) {
      summary.line("  " + sensor.title(), "%d samples", s.received().get(sensor));
    }
    summary.line("  messages", "%d received, %.0f/s", s.receivedInAll(), s.perSecond());
    summary.line("  lost", "%d dropped, %d missing", s.agent().dropped(), s.missing());
    summary.delays("  one-way", s.oneWay());
    summary.delays("  timer late", s.lateness());
    summary.line(
        "  commands", "%d sent, %d acknowledged", s.commandsSent(), s.agent().acknowledged());
    summary.line("  end", "%s", ending.text());
    return summary.text.toString();
  }

  private void delays(String name, Percentiles p) {
    if (p.count() == 0) {
      line(name, "none");
      return;
    }
    line(
        name,
        "p50 %.1f  p99 %.1f  p99.9 %.1f  max %.1f us",
        p.p50() / 1e3,
        p.p99() / 1e3,
        p.p999() / 1e3,
        p.max() / 1e3);
  }

  private void line(String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-14s", name))
        .append(String.format(Locale.ROOT, format, values))
        .append(System.lineSeparator());
  }
}
