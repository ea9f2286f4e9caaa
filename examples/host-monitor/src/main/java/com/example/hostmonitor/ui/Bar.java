// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

/** A horizontal bar for a share of a whole. */
final class Bar {
  private Bar() {}

  /** Adds a bar of so many columns for a share from 0 to 1. */
  static void add(Line line, Glyphs glyphs, int columns, double share) {
    int cells = Math.min(columns, line.rest());
    if (cells <= 0) {
      return;
    }
    int parts = glyphs.bar().length();
    int filled = (int) Math.round(Math.clamp(share, 0.0, 1.0) * cells * parts);
    String full = glyphs.bar().substring(parts - 1).repeat(filled / parts);
    int part = filled % parts;
    String last = part == 0 ? "" : glyphs.bar().substring(part - 1, part);
    int rest = cells - full.length() - last.length();
    line.add(Style.ofLoad(share), full + last);
    line.add(Style.FAINT, String.valueOf(glyphs.track()).repeat(rest));
  }
}
