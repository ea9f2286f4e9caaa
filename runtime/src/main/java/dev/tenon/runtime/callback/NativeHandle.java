// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.UseCount;
import dev.tenon.runtime.unclosed.Unclosed;
import java.lang.foreign.MemorySegment;

/**
 * An object of C that Java knows by its address only; generated classes extend it for each handle
 * type of a schema. What a function returned is owned: close it, and it is released once, after
 * calls that use it have returned. What a callback got as a parameter is borrowed: closing it
 * releases nothing. Safe for all threads, as far as the C object is.
 */
public abstract class NativeHandle implements AutoCloseable {
  private final MemorySegment address;
  private final UseCount use;

  /** Null for a borrowed object. */
  private final Unclosed.Watch watch;

  /**
   * Wraps an address.
   *
   * @param address of the object, not null
   * @param release C function {@code void release(object)}; {@link MemorySegment#NULL} when the
   *     object is borrowed or its type has none
   */
  @SuppressWarnings("this-escape") // Nobody gets at it before it is garbage.
  protected NativeHandle(MemorySegment address, MemorySegment release) {
    if (address.address() == 0) {
      throw new IllegalArgumentException("a handle needs an object");
    }
    this.address = address;
    this.use = new UseCount(() -> NativeRelease.call(release, address));
    this.watch =
        release.address() == 0 ? null : Unclosed.watch(this, new Description(getClass(), address));
  }

  /** Returns the address of the object. */
  public final MemorySegment address() {
    return address;
  }

  /** Whether {@link #close} was not called yet. */
  public final boolean isOpen() {
    return use.isOpen();
  }

  /**
   * Ends the use of the object: calls that would pass it on throw {@link IllegalStateException}.
   * Releases it if it is owned, at once or when the last call that uses it returns, on that call's
   * thread. Closing again does nothing.
   */
  @Override
  public final void close() {
    if (watch != null) {
      watch.closed();
    }
    use.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "[0x"
        + Long.toHexString(address.address())
        + (isOpen() ? "]" : ", closed]");
  }

  /** Name of a handle in the log. */
  private record Description(Class<?> type, MemorySegment address) {
    @Override
    public String toString() {
      return "Handle " + type.getSimpleName() + "[0x" + Long.toHexString(address.address()) + "]";
    }
  }

  final UseCount use() {
    return use;
  }
}
