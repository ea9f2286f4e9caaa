// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.nio.charset.StandardCharsets;

/** Bits of a value as C sees them, widened to 64: twin of the functions in values_seen.h. */
final class Bits {

  private Bits() {}

  static long of(Object value) {
    if (value == null) {
      return -1;
    } else if (value instanceof Float number) {
      return Integer.toUnsignedLong(Float.floatToRawIntBits(number));
    } else if (value instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    } else if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    } else if (value instanceof Character character) {
      return PLAIN_CHAR_IS_SIGNED ? (byte) character.charValue() : character;
    } else if (value instanceof Number number) {
      return number.longValue();
    } else if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8).length;
    } else if (value instanceof Colour colour) {
      return colour.value();
    } else if (value instanceof Level level) {
      return level.value();
    } else if (value instanceof Serial serial) {
      return serial.value();
    }
    return ofStruct(value);
  }

  /** Of {@code char}: up to the ABI, and that of x86 says signed, that of ARM unsigned. */
  private static final boolean PLAIN_CHAR_IS_SIGNED = System.getProperty("os.arch").equals("amd64");

  private static long ofStruct(Object value) {
    if (value instanceof Point.Value point) {
      return Integer.toUnsignedLong(point.x()) | (long) point.y() << 32;
    } else if (value instanceof Vector.Value vector) {
      return of(vector.x()) ^ of(vector.y()) << 1;
    } else if (value instanceof Mixed.Value mixed) {
      return of(mixed.weight()) ^ mixed.number() << 16 ^ of(mixed.colour()) << 8 ^ of(mixed.sure());
    } else if (value instanceof Floats.Value floats) {
      return of(floats.a()) ^ of(floats.b()) << 16 ^ of(floats.c()) << 32;
    }
    Large.Value large = (Large.Value) value;
    long bits = large.total() ^ large.marks();
    byte[] name = large.name().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 20; i++) {
      bits = bits * 31 + (i < name.length ? Byte.toUnsignedInt(name[i]) : 0);
    }
    for (Point.Value corner : large.corners()) {
      bits = bits * 31 + ofStruct(corner);
    }
    return bits;
  }
}
