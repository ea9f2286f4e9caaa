// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.callback.CallbackContext;
import dev.tenon.runtime.callback.Upcalls;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

final class NameOfStub {
  static final String NAME = "NameOf";

  static final MemorySegment CALL =
      Upcalls.stub(
          MethodHandles.lookup(), "call", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT));

  private NameOfStub() {}

  static CallbackContext<NameOf, Void> open(NameOf callback) {
    return CallbackContext.open(NAME, callback, false);
  }

  private static long call(long context, int number) {
    try {
      CallbackContext<NameOf, Void> callback = CallbackContext.at(context);
      Void views = callback.enter();
      try {
        return Upcalls.returned(callback.target().call(Integer.toUnsignedLong(number)));
      } finally {
        callback.leave(views);
      }
    } catch (Throwable e) {
      try {
        Upcalls.failed(NAME, e);
      } catch (Throwable again) {
        // No stack is left to report on.
        return 0;
      }
      return 0;
    }
  }
}
