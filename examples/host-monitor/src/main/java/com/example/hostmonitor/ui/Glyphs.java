// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The characters that not every terminal has, and what stands in for them.
 *
 * @param bar parts of a bar's last cell, from nearly empty to full
 * @param track the empty part of a bar
 * @param rule a horizontal line
 * @param micro the prefix of a millionth
 */
record Glyphs(String bar, char track, char rule, char micro) {
  private static final Glyphs UNICODE = new Glyphs("▏▎▍▌▋▊▉█", '·', '─', 'µ');
  private static final Glyphs ASCII = new Glyphs("#", '.', '-', 'u');

  /** The best that a terminal with this character set can show. */
  static Glyphs of(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8) ? UNICODE : ASCII;
  }
}
