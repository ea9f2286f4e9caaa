// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

import dev.tenon.benchmarks.worker.Task;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** C calls a listener through JNI, with the address of the quote as a number. */
final class JniCalls {
  // Looking at memory of any address is "restricted".
  @SuppressWarnings("restricted")
  private static final MemorySegment MEMORY =
      MemorySegment.NULL.reinterpret(Long.MAX_VALUE).asReadOnly();

  private JniCalls() {}

  static Task task() {
    Listener listener = new Listener();
    Calls calls = count -> drive(listener, count);
    return calls.fromC();
  }

  /** In peers.c. */
  private static native long drive(Listener listener, long count);

  /** Target of the calls. */
  private static final class Listener {
    int onQuote(long quote, long sequence) {
      return MEMORY.get(ValueLayout.JAVA_DOUBLE, quote + HandwrittenQuote.PRICE) >= 1.0
          ? (int) MEMORY.get(ValueLayout.JAVA_LONG, quote + HandwrittenQuote.QUANTITY)
          : -1;
    }
  }
}
