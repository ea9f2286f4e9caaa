// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.call.Status;
import dev.tenon.runtime.unclosed.Unclosed;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** A registration that C identifies by a number, its {@code tenon_registration}. */
final class NativeRegistration implements Registration {
  private static final MethodHandle UNREGISTER =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private final String name;
  private final MemorySegment unregister;
  private final long id;
  private final Unclosed.Watch watch;
  private volatile boolean open = true;
  private volatile boolean ended;

  NativeRegistration(String name, MemorySegment unregister, long id) {
    this.name = name;
    this.unregister = unregister;
    this.id = id;
    this.watch = Unclosed.watch(this, new Description(name, id));
  }

  @Override
  public void close() {
    if (ended) {
      return;
    }
    // A second thread that closes meanwhile asks C, too, which lets it wait for the same calls:
    // no other registration ever gets this one's number.
    open = false;
    // A virtual thread that has no call open is in no callback: another thread can wait for it.
    // In a callback this thread has to do it, for C to see that it must not wait.
    if (ThreadFrames.current().depth() == 0) {
      BlockingCalls.onPlatformThread(this::unregister);
    } else {
      unregister();
    }
    ended = true;
    watch.closed();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public String toString() {
    return name + (isOpen() ? " registration " : " closed registration ") + id;
  }

  /** Name of a registration in the log. */
  private record Description(String name, long id) {
    @Override
    public String toString() {
      return "Registration " + id + " of " + name;
    }
  }

  private Void unregister() {
    try (CallFrame frame = CallFrame.openToRelease()) {
      MemorySegment registration = frame.allocate(JAVA_LONG.byteSize(), JAVA_LONG.byteSize());
      registration.set(JAVA_LONG, 0, id);
      int status = (int) UNREGISTER.invokeExact(unregister, registration);
      // C may have ended it by itself.
      if (status != Status.OK && status != Status.NOT_FOUND) {
        throw new IllegalStateException(name + "_unregister refused with status " + status);
      }
      frame.rethrow();
      return null;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }
}
