// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.accessors;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The record Book as an expert would write it by hand on {@code java.lang.foreign}: constant
 * layouts, literal offsets, no check but those of the segment.
 */
final class HandwrittenBook {
  static final long BYTES = 120;
  static final int LEVELS = 5;

  private static final long LEVELS_OFFSET = 40;
  private static final long LEVEL_BYTES = 16;

  private MemorySegment segment;
  private long base;

  HandwrittenBook wrap(MemorySegment segment, long offset) {
    this.segment = segment;
    this.base = offset;
    return this;
  }

  long sequence() {
    return segment.get(ValueLayout.JAVA_LONG, base);
  }

  void sequence(long value) {
    segment.set(ValueLayout.JAVA_LONG, base, value);
  }

  long time() {
    return segment.get(ValueLayout.JAVA_LONG, base + 8);
  }

  void time(long value) {
    segment.set(ValueLayout.JAVA_LONG, base + 8, value);
  }

  double price() {
    return segment.get(ValueLayout.JAVA_DOUBLE, base + 16);
  }

  void price(double value) {
    segment.set(ValueLayout.JAVA_DOUBLE, base + 16, value);
  }

  long quantity() {
    return Integer.toUnsignedLong(segment.get(ValueLayout.JAVA_INT, base + 24));
  }

  void quantity(long value) {
    segment.set(ValueLayout.JAVA_INT, base + 24, (int) value);
  }

  int instrument() {
    return segment.get(ValueLayout.JAVA_INT, base + 28);
  }

  void instrument(int value) {
    segment.set(ValueLayout.JAVA_INT, base + 28, value);
  }

  int venue() {
    return Short.toUnsignedInt(segment.get(ValueLayout.JAVA_SHORT, base + 32));
  }

  void venue(int value) {
    segment.set(ValueLayout.JAVA_SHORT, base + 32, (short) value);
  }

  int flags() {
    return Short.toUnsignedInt(segment.get(ValueLayout.JAVA_SHORT, base + 34));
  }

  void flags(int value) {
    segment.set(ValueLayout.JAVA_SHORT, base + 34, (short) value);
  }

  int side() {
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, base + 36));
  }

  void side(int value) {
    segment.set(ValueLayout.JAVA_BYTE, base + 36, (byte) value);
  }

  boolean last() {
    return segment.get(ValueLayout.JAVA_BYTE, base + 37) != 0;
  }

  void last(boolean value) {
    segment.set(ValueLayout.JAVA_BYTE, base + 37, (byte) (value ? 1 : 0));
  }

  double levelPrice(int i) {
    return segment.get(ValueLayout.JAVA_DOUBLE, level(i));
  }

  void levelPrice(int i, double value) {
    segment.set(ValueLayout.JAVA_DOUBLE, level(i), value);
  }

  long levelQuantity(int i) {
    return Integer.toUnsignedLong(segment.get(ValueLayout.JAVA_INT, level(i) + 8));
  }

  void levelQuantity(int i, long value) {
    segment.set(ValueLayout.JAVA_INT, level(i) + 8, (int) value);
  }

  int levelOrders(int i) {
    return Short.toUnsignedInt(segment.get(ValueLayout.JAVA_SHORT, level(i) + 12));
  }

  void levelOrders(int i, int value) {
    segment.set(ValueLayout.JAVA_SHORT, level(i) + 12, (short) value);
  }

  private long level(int i) {
    return base + LEVELS_OFFSET + LEVEL_BYTES * i;
  }
}
