// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.layout;

/**
 * Earlier versions in a canonical layout text:
 *
 * <pre>
 *   tenon-layout 1
 *   schema market
 *   current 3
 *   compatible 1 (64 hexadecimal digits)
 *   compatible 2 (64 hexadecimal digits)
 *   region MarketFeed
 *   …
 * </pre>
 *
 * <p>The layout is as it is since version 3; that of version 2 had the second hash and version 1
 * the first. A text without these lines never changed.
 */
public final class LayoutHistory {
  private static final String CURRENT = "current ";
  private static final String COMPATIBLE = "compatible ";
  private static final int HASH_BYTES = 32;
  private static final int VERSION_DIGITS = 5;
  private static final int LAST_VERSION = 0xFFFF;

  private LayoutHistory() {}

  /**
   * The hash that a layout had at a version of its schema. The form is checked strictly: a text of
   * any other form has no hash at any version.
   *
   * @param text a layout text; may be anything
   * @param hash the text's own hash
   * @param version 0 to 65535
   * @return 32 bytes; null when the text has another form or does not tell
   */
  public static byte[] hashAt(String text, byte[] hash, int version) {
    Lines lines = new Lines(text);
    if (!lines.next() || !lines.isWhole("tenon-layout 1")) {
      return null;
    }
    if (!lines.next() || !lines.startsWith("schema ") || !lines.next()) {
      return null;
    }
    byte[] result = hash;
    if (lines.startsWith(CURRENT)) {
      int current = lines.number(CURRENT.length(), lines.length());
      int last = 0;
      result = version >= current ? hash : null;
      while (lines.next() && lines.startsWith(COMPATIBLE)) {
        int blank = lines.length() - 2 * HASH_BYTES - 1;
        int since = lines.number(COMPATIBLE.length(), blank);
        byte[] earlier = lines.hash(blank);
        if (earlier == null || since <= last || since >= current) {
          return null;
        }
        if (since <= version && version < current) {
          result = earlier;
        }
        last = since;
      }
      if (last == 0) {
        return null;
      }
    }
    return lines.startsWith("region ") && lines.restHasNoHistory() ? result : null;
  }

  /**
   * Whether a line is part of a history, wherever it stands. A type may be named {@code current},
   * but no number follows its name.
   */
  static boolean isHistory(String text, int start, int end) {
    int key =
        text.startsWith(CURRENT, start)
            ? CURRENT.length()
            : text.startsWith(COMPATIBLE, start) ? COMPATIBLE.length() : 0;
    return key > 0 && start + key < end && isDigit(text.charAt(start + key));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Goes through the lines of a text; each must end with LF. */
  private static final class Lines {
    private final String text;
    private int start;
    private int end = -1;

    Lines(String text) {
      this.text = text;
    }

    /** Goes to the next line; false when there is none, and then the present one is empty. */
    boolean next() {
      start = end + 1;
      end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
        start = end;
        return false;
      }
      return true;
    }

    int length() {
      return end - start;
    }

    boolean isWhole(String line) {
      return length() == line.length() && text.startsWith(line, start);
    }

    boolean startsWith(String key) {
      return length() > key.length() && text.startsWith(key, start);
    }

    /** A version in its only spelling, between two indices of the line; -1 for anything else. */
    int number(int from, int to) {
      int digits = to - from;
      if (digits < 1 || digits > VERSION_DIGITS || text.charAt(start + from) == '0') {
        return -1;
      }
      int value = 0;
      for (int i = start + from; i < start + to; i++) {
        if (!isDigit(text.charAt(i))) {
          return -1;
        }
        value = 10 * value + text.charAt(i) - '0';
      }
      return value <= LAST_VERSION ? value : -1;
    }

    /** The bytes of the lower-case digits that fill the line after a blank; null for others. */
    byte[] hash(int blank) {
      if (blank < 0 || text.charAt(start + blank) != ' ') {
        return null;
      }
      byte[] hash = new byte[HASH_BYTES];
      for (int i = 0; i < HASH_BYTES; i++) {
        int high = hexadecimal(text.charAt(start + blank + 1 + 2 * i));
        int low = hexadecimal(text.charAt(start + blank + 2 + 2 * i));
        if (high < 0 || low < 0) {
          return null;
        }
        hash[i] = (byte) (high << 4 | low);
      }
      return hash;
    }

    /** Whether the lines behind this one are facts only, and the last one is complete. */
    boolean restHasNoHistory() {
      while (next()) {
        if (isHistory(text, start, end)) {
          return false;
        }
      }
      return text.charAt(text.length() - 1) == '\n';
    }

    private static int hexadecimal(char c) {
      return isDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
  }
}
