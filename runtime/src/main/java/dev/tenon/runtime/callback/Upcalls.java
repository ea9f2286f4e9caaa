// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.call.NativeAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Building blocks of generated trampolines, which C calls. Safe for all threads. */
public final class Upcalls {
  /** The {@code release} that C gets with a callback that it may keep. */
  static final MemorySegment RELEASE =
      stub(MethodHandles.lookup(), "release", FunctionDescriptor.ofVoid(JAVA_LONG));

  private Upcalls() {}

  /**
   * A C function that runs a static method. It lives as long as the JVM: C may call it at any time.
   * The method must catch everything, for an exception that leaves it ends the JVM.
   *
   * @param lookup of the class that has the method
   * @throws IllegalArgumentException if the class has no such method
   * @throws IllegalCallerException if native access is denied
   */
  public static MemorySegment stub(
      MethodHandles.Lookup lookup, String method, FunctionDescriptor descriptor) {
    MethodHandle target;
    try {
      target = lookup.findStatic(lookup.lookupClass(), method, descriptor.toMethodType());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          lookup.lookupClass().getName() + " has no static " + method + descriptor.toMethodType(),
          e);
    }
    return NativeAccess.call(() -> link(target, descriptor));
  }

  /**
   * Notes that a callback or an export threw. The exception goes to the handler of {@link
   * CallbackExceptions}; inside a call from Java on this thread that call throws it, too, after C
   * has returned. Throws nothing but when no stack is left.
   *
   * @param name of the callback or export in the schema
   */
  public static void failed(String name, Throwable exception) {
    if (exception == SuppressedCall.INSTANCE) {
      NativeRuntime.failed();
      return;
    }
    // First what needs least: a full stack may leave no room for the handler.
    ThreadFrames.current().failed(name, exception);
    NativeRuntime.failed();
    CallbackExceptions.report(name, exception);
  }

  /**
   * The address of a text that C gets from a callback or an export: null for null. Valid until the
   * same thread gets the next text from Java, or ends.
   *
   * @throws IllegalArgumentException if the text has a NUL or half of a surrogate pair
   */
  public static long returned(String text) {
    return text == null ? 0 : ThreadFrames.current().returned(text).address();
  }

  @SuppressWarnings("restricted")
  private static MemorySegment link(MethodHandle target, FunctionDescriptor descriptor) {
    return Linker.nativeLinker().upcallStub(target, descriptor, Arena.global());
  }

  private static void release(long context) {
    try {
      CallbackContext.release(context);
    } catch (Throwable e) {
      try {
        failed("release", e);
      } catch (Throwable again) {
        // No stack is left to report on.
        return;
      }
    }
  }
}
