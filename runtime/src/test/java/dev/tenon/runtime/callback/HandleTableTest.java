// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks by the number that C has. */
class HandleTableTest {
  @Test
  void hundredThousandCallbacksAreOpenAtOnce() {
    int before = HandleTable.size();
    List<CallbackContext<String, Void>> all = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(CallbackContext.open("Test", "target " + i, false));
    }
    assertThat(HandleTable.size()).isEqualTo(before + 100_000);
    for (int i = 0; i < all.size(); i++) {
      assertThat(CallbackContext.at(all.get(i).handle()).target()).isEqualTo("target " + i);
    }
    all.forEach(CallbackContext::close);
    assertThat(HandleTable.size()).isEqualTo(before);
    all.forEach(
        context ->
            assertThatThrownBy(() -> CallbackContext.at(context.handle()))
                .isInstanceOf(StaleCallbackException.class));
  }

  @Test
  void handleIsNeverGivenOutTwice() {
    Set<Long> seen = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      CallbackContext<String, Void> context = CallbackContext.open("Test", "target", false);
      assertThat(seen.add(context.handle())).isTrue();
      context.close();
      context.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 0xFFFF_FFFFL})
  void numberThatWasNoHandleFindsNothing(long handle) {
    assertThatThrownBy(() -> CallbackContext.at(handle))
        .isInstanceOf(StaleCallbackException.class)
        .hasMessageContaining("0x" + Long.toHexString(handle));
  }

  @Test
  void viewsArePooledForTheFirstThreadAndNewInsideACall() throws InterruptedException {
    CallbackContext<String, Object> context =
        CallbackContext.open("Test", "target", Object::new, false);
    Object first = context.enter();
    Object inner = context.enter();
    assertThat(inner).isNotSameAs(first);
    context.leave(inner);
    context.leave(first);
    assertThat(context.enter()).isSameAs(first);
    context.leave(first);
    List<Object> others = new ArrayList<>();
    Thread other = new Thread(() -> others.add(context.enter()));
    other.start();
    other.join();
    assertThat(others).hasSize(1).doesNotContain(first);
    context.close();
  }

  @Test
  void viewsOfAThreadThatEndedGoToTheNext() throws InterruptedException {
    CallbackContext<String, Object> context =
        CallbackContext.open("Test", "target", Object::new, false);
    List<Object> views = new ArrayList<>();
    Thread first =
        new Thread(
            () -> {
              Object view = context.enter();
              views.add(view);
              context.leave(view);
            });
    first.start();
    first.join();
    Object view = context.enter();
    assertThat(views).containsExactly(view);
    context.leave(view);
    context.close();
  }
}
