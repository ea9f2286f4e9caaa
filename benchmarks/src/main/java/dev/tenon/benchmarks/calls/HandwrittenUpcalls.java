// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.benchmarks.worker.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * C calls Java through stubs of the linker, written by hand to be fast: a stub for each listener,
 * bound to it, no object for the pointer. Nothing guards them: an exception ends the JVM, a call
 * after the end of the stub's arena does so too, and nobody can tell C that a listener is gone.
 */
@SuppressWarnings("restricted")
final class HandwrittenUpcalls {
  private static final MemorySegment MEMORY =
      MemorySegment.NULL.reinterpret(Long.MAX_VALUE).asReadOnly();
  private static final MethodHandle DRIVE_CALL =
      HandwrittenDowncalls.function(
          "peer_drive_call", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle DRIVE_PRICE_OF =
      HandwrittenDowncalls.function(
          "peer_drive_price_of", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS, JAVA_LONG));

  private HandwrittenUpcalls() {}

  static Task task(String name) {
    return name.equals("ffm-upcall") ? upcalls().fromC() : exports().fromC();
  }

  private static Calls upcalls() {
    MemorySegment stub =
        stub(
            new Listener(),
            "onQuote",
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    return count -> (long) DRIVE_CALL.invokeExact(stub, MemorySegment.NULL, count);
  }

  private static Calls exports() {
    MemorySegment stub =
        stub(new Prices(), "priceOf", FunctionDescriptor.of(JAVA_DOUBLE, JAVA_LONG));
    return count -> (double) DRIVE_PRICE_OF.invokeExact(stub, count);
  }

  private static MemorySegment stub(Object target, String method, FunctionDescriptor function) {
    MethodType type = function.toMethodType();
    try {
      MethodHandle handle = MethodHandles.lookup().bind(target, method, type);
      return Linker.nativeLinker().upcallStub(handle, function, Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method, e);
    }
  }

  /** Target of a function pointer. */
  private static final class Listener {
    int onQuote(long context, long quote, long sequence) {
      return MEMORY.get(JAVA_DOUBLE, quote + HandwrittenQuote.PRICE) >= 1.0
          ? (int) MEMORY.get(JAVA_LONG, quote + HandwrittenQuote.QUANTITY)
          : -1;
    }
  }

  /** Target of an exported function. */
  private static final class Prices {
    double priceOf(long quote) {
      return MEMORY.get(JAVA_DOUBLE, quote + HandwrittenQuote.PRICE)
          * MEMORY.get(JAVA_LONG, quote + HandwrittenQuote.QUANTITY);
    }
  }
}
