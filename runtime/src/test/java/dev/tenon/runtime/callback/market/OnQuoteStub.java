// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.callback.CallFrame;
import dev.tenon.runtime.callback.CallbackContext;
import dev.tenon.runtime.callback.Downcalls;
import dev.tenon.runtime.callback.NativeCallback;
import dev.tenon.runtime.callback.NativeMemory;
import dev.tenon.runtime.callback.Upcalls;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

public final class OnQuoteStub {
  static final String NAME = "OnQuote";

  /** One for the life of the JVM: C may call it at any time. */
  public static final MemorySegment CALL =
      Upcalls.stub(
          MethodHandles.lookup(),
          "call",
          FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));

  private OnQuoteStub() {}

  public static CallbackContext<OnQuote, ?> open(OnQuote callback) {
    return CallbackContext.open(NAME, callback, Views::new, false);
  }

  public static CallbackContext<OnQuote, ?> openForThisThread(OnQuote callback) {
    return CallbackContext.open(NAME, callback, Views::new, true);
  }

  private static int call(long context, long quote, long sequence) {
    try {
      CallbackContext<OnQuote, Views> callback = CallbackContext.at(context);
      Views views = callback.enter();
      try {
        return callback
            .target()
            .call(quote == 0 ? null : views.quote.aim(NativeMemory.READ_ONLY, quote), sequence);
      } finally {
        views.end();
        callback.leave(views);
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

  /** Pointer parameters of a call. */
  static final class Views {
    final Quote quote = new Quote();

    void end() {
      quote.aim(MemorySegment.NULL, 0);
    }
  }

  /** A callback of C. */
  static final class Native extends NativeCallback implements OnQuote {
    private static final MethodHandle CALL_NATIVE =
        Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));

    Native(long struct, boolean kept) {
      super(NAME, struct, kept, false);
    }

    @Override
    public int call(Quote quote, long sequence) {
      try (CallFrame frame = CallFrame.open()) {
        int result =
            (int)
                CALL_NATIVE.invokeExact(
                    frame.function(this), context(), MemorySegment.NULL, sequence);
        frame.rethrow();
        return result;
      } catch (Throwable e) {
        throw Downcalls.thrown(e);
      }
    }
  }
}
