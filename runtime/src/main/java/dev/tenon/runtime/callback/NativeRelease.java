// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Calls C functions of the form {@code void release(void *)}. */
final class NativeRelease {
  private static final MethodHandle RELEASE = Downcalls.handle(FunctionDescriptor.ofVoid(ADDRESS));

  private NativeRelease() {}

  /** Does nothing for a null function. */
  static void call(MemorySegment function, MemorySegment argument) {
    if (function.address() == 0) {
      return;
    }
    try (CallFrame frame = CallFrame.openToRelease()) {
      RELEASE.invokeExact(function, argument);
      frame.rethrow();
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }
}
