// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import com.example.hostmonitor.model.Sensor;
import com.example.hostmonitor.model.Snapshot;
import java.io.PrintStream;
import java.time.Duration;

/** A line a second, for files, pipes and terminals that can do no more. */
public final class PlainView implements View {
  private final PrintStream out;
  private final Units units;

  /** Writes to this stream, which stays open. */
  public PlainView(PrintStream out) {
    this.out = out;
    this.units = new Units(Glyphs.of(out.charset()));
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void show(Snapshot s) {
    if (s.receivedInAll() == 0) {
      out.println("waiting for samples");
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append(
        "%4.0f s  %d Hz  %.0f messages/s".formatted(s.seconds(), s.agent().rate(), s.perSecond()));
    if (Sensor.CPU.isIn(s.agent().sensors()) && !s.cores().isEmpty()) {
      line.append("  cpu ").append(units.percent(s.meanLoad()));
    }
    if (Sensor.MEMORY.isIn(s.agent().sensors()) && s.memory().total() > 0) {
      line.append("  memory ").append(units.percent(s.memoryUsed()));
    }
    if (s.oneWay().count() > 0) {
      line.append("  one-way p50 ").append(units.duration(s.oneWay().p50()));
      line.append(" p99 ").append(units.duration(s.oneWay().p99()));
    }
    out.println(line);
  }

  @Override
  public void note(String text) {
    out.println(text);
  }

  @Override
  public void close() {
    out.flush();
  }
}
