// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.evolution;

import java.util.ArrayList;
import java.util.List;

/**
 * Values that a reader of one version sees of a writer of another one: what both know is as it was
 * written, and what only the reader knows has its default.
 */
final class Expected {

  private final int writer;
  private final int reader;
  private final List<String> lines = new ArrayList<>();

  private Expected(int writer, int reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Returns the lines.
   *
   * @param region version of the region's creator, which is that of its structs
   */
  static List<String> lines(int writer, int reader, int region) {
    Expected structs = new Expected(writer, reader, Math.min(writer, region));
    structs.device("device");
    structs.part("part", 60);
    structs.log("log");
    Expected messages = new Expected(writer, reader, writer);
    messages.messages();
    List<String> all = new ArrayList<>(structs.lines);
    // From the queue, the broadcast, and the work.
    for (int i = 0; i < 3; i++) {
      all.addAll(messages.lines);
    }
    Expected value = new Expected(writer, reader, Math.min(writer, region));
    value.device("newest");
    all.addAll(value.lines);
    Expected sections = new Expected(writer, reader, Math.min(writer, region));
    sections.sections(region);
    all.addAll(sections.lines);
    return all;
  }

  private int has;

  private Expected(int writer, int reader, int has) {
    this(writer, reader);
    this.has = has;
  }

  private void line(String field, int since, Object written, Object fallback) {
    if (reader >= since) {
      lines.add(field + "=" + (has >= since ? written : fallback));
    }
  }

  private void part(String where, int seed) {
    line(where + ".weight", 1, seed + ".5", "");
    line(where + ".state", 1, writer, "");
    line(where + ".marks", 2, seed + 2, 1);
    line(where + ".color", 3, seed + 3, 0xFF0000);
  }

  private void device(String where) {
    line(where + ".serial", 1, "4294967294", "");
    line(where + ".mode", 2, 20, 77);
    part(where + ".part", 10);
    line(where + ".name", 1, "grö\u00DF", "");
    line(where + ".state", 1, writer, "");
    line(where + ".marks", 1, 1 << (writer - 1), "");
    line(where + ".flag", 1, 200, "");
    line(where + ".late", 2, 21, 9);
    line(where + ".total", 2, 22, "18446744073709551615");
    line(where + ".count", 2, 23, 5);
    line(where + ".big", 2, 24, 0x01020304);
    line(where + ".time", 2, 25, 1000000001);
    line(where + ".label", 3, "new", "none");
    line(where + ".origin", 3, "-30,31", "0,0");
    line(where + ".samples", 3, "32,33,34,35,36,37", "0,0,0,0,0,0");
    line(where + ".history", 3, "40,41,", "");
  }

  private void log(String where) {
    line(where + ".level", 1, 50, "");
    line(where + ".lines", 1, "one,two,", "");
    line(where + ".checksum", 3, 51, 7);
  }

  private void batch(int parts) {
    lines.add("Batch.number=" + (70 + parts));
    for (int i = 0; i < parts; i++) {
      part("Batch.parts", 80 + i);
    }
  }

  /** Sections that later versions appended: none is there that the creator did not know. */
  private void sections(int region) {
    if (isThere("status", 2, region)) {
      line("status.beat", 2, 95, 5);
      line("status.uptime", 3, 96, 8);
    }
    if (isThere("replies", 2, region) && writer >= 2) {
      has = writer;
      line("Newcomer.value", 2, 98, "");
      line("Newcomer.more", 3, 99, 4);
      batch(2);
      has = Math.min(writer, region);
    }
    if (isThere("limits", 3, region)) {
      boolean isWritten = writer >= 3;
      lines.add("limits.weight=" + (isWritten ? "97.5" : "0.0"));
      lines.add("limits.state=" + (isWritten ? 3 : 0));
      lines.add("limits.marks=" + (isWritten ? 99 : 1));
      lines.add("limits.color=" + (isWritten ? 100 : 0xFF0000));
    }
  }

  /** Returns whether a section is there that the reader knows, and says so when it is not. */
  private boolean isThere(String section, int since, int region) {
    if (reader >= since && region < since) {
      lines.add(section + "=absent");
    }
    return reader >= since && region >= since;
  }

  private void messages() {
    device("Device");
    log("Log");
    for (int parts : new int[] {0, 2, 3}) {
      batch(parts);
    }
    lines.add("Event.kind=1");
    part("Event.part", 91);
    lines.add("Event.last=90");
    lines.add("Event.kind=2");
    lines.add("Event.number=92");
    lines.add("Event.last=90");
    if (writer >= 2) {
      if (reader == 1) {
        lines.add("unknown=5");
      } else {
        lines.add("Newcomer.value=93");
        line("Newcomer.more", 3, 94, 4);
      }
    }
    if (writer == 3) {
      lines.add("Event.kind=3");
      if (reader == 3) {
        lines.add("Event.word=word");
      }
      lines.add("Event.last=90");
    }
  }
}
