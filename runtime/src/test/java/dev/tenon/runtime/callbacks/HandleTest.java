// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.NullResultException;
import dev.tenon.runtime.callback.Registration;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Objects of C that Java holds: who ends them, and what is left then. */
class HandleTest {

  private static Values values;

  @BeforeAll
  static void load() {
    values = LoadedValues.by("gcc");
  }

  @Test
  void closingAHandleReleasesItOnce() {
    long before = values.boxes();
    Box box = values.boxOpen(42);
    assertThat(values.boxes()).isEqualTo(before + 1);
    assertThat(values.boxValue(box)).isEqualTo(42);
    box.close();
    assertThat(values.boxes()).isEqualTo(before);
    box.close();
    assertThat(values.boxes()).isEqualTo(before);
  }

  @Test
  void closedHandleIsRefused() {
    Box box = values.boxOpen(42);
    box.close();
    assertThatThrownBy(() -> values.boxValue(box)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nullIsAHandleThatIsNotThere() {
    assertThat(values.boxOpen(-1)).isNull();
    assertThat(values.boxValue(null)).isEqualTo(-1);
    assertThat(values.tokenNumber(null)).isEqualTo(-1);
    assertThat(values.callBox(box -> box, null)).isEqualTo(-1);
  }

  @Test
  void nullIsNoResultThatHasToBeThere() {
    assertThatThrownBy(() -> values.tokenOf(200))
        .isInstanceOf(NullResultException.class)
        .hasMessageStartingWith("token_of ");
    try (HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(() -> values.callToken(token -> null, values.tokenOf(1)))
          .isInstanceOf(CallbackException.class);
      assertThat(handled.exceptions())
          .singleElement()
          .isInstanceOf(NullPointerException.class)
          .hasFieldOrPropertyWithValue("message", "OnToken result");
    }
  }

  @Test
  void exportIsNotCalledWithoutAHandleThatHasToBeThere() {
    try (Registration _ = values.bindExports(new EchoExports());
        HandledExceptions handled = new HandledExceptions()) {
      assertThatThrownBy(() -> values.throughBox(null)).isInstanceOf(CallbackException.class);
      assertThat(handled.exceptions())
          .singleElement()
          .isInstanceOf(IllegalArgumentException.class)
          .hasFieldOrPropertyWithValue("message", "box: C passed null, which is not optional");
    }
  }

  @Test
  void handleThatComesBackFromCIsTheSameObjectOfC() {
    assertThat(values.tokenNumber(values.tokenOf(0))).isEqualTo(10);
    assertThat(values.callToken(token -> token, values.tokenOf(2))).isEqualTo(12);
    assertThat(values.callToken(token -> values.tokenOf(1), values.tokenOf(2))).isEqualTo(11);
  }

  @Test
  void callbackBorrowsAHandleAndCannotEndIt() {
    long before = values.boxes();
    try (Box box = values.boxOpen(5)) {
      AtomicReference<Box> borrowed = new AtomicReference<>();
      long value =
          values.callBox(
              got -> {
                borrowed.set(got);
                assertThat(values.boxValue(got)).isEqualTo(5);
                return got;
              },
              box);
      assertThat(value).isEqualTo(5);
      try {
        borrowed.get().close();
      } catch (IllegalStateException refused) {
        // Refusing is as good as doing nothing.
      }
      assertThat(values.boxes()).isEqualTo(before + 1);
      assertThat(values.boxValue(box)).isEqualTo(5);
    }
  }

  @Test
  void handleThatIsClosedDuringItsCallLivesUntilTheCallReturns() {
    long before = values.boxes();
    Box box = values.boxOpen(6);
    long value =
        values.callBox(
            got -> {
              box.close();
              assertThat(values.boxes()).as("still in use").isEqualTo(before + 1);
              return got;
            },
            box);
    assertThat(value).isEqualTo(6);
    assertThat(values.boxes()).isEqualTo(before);
    assertThatThrownBy(() -> values.boxValue(box)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void exportsAndCallbacksOfCTakeAndReturnHandles() {
    try (Box box = values.boxOpen(7);
        Arena arena = Arena.ofConfined();
        Registration _ = values.bindExports(new EchoExports())) {
      assertThat(values.throughBox(box)).isEqualTo(7);
      Kind.withCallbacksOfC(
          values,
          arena,
          (calls, others) -> {
            assertThat(values.boxValue(others.box().call(box))).isEqualTo(8);
            assertThat(others.box().call(null)).isNull();
            assertThat(values.tokenNumber(others.token().call(null))).isEqualTo(12);
          });
    }
  }
}
