// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;

/** The 32 parameters of {@code many}: more than any calling convention has registers for. */
final class Many {

  static final Large.Value EMPTY =
      new Large.Value(
          "",
          List.of(
              new Point.Value(0, 0),
              new Point.Value(0, 0),
              new Point.Value(0, 0),
              new Point.Value(0, 0)),
          0,
          0);
  static final Large.Value FULL =
      new Large.Value(
          "nineteen characters",
          List.of(
              new Point.Value(1, 2),
              new Point.Value(3, 4),
              new Point.Value(5, 6),
              new Point.Value(Integer.MAX_VALUE, Integer.MIN_VALUE)),
          -1,
          255);

  /** The least of every type, as {@code LEAST} in values_many.c. */
  static final List<Object> LEAST =
      Arrays.asList(
          Byte.MIN_VALUE,
          0,
          Short.MIN_VALUE,
          0,
          Integer.MIN_VALUE,
          0L,
          -0.0f,
          -0.0,
          -0.0f,
          -0.0,
          -0.0f,
          -0.0,
          -0.0f,
          -0.0,
          -0.0f,
          -0.0,
          Byte.MIN_VALUE,
          0,
          Short.MIN_VALUE,
          0,
          Integer.MIN_VALUE,
          0L,
          false,
          '\0',
          Colour.RED,
          Long.MIN_VALUE,
          null,
          new Point.Value(Integer.MIN_VALUE, Integer.MIN_VALUE),
          EMPTY,
          null,
          Byte.MIN_VALUE,
          0);

  /** The greatest of every type, as {@code GREATEST} in values_many.c. */
  static final List<Object> GREATEST =
      Arrays.asList(
          Byte.MAX_VALUE,
          255,
          Short.MAX_VALUE,
          65535,
          Integer.MAX_VALUE,
          0xFFFF_FFFFL,
          Float.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Float.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Float.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Float.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Float.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Byte.MAX_VALUE,
          255,
          Short.MAX_VALUE,
          65535,
          Integer.MAX_VALUE,
          0xFFFF_FFFFL,
          true,
          '\u00FF',
          Colour.BLUE,
          Long.MAX_VALUE,
          "\uD834\uDD1E",
          new Point.Value(Integer.MAX_VALUE, Integer.MAX_VALUE),
          FULL,
          new Point.Value(Integer.MAX_VALUE, Integer.MAX_VALUE),
          Byte.MAX_VALUE,
          255);

  private Many() {}

  /** The arguments of a call, structs as their values. */
  static List<Object> values(
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
    return Arrays.asList(
        aI8,
        aU8,
        aI16,
        aU16,
        aI32,
        aU32,
        bF32,
        bF64,
        cF32,
        cF64,
        dF32,
        dF64,
        eF32,
        eF64,
        fF32,
        fF64,
        gI8,
        gU8,
        gI16,
        gU16,
        gI32,
        gU32,
        gBool,
        gChar,
        gColour,
        gI64,
        hText,
        hPoint.toValue(),
        hLarge.toValue(),
        hWhere == null ? null : hWhere.toValue(),
        iI8,
        iMarks);
  }

  /** Anything that takes these parameters. */
  @FunctionalInterface
  interface Callee {
    short call(
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
        int iMarks);
  }

  static short call(Callee callee, Arena arena, List<Object> v) {
    return callee.call(
        (Byte) v.get(0),
        (Integer) v.get(1),
        (Short) v.get(2),
        (Integer) v.get(3),
        (Integer) v.get(4),
        (Long) v.get(5),
        (Float) v.get(6),
        (Double) v.get(7),
        (Float) v.get(8),
        (Double) v.get(9),
        (Float) v.get(10),
        (Double) v.get(11),
        (Float) v.get(12),
        (Double) v.get(13),
        (Float) v.get(14),
        (Double) v.get(15),
        (Byte) v.get(16),
        (Integer) v.get(17),
        (Short) v.get(18),
        (Integer) v.get(19),
        (Integer) v.get(20),
        (Long) v.get(21),
        (Boolean) v.get(22),
        (Character) v.get(23),
        (Colour) v.get(24),
        (Long) v.get(25),
        (String) v.get(26),
        point(arena, (Point.Value) v.get(27)),
        large(arena, (Large.Value) v.get(28)),
        point(arena, (Point.Value) v.get(29)),
        (Byte) v.get(30),
        (Integer) v.get(31));
  }

  private static Point point(Arena arena, Point.Value value) {
    return value == null ? null : Point.allocate(arena).set(value);
  }

  private static Large large(Arena arena, Large.Value value) {
    return Large.allocate(arena).set(value);
  }
}
