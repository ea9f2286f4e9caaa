// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.call.UseCount;
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

  /**
   * Wraps an address.
   *
   * @param address of the object, not null
   * @param release C function {@code void release(object)}; {@link MemorySegment#NULL} when the
   *     object is borrowed or its type has none
   */
  protected NativeHandle(MemorySegment address, MemorySegment release) {
    if (address.address() == 0) {
      throw new IllegalArgumentException("a handle needs an object");
    }
    this.address = address;
    this.use = new UseCount(() -> NativeRelease.call(release, address));
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
    use.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName()
        + "[0x"
        + Long.toHexString(address.address())
        + (isOpen() ? "]" : ", closed]");
  }

  final UseCount use() {
    return use;
  }
}
