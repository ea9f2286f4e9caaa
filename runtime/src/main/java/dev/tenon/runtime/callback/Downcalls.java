// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.NativeAccess;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.UndeclaredThrowableException;

/** Building blocks of generated methods, which call C. Safe for all threads. */
public final class Downcalls {
  private Downcalls() {}

  /**
   * A handle that calls a C function. Its first argument is the address of the function.
   *
   * @throws IllegalCallerException if native access is denied
   */
  public static MethodHandle handle(FunctionDescriptor descriptor, Linker.Option... options) {
    return NativeAccess.call(() -> link(descriptor, options));
  }

  /**
   * Returns what a call of such a handle threw, for the caller to throw: unchecked exceptions and
   * errors as they are.
   */
  public static RuntimeException thrown(Throwable exception) {
    if (exception instanceof Error error) {
      throw error;
    }
    if (exception instanceof RuntimeException unchecked) {
      return unchecked;
    }
    return new UndeclaredThrowableException(exception);
  }

  /**
   * Checks what C returned.
   *
   * @param name of the function or callback in the schema
   * @return the same result
   * @throws NullResultException if it is null
   */
  public static <T> T notNull(String name, T result) {
    if (result == null) {
      throw new NullResultException(name + " returned NULL, but its result is not optional");
    }
    return result;
  }

  @SuppressWarnings("restricted")
  private static MethodHandle link(FunctionDescriptor descriptor, Linker.Option... options) {
    return Linker.nativeLinker().downcallHandle(descriptor, options);
  }
}
