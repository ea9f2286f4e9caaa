// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.accessors;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * The record Book as a flyweight over Agrona's buffer, in the way of SBE, with the checks that the
 * buffer makes by default.
 */
final class AgronaBook {
  static final int BYTES = 120;
  static final int LEVELS = 5;

  private static final int LEVELS_OFFSET = 40;
  private static final int LEVEL_BYTES = 16;

  private UnsafeBuffer buffer;
  private int base;

  AgronaBook wrap(UnsafeBuffer buffer, int offset) {
    this.buffer = buffer;
    this.base = offset;
    return this;
  }

  long sequence() {
    return buffer.getLong(base);
  }

  void sequence(long value) {
    buffer.putLong(base, value);
  }

  long time() {
    return buffer.getLong(base + 8);
  }

  void time(long value) {
    buffer.putLong(base + 8, value);
  }

  double price() {
    return buffer.getDouble(base + 16);
  }

  void price(double value) {
    buffer.putDouble(base + 16, value);
  }

  long quantity() {
    return Integer.toUnsignedLong(buffer.getInt(base + 24));
  }

  void quantity(long value) {
    buffer.putInt(base + 24, (int) value);
  }

  int instrument() {
    return buffer.getInt(base + 28);
  }

  void instrument(int value) {
    buffer.putInt(base + 28, value);
  }

  int venue() {
    return Short.toUnsignedInt(buffer.getShort(base + 32));
  }

  void venue(int value) {
    buffer.putShort(base + 32, (short) value);
  }

  int flags() {
    return Short.toUnsignedInt(buffer.getShort(base + 34));
  }

  void flags(int value) {
    buffer.putShort(base + 34, (short) value);
  }

  int side() {
    return Byte.toUnsignedInt(buffer.getByte(base + 36));
  }

  void side(int value) {
    buffer.putByte(base + 36, (byte) value);
  }

  boolean last() {
    return buffer.getByte(base + 37) != 0;
  }

  void last(boolean value) {
    buffer.putByte(base + 37, (byte) (value ? 1 : 0));
  }

  double levelPrice(int i) {
    return buffer.getDouble(level(i));
  }

  void levelPrice(int i, double value) {
    buffer.putDouble(level(i), value);
  }

  long levelQuantity(int i) {
    return Integer.toUnsignedLong(buffer.getInt(level(i) + 8));
  }

  void levelQuantity(int i, long value) {
    buffer.putInt(level(i) + 8, (int) value);
  }

  int levelOrders(int i) {
    return Short.toUnsignedInt(buffer.getShort(level(i) + 12));
  }

  void levelOrders(int i, int value) {
    buffer.putShort(level(i) + 12, (short) value);
  }

  private int level(int i) {
    return base + LEVELS_OFFSET + LEVEL_BYTES * i;
  }
}
