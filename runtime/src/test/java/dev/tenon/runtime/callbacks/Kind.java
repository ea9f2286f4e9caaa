// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * One type that is handed over by value, and its way through each direction. Structs are their
 * values.
 *
 * @param values at the edges of the type
 * @param onError what C gets from a callback that throws
 * @param exportOnError what C gets from an export that throws
 * @param echo Java calls C
 * @param call Java calls C, which calls the callback
 * @param through Java calls C, which calls an export
 */
record Kind<T>(
    String name,
    List<T> values,
    T onError,
    T exportOnError,
    UnaryOperator<T> echo,
    BiFunction<UnaryOperator<T>, T, T> call,
    UnaryOperator<T> through) {

  private static final Point.Value DEFAULT = new Point.Value(0, 7);

  static List<Kind<?>> all(Values values, Arena arena) {
    return List.of(
        new Kind<Integer>(
            "u8",
            List.of(0, 1, 127, 128, 255),
            200,
            201,
            values::echoU8,
            (f, value) -> values.callU8(f::apply, value),
            values::throughU8),
        new Kind<Byte>(
            "i8",
            List.of((byte) 0, Byte.MIN_VALUE, (byte) -1, Byte.MAX_VALUE),
            (byte) -100,
            (byte) -101,
            values::echoI8,
            (f, value) -> values.callI8(f::apply, value),
            values::throughI8),
        new Kind<Integer>(
            "u16",
            List.of(0, 255, 32767, 32768, 65535),
            60000,
            60001,
            values::echoU16,
            (f, value) -> values.callU16(f::apply, value),
            values::throughU16),
        new Kind<Short>(
            "i16",
            List.of((short) 0, Short.MIN_VALUE, (short) -1, Short.MAX_VALUE),
            (short) -30000,
            (short) -30001,
            values::echoI16,
            (f, value) -> values.callI16(f::apply, value),
            values::throughI16),
        new Kind<Long>(
            "u32",
            List.of(0L, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL),
            4_000_000_000L,
            4_000_000_001L,
            values::echoU32,
            (f, value) -> values.callU32(f::apply, value),
            values::throughU32),
        new Kind<Integer>(
            "i32",
            List.of(0, Integer.MIN_VALUE, -1, Integer.MAX_VALUE),
            -2_000_000_000,
            -2_000_000_001,
            values::echoI32,
            (f, value) -> values.callI32(f::apply, value),
            values::throughI32),
        new Kind<Long>(
            "u64",
            List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE, -1L),
            -1L,
            -2L,
            values::echoU64,
            (f, value) -> values.callU64(f::apply, value),
            values::throughU64),
        new Kind<Long>(
            "i64",
            List.of(0L, Long.MIN_VALUE, -1L, Long.MAX_VALUE),
            Long.MIN_VALUE,
            Long.MIN_VALUE + 1,
            values::echoI64,
            (f, value) -> values.callI64(f::apply, value),
            values::throughI64),
        new Kind<Float>(
            "f32",
            List.of(
                0f,
                -0.0f,
                1.5f,
                Float.MIN_VALUE,
                Float.MAX_VALUE,
                Float.NaN,
                Float.NEGATIVE_INFINITY,
                Float.POSITIVE_INFINITY),
            Float.NEGATIVE_INFINITY,
            Float.POSITIVE_INFINITY,
            values::echoF32,
            (f, value) -> values.callF32(f::apply, value),
            values::throughF32),
        new Kind<Double>(
            "f64",
            List.of(
                0.0,
                -0.0,
                1.5,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY),
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            values::echoF64,
            (f, value) -> values.callF64(f::apply, value),
            values::throughF64),
        new Kind<Boolean>(
            "bool",
            List.of(true, false),
            true,
            true,
            values::echoBool,
            (f, value) -> values.callBool(f::apply, value),
            values::throughBool),
        new Kind<Character>(
            "char",
            List.of('\0', 'a', '\u007F', '\u0080', '\u00FF'),
            '?',
            '!',
            values::echoChar,
            (f, value) -> values.callChar(f::apply, value),
            values::throughChar),
        new Kind<Colour>(
            "colour",
            List.of(Colour.RED, Colour.GREEN, Colour.BLUE),
            Colour.BLUE,
            Colour.GREEN,
            values::echoColour,
            (f, value) -> values.callColour(f::apply, value),
            values::throughColour),
        new Kind<Level>(
            "level",
            List.of(Level.LOW, Level.NONE, Level.HIGH),
            Level.LOW,
            Level.HIGH,
            values::echoLevel,
            (f, value) -> values.callLevel(f::apply, value),
            values::throughLevel),
        new Kind<Serial>(
            "serial",
            List.of(Serial.FIRST, Serial.LAST),
            Serial.LAST,
            Serial.FIRST,
            values::echoSerial,
            (f, value) -> values.callSerial(f::apply, value),
            values::throughSerial),
        new Kind<Integer>(
            "marks",
            List.of(0, Marks.A, Marks.H, 255),
            0x80,
            0x81,
            values::echoMarks,
            (f, value) -> values.callMarks(f::apply, value),
            values::throughMarks),
        new Kind<Long>(
            "rights",
            List.of(0L, Rights.READ, Rights.OWN, Rights.READ | Rights.WRITE | Rights.OWN),
            0x8000_0000_0000_0000L,
            0x8000_0000_0000_0001L,
            values::echoRights,
            (f, value) -> values.callRights(f::apply, value),
            values::throughRights),
        new Kind<Point.Value>(
            "point",
            List.of(
                new Point.Value(0, 0),
                new Point.Value(Integer.MIN_VALUE, Integer.MAX_VALUE),
                new Point.Value(-1, 1)),
            new Point.Value(0, 7),
            new Point.Value(0, 7),
            value -> values.echoPoint(arena, Point.allocate(arena).set(value)).toValue(),
            (f, value) ->
                values
                    .callPoint(
                        arena,
                        got -> Point.allocate(arena).set(f.apply(got.toValue())),
                        Point.allocate(arena).set(value))
                    .toValue(),
            value -> values.throughPoint(arena, Point.allocate(arena).set(value)).toValue()),
        new Kind<Vector.Value>(
            "vector",
            List.of(
                new Vector.Value(-0.0, Double.POSITIVE_INFINITY),
                new Vector.Value(1.5, Double.MIN_VALUE)),
            new Vector.Value(0, 0),
            new Vector.Value(0, 0),
            value -> values.echoVector(arena, Vector.allocate(arena).set(value)).toValue(),
            (f, value) ->
                values
                    .callVector(
                        arena,
                        got -> Vector.allocate(arena).set(f.apply(got.toValue())),
                        Vector.allocate(arena).set(value))
                    .toValue(),
            value -> values.throughVector(arena, Vector.allocate(arena).set(value)).toValue()),
        new Kind<Mixed.Value>(
            "mixed",
            List.of(
                new Mixed.Value(0.5, 0xFFFF_FFFFL, Colour.BLUE, true),
                new Mixed.Value(-0.0, 0L, Colour.RED, false)),
            new Mixed.Value(0, 0, Colour.GREEN, false),
            new Mixed.Value(0, 0, Colour.GREEN, false),
            value -> values.echoMixed(arena, Mixed.allocate(arena).set(value)).toValue(),
            (f, value) ->
                values
                    .callMixed(
                        arena,
                        got -> Mixed.allocate(arena).set(f.apply(got.toValue())),
                        Mixed.allocate(arena).set(value))
                    .toValue(),
            value -> values.throughMixed(arena, Mixed.allocate(arena).set(value)).toValue()),
        new Kind<Floats.Value>(
            "floats",
            List.of(
                new Floats.Value(-0.0f, Float.MAX_VALUE, Float.NEGATIVE_INFINITY),
                new Floats.Value(1f, 2f, 3f)),
            new Floats.Value(0, 0, 0),
            new Floats.Value(0, 0, 0),
            value -> values.echoFloats(arena, Floats.allocate(arena).set(value)).toValue(),
            (f, value) ->
                values
                    .callFloats(
                        arena,
                        got -> Floats.allocate(arena).set(f.apply(got.toValue())),
                        Floats.allocate(arena).set(value))
                    .toValue(),
            value -> values.throughFloats(arena, Floats.allocate(arena).set(value)).toValue()),
        new Kind<Large.Value>(
            "large",
            List.of(Many.EMPTY, Many.FULL),
            new Large.Value("", List.of(DEFAULT, DEFAULT, DEFAULT, DEFAULT), -1, 0),
            new Large.Value("", List.of(DEFAULT, DEFAULT, DEFAULT, DEFAULT), -1, 0),
            value -> values.echoLarge(arena, Large.allocate(arena).set(value)).toValue(),
            (f, value) ->
                values
                    .callLarge(
                        arena,
                        got -> Large.allocate(arena).set(f.apply(got.toValue())),
                        Large.allocate(arena).set(value))
                    .toValue(),
            value -> values.throughLarge(arena, Large.allocate(arena).set(value)).toValue()),
        new Kind<String>(
            "text",
            Texts.ALL,
            "failed",
            null,
            values::echoText,
            (f, value) -> values.callText(f::apply, value),
            values::throughText));
  }

  /** Callbacks of C, by the name of their type; valid during the call that brings them. */
  static void withCallbacksOfC(Values values, Arena arena, Offered offered) {
    values.offer(
        (aU8,
            aI8,
            aU16,
            aI16,
            aU32,
            aI32,
            aU64,
            aI64,
            aF32,
            aF64,
            aBool,
            aChar,
            aColour,
            aLevel,
            aSerial,
            aMarks,
            aRights,
            aPoint,
            aVector,
            aMixed,
            aFloats,
            aLarge,
            aText,
            constPoint,
            twoPoints,
            box,
            token,
            pointer,
            nothing,
            many,
            arrays,
            fill) -> {
          Map<String, UnaryOperator<Object>> calls = new HashMap<>();

          calls.put("u8", v -> aU8.call((Integer) v));
          calls.put("i8", v -> aI8.call((Byte) v));
          calls.put("u16", v -> aU16.call((Integer) v));
          calls.put("i16", v -> aI16.call((Short) v));
          calls.put("u32", v -> aU32.call((Long) v));
          calls.put("i32", v -> aI32.call((Integer) v));
          calls.put("u64", v -> aU64.call((Long) v));
          calls.put("i64", v -> aI64.call((Long) v));
          calls.put("f32", v -> aF32.call((Float) v));
          calls.put("f64", v -> aF64.call((Double) v));
          calls.put("bool", v -> aBool.call((Boolean) v));
          calls.put("char", v -> aChar.call((Character) v));
          calls.put("colour", v -> aColour.call((Colour) v));
          calls.put("level", v -> aLevel.call((Level) v));
          calls.put("serial", v -> aSerial.call((Serial) v));
          calls.put("marks", v -> aMarks.call((Integer) v));
          calls.put("rights", v -> aRights.call((Long) v));
          calls.put(
              "point", v -> aPoint.call(Point.allocate(arena).set((Point.Value) v)).toValue());
          calls.put(
              "vector", v -> aVector.call(Vector.allocate(arena).set((Vector.Value) v)).toValue());
          calls.put(
              "mixed", v -> aMixed.call(Mixed.allocate(arena).set((Mixed.Value) v)).toValue());
          calls.put(
              "floats", v -> aFloats.call(Floats.allocate(arena).set((Floats.Value) v)).toValue());
          calls.put(
              "large", v -> aLarge.call(Large.allocate(arena).set((Large.Value) v)).toValue());
          calls.put("text", v -> aText.call((String) v));
          offered.take(
              calls,
              new Others(constPoint, twoPoints, box, token, pointer, nothing, many, arrays, fill));
        });
  }

  /** Callbacks of C that take more than one value. */
  record Others(
      OnConstPoint constPoint,
      OnTwoPoints twoPoints,
      OnBox box,
      OnToken token,
      OnPointer pointer,
      OnNothing nothing,
      OnMany many,
      OnArrays arrays,
      OnFill fill) {}

  /** Gets the callbacks of C. */
  @FunctionalInterface
  interface Offered {
    void take(Map<String, UnaryOperator<Object>> calls, Others others);
  }

  @Override
  public String toString() {
    return name;
  }
}
