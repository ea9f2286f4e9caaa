// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Keeps what each export got last, and returns it. */
class EchoExports implements ValuesExports {

  /** Structs as their values. */
  Object last;

  private <T> T keep(T value) {
    last = value;
    return value;
  }

  @Override
  public int javaU8(int value) {
    return keep(value);
  }

  @Override
  public byte javaI8(byte value) {
    return keep(value);
  }

  @Override
  public int javaU16(int value) {
    return keep(value);
  }

  @Override
  public short javaI16(short value) {
    return keep(value);
  }

  @Override
  public long javaU32(long value) {
    return keep(value);
  }

  @Override
  public int javaI32(int value) {
    return keep(value);
  }

  @Override
  public long javaU64(long value) {
    return keep(value);
  }

  @Override
  public long javaI64(long value) {
    return keep(value);
  }

  @Override
  public float javaF32(float value) {
    return keep(value);
  }

  @Override
  public double javaF64(double value) {
    return keep(value);
  }

  @Override
  public boolean javaBool(boolean value) {
    return keep(value);
  }

  @Override
  public char javaChar(char value) {
    return keep(value);
  }

  @Override
  public Colour javaColour(Colour value) {
    return keep(value);
  }

  @Override
  public Level javaLevel(Level value) {
    return keep(value);
  }

  @Override
  public Serial javaSerial(Serial value) {
    return keep(value);
  }

  @Override
  public int javaMarks(int value) {
    return keep(value);
  }

  @Override
  public long javaRights(long value) {
    return keep(value);
  }

  @Override
  public Point javaPoint(Point value) {
    last = value.toValue();
    return value;
  }

  @Override
  public Vector javaVector(Vector value) {
    last = value.toValue();
    return value;
  }

  @Override
  public Mixed javaMixed(Mixed value) {
    last = value.toValue();
    return value;
  }

  @Override
  public Floats javaFloats(Floats value) {
    last = value.toValue();
    return value;
  }

  @Override
  public Large javaLarge(Large value) {
    last = value.toValue();
    return value;
  }

  @Override
  public String javaText(String value) {
    return keep(value);
  }

  @Override
  public long javaPoints(Point from, Point to) {
    last = Arrays.asList(from == null ? null : from.toValue(), to == null ? null : to.toValue());
    if (to == null) {
      return 0;
    }
    to.copyFrom(from);
    return 1;
  }

  @Override
  public Box javaBox(Box box) {
    return box;
  }

  @Override
  public long javaPointer(MemorySegment pointer) {
    last = pointer.byteSize();
    return pointer.address();
  }

  @Override
  public long javaFill(MemorySegment left, Point.Array right) {
    long sum = 0;
    for (int i = 0; i < right.length(); i++) {
      right.at(i).x(left.getAtIndex(java.lang.foreign.ValueLayout.JAVA_SHORT, i));
      sum += right.at(i).y();
    }
    return sum;
  }

  @Override
  public byte javaCallback(OnI8 callback, byte value) {
    return callback.call(value);
  }

  @Override
  public void javaNothing() {
    last = "nothing";
  }

  @Override
  public short javaMany(
      byte aI8,
      int aU8,
      short aI16,
      int aU16,
      int aI32,
      long aU32,
      float bF32,
      double bF64,
      float cF32,
      double cF64,
      float dF32,
      double dF64,
      float eF32,
      double eF64,
      float fF32,
      double fF64,
      byte gI8,
      int gU8,
      short gI16,
      int gU16,
      int gI32,
      long gU32,
      boolean gBool,
      char gChar,
      Colour gColour,
      long gI64,
      String hText,
      Point hPoint,
      Large hLarge,
      Point hWhere,
      byte iI8,
      int iMarks) {
    last =
        Many.values(
            aI8, aU8, aI16, aU16, aI32, aU32, bF32, bF64, cF32, cF64, dF32, dF64, eF32, eF64, fF32,
            fF64, gI8, gU8, gI16, gU16, gI32, gU32, gBool, gChar, gColour, gI64, hText, hPoint,
            hLarge, hWhere, iI8, iMarks);
    return gI16;
  }
}
