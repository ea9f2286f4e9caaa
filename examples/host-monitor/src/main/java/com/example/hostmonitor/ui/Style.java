// SPDX-License-Identifier: Apache-2.0
package com.example.hostmonitor.ui;

/** Styles of text on an ANSI terminal (ECMA-48, "select graphic rendition"). */
enum Style {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  CALM("32"),
  BUSY("33"),
  ALARM("31");

  private static final String ESCAPE = "\033[";

  private final String parameter;

  Style(String parameter) {
    this.parameter = parameter;
  }

  /** The style of a load from 0 to 1. */
  static Style ofLoad(double load) {
    return load < 0.6 ? CALM : load < 0.85 ? BUSY : ALARM;
  }

  /** The text between the codes that begin and end this style. */
  String of(String text) {
    return parameter.isEmpty() || text.isEmpty()
        ? text
        : ESCAPE + parameter + "m" + text + ESCAPE + "m";
  }
}
