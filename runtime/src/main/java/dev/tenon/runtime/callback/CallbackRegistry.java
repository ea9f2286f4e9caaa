// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.call.Status;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The listeners that a C library has for one callback: what {@code <prefix>_<callback>_register}
 * and {@code _unregister} keep. For generated code; safe for all threads.
 */
public final class CallbackRegistry {
  private static final MethodHandle REGISTER =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
  private static final long REGISTRATION_BYTES = JAVA_LONG.byteSize();

  private final String name;
  private final MemorySegment register;
  private final MemorySegment unregister;
  private final MemorySegment call;

  CallbackRegistry(
      String name, MemorySegment register, MemorySegment unregister, MemorySegment call) {
    this.name = name;
    this.register = register;
    this.unregister = unregister;
    this.call = call;
  }

  /**
   * Registers a listener, behind those that are registered.
   *
   * @param context of the listener; closed when C releases it, or when this throws
   * @throws ListenerLimitException if the schema allows no further one
   */
  public Registration register(CallbackContext<?, ?> context) {
    long id = 0;
    try (CallFrame frame = CallFrame.open()) {
      MemorySegment registration = frame.allocate(REGISTRATION_BYTES, REGISTRATION_BYTES);
      MemorySegment callback = frame.kept(call, context);
      int status = (int) REGISTER.invokeExact(register, callback, registration);
      if (status == Status.LIMIT) {
        throw new ListenerLimitException(
            context + " has as many listeners as the schema allows (" + name + "_register)");
      }
      if (status != Status.OK) {
        throw new IllegalStateException(name + "_register refused with status " + status);
      }
      id = registration.get(JAVA_LONG, 0);
      frame.rethrow();
    } catch (Throwable e) {
      if (id == 0) {
        context.close();
      }
      throw Downcalls.thrown(e);
    }
    return new NativeRegistration(name, unregister, id);
  }
}
