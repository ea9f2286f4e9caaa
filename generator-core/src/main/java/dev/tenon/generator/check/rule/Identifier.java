// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.check.rule;

import java.util.regex.Pattern;

/** Identifiers of the schema language, and how messages show them. */
public final class Identifier {

  /** A leading underscore is reserved in C, and lost when a name is put into words. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private static final int SHOWN = 60;

  private Identifier() {}

  public static boolean isValid(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns the text as a message shows it: at most 60 characters. */
  public static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "…";
  }
}
