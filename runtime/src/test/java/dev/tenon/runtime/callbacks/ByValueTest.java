// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type that is handed over by value, in every direction, at the edges of its range. */
@ParameterizedClass
@MethodSource("dev.tenon.runtime.callbacks.CBuild#compilers")
class ByValueTest {

  @Parameter String compiler;

  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void freeMemory() {
    arena.close();
  }

  private Values values() {
    return LoadedValues.by(compiler);
  }

  /** A test for each type, with all its values. */
  private <T> Stream<DynamicTest> forEachKind(BiConsumer<Kind<Object>, Object> test) {
    // The arena is that of this instance, and dynamic tests run before it is closed.
    return Kind.all(values(), arena).stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(), () -> kind.values().forEach(value -> accept(test, kind, value))));
  }

  @SuppressWarnings("unchecked")
  private static void accept(BiConsumer<Kind<Object>, Object> test, Kind<?> kind, Object value) {
    test.accept((Kind<Object>) kind, value);
  }

  @TestFactory
  Stream<DynamicTest> functionTakesAndReturnsEveryValue() {
    return forEachKind(
        (kind, value) -> {
          assertThat(kind.echo().apply(value)).isEqualTo(value);
          assertThat(values().lastBits()).as("what C got").isEqualTo(Bits.of(value));
        });
  }

  @TestFactory
  Stream<DynamicTest> callbackTakesAndReturnsEveryValue() {
    return forEachKind(
        (kind, value) -> {
          List<Object> got = new ArrayList<>();
          Object result =
              kind.call()
                  .apply(
                      argument -> {
                        got.add(argument);
                        return argument;
                      },
                      value);
          assertThat(got).containsExactly(value);
          assertThat(result).isEqualTo(value);
          assertThat(values().lastBits()).as("what C got").isEqualTo(Bits.of(value));
        });
  }

  @TestFactory
  Stream<DynamicTest> exportTakesAndReturnsEveryValue() {
    EchoExports exports = new EchoExports();
    return forEachKind(
        (kind, value) -> {
          try (Registration _ = values().bindExports(exports)) {
            exports.last = "nothing";
            assertThat(kind.through().apply(value)).isEqualTo(value);
            assertThat(exports.last).isEqualTo(value);
            assertThat(values().lastBits()).as("what C got").isEqualTo(Bits.of(value));
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> callbackOfCTakesAndReturnsEveryValue() {
    return forEachKind(
        (kind, value) -> {
          Kind.withCallbacksOfC(
              values(),
              arena,
              (calls, others) -> assertThat(calls.get(kind.name()).apply(value)).isEqualTo(value));
          assertThat(values().lastBits()).as("what C got").isEqualTo(Bits.of(value));
        });
  }

  @TestFactory
  Stream<DynamicTest> throwingCallbackGivesCWhatTheSchemaSaysAndItsCallerTheException() {
    return Kind.all(values(), arena).stream()
        .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> expectOnError(kind)));
  }

  private <T> void expectOnError(Kind<T> kind) {
    RuntimeException failure = new IllegalStateException("thrown in a test");
    try (HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(
              () ->
                  kind.call()
                      .apply(
                          argument -> {
                            throw failure;
                          },
                          kind.values().getFirst()))
          .isInstanceOf(CallbackException.class)
          .hasCause(failure);
      assertThat(handled.exceptions()).containsExactly(failure);
    }
    assertThat(values().lastBits()).as("what C got").isEqualTo(Bits.of(kind.onError()));
  }

  @TestFactory
  Stream<DynamicTest> throwingExportGivesCWhatTheSchemaSaysAndItsCallerTheException() {
    RuntimeException failure = new IllegalStateException("thrown in a test");
    ValuesExports exports = Throwing.exports(failure);
    return Kind.all(values(), arena).stream()
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.name(),
                    () -> {
                      try (HandledExceptions _ = new HandledExceptions();
                          Registration _ = values().bindExports(exports)) {
                        assertThatThrownBy(() -> through(kind))
                            .isInstanceOf(CallbackException.class)
                            .hasCause(failure);
                      }
                      assertThat(values().lastBits())
                          .as("what C got")
                          .isEqualTo(Bits.of(kind.exportOnError()));
                    }));
  }

  private static <T> T through(Kind<T> kind) {
    return kind.through().apply(kind.values().getFirst());
  }

  @Test
  void bitsAboveASmallResultOfCDoNotReachJava() {
    long bits = 0xDEAD_BEEF_CAFE_FF80L;
    assertThat(values().narrowU8(bits)).isEqualTo(0x80);
    assertThat(values().narrowI8(bits)).isEqualTo((byte) 0x80);
    assertThat(values().narrowU16(bits)).isEqualTo(0xFF80);
    assertThat(values().narrowI16(bits)).isEqualTo((short) 0xFF80);
    assertThat(values().narrowU32(bits)).isEqualTo(0xCAFE_FF80L);
    assertThat(values().narrowI32(bits)).isEqualTo(0xCAFE_FF80);
    assertThat(values().narrowBool(bits)).isTrue();
    assertThat(values().narrowBool(0)).isFalse();
    assertThat(values().narrowChar(bits)).isEqualTo('\u0080');
    assertThat(values().narrowColour(0xDEAD_BEEF_CAFE_0002L)).isEqualTo(Colour.GREEN);
    assertThat(values().narrowLevel(0xDEAD_BEEF_8000_0000L)).isEqualTo(Level.LOW);
    assertThat(values().narrowMarks(bits)).isEqualTo(0x80);
  }

  @Test
  void bitsAboveASmallArgumentOfCDoNotReachJavaNorComeBack() {
    long bits = 0xDEAD_BEEF_CAFE_FF80L;
    assertThat(values().dirtyU8(v -> same(v, 0x80), bits)).isEqualTo(0x80);
    assertThat(values().dirtyI8(v -> same(v, (byte) 0x80), bits)).isEqualTo(-128);
    assertThat(values().dirtyU16(v -> same(v, 0xFF80), bits)).isEqualTo(0xFF80);
    assertThat(values().dirtyI16(v -> same(v, (short) 0xFF80), bits)).isEqualTo(-128);
    assertThat(values().dirtyU32(v -> same(v, 0xCAFE_FF80L), bits)).isEqualTo(0xCAFE_FF80L);
    assertThat(values().dirtyI32(v -> same(v, 0xCAFE_FF80), bits)).isEqualTo((int) bits);
    assertThat(values().dirtyBool(v -> same(v, true), 0xFFFF_FF01L)).isEqualTo(1);
    assertThat(values().dirtyBool(v -> same(v, false), 0xFFFF_FF00L)).isZero();
    assertThat(values().dirtyChar(v -> same(v, '\u0080'), bits)).isEqualTo(Bits.of('\u0080'));
    assertThat(values().dirtyColour(v -> same(v, Colour.GREEN), 0xFFFF_FF02L)).isEqualTo(2);
    assertThat(values().dirtyLevel(v -> same(v, Level.HIGH), 0xDEAD_BEEF_7FFF_FFFFL))
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(values().dirtyMarks(v -> same(v, 0x80), bits)).isEqualTo(0x80);
  }

  private static <T> T same(T actual, T expected) {
    assertThat(actual).isEqualTo(expected);
    return actual;
  }

  @Test
  void numberThatTheEnumDoesNotHaveArrivesAsUnrecognizedAndCannotBeSent() {
    assertThat(values().narrowColour(77)).isEqualTo(Colour.UNRECOGNIZED);
    assertThat(values().narrowColourRaw(77)).isEqualTo(77);
    assertThat(values().echoColourRaw(77)).isEqualTo(77);
    assertThat(values().echoColourRaw(values().narrowColourRaw(78))).isEqualTo(78);
    for (Colour colour : Colour.values()) {
      if (colour != Colour.UNRECOGNIZED) {
        assertThat(values().echoColourRaw(colour.value())).isEqualTo(colour.value());
      }
    }
    assertThatThrownBy(() -> values().echoColourRaw(1 << 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value");
    assertThatThrownBy(() -> values().echoColour(Colour.UNRECOGNIZED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value");
    List<Colour> got = new ArrayList<>();
    try (HandledExceptions _ = new HandledExceptions()) {
      assertThatThrownBy(
              () ->
                  values()
                      .dirtyColour(
                          colour -> {
                            got.add(colour);
                            return colour;
                          },
                          77))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(got).containsExactly(Colour.UNRECOGNIZED);
  }

  @Test
  void numberOutOfRangeIsRefusedWithTheNameOfTheParameter() {
    for (int outside : List.of(-1, 256, Integer.MAX_VALUE)) {
      assertThatThrownBy(() -> values().echoU8(outside))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("value");
    }
    assertThatThrownBy(() -> values().echoU16(65536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> values().echoU32(0x1_0000_0000L))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> values().echoU32(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> values().echoChar('\u0100'))
        .isInstanceOf(IllegalArgumentException.class);
    try (HandledExceptions _ = new HandledExceptions()) {
      assertThatThrownBy(() -> values().callU8(value -> 256, 1))
          .isInstanceOf(CallbackException.class)
          .hasRootCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThat(values().lastBits()).as("what C got").isEqualTo(200);
  }

  @Test
  void moreParametersThanRegistersArriveWholeInEveryDirection() {
    for (List<Object> arguments : List.of(Many.LEAST, Many.GREATEST)) {
      boolean least = arguments == Many.LEAST;
      short middle = (short) arguments.get(18);
      assertThat(Many.call(values()::many, arena, arguments)).isEqualTo(middle);
      expectManyIn(arguments);

      Kind.withCallbacksOfC(
          values(),
          arena,
          (calls, others) ->
              assertThat(Many.call(others.many()::call, arena, arguments)).isEqualTo(middle));
      expectManyIn(arguments);

      EchoExports exports = new EchoExports();
      assertThat(values().callMany(exports::javaMany, least)).isEqualTo(middle);
      assertThat(exports.last).isEqualTo(arguments);

      exports.last = null;
      try (Registration _ = values().bindExports(exports)) {
        assertThat(values().throughMany(least)).isEqualTo(middle);
      }
      assertThat(exports.last).isEqualTo(arguments);
    }
  }

  private void expectManyIn(List<Object> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Object argument = arguments.get(i);
      long expected =
          i == 29 && argument instanceof Point.Value where
              ? (long) where.x() + where.y()
              : Bits.of(argument);
      assertThat(values().manyBits(i)).as("parameter %d, %s", i, argument).isEqualTo(expected);
    }
  }
}
