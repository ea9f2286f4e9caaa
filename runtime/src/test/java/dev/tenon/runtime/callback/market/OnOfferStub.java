// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.callback.CallbackContext;
import dev.tenon.runtime.callback.Upcalls;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

final class OnOfferStub {
  static final String NAME = "OnOffer";

  static final MemorySegment CALL =
      Upcalls.stub(
          MethodHandles.lookup(),
          "call",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private OnOfferStub() {}

  static CallbackContext<OnOffer, Void> open(OnOffer callback) {
    return CallbackContext.open(NAME, callback, false);
  }

  private static int call(long context, long once, long kept) {
    try {
      CallbackContext<OnOffer, Void> callback = CallbackContext.at(context);
      OnQuoteStub.Native keptCallback = new OnQuoteStub.Native(kept, true);
      OnQuoteStub.Native onceCallback = new OnQuoteStub.Native(once, false);
      try {
        return callback.target().call(onceCallback, keptCallback);
      } finally {
        onceCallback.expire();
      }
    } catch (Throwable e) {
      try {
        Upcalls.failed(NAME, e);
      } catch (Throwable again) {
        // No stack is left to report on.
        return -1;
      }
      return -1;
    }
  }
}
