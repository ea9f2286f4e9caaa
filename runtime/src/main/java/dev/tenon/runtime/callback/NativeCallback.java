// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;

import dev.tenon.runtime.call.UseCount;
import dev.tenon.runtime.unclosed.Unclosed;
import java.lang.foreign.MemorySegment;

/**
 * A callback that C supplied and Java calls; generated classes extend it for each callback type. It
 * is valid while the call lasts that had it as an argument. One that the schema declares as kept is
 * valid until it is closed, and must be closed: then C releases it, once, after calls of it have
 * returned. Safe for all threads, unless the schema says {@code threads: same}.
 */
public abstract class NativeCallback implements AutoCloseable {
  private final String name;
  private final MemorySegment function;
  private final MemorySegment context;
  private final boolean kept;
  private final Thread thread;
  private final UseCount use;

  /** Null unless Java keeps it. */
  private final Unclosed.Watch watch;

  /**
   * Copies the struct {@code {call, release, context}}.
   *
   * @param name of the callback in the schema
   * @param struct its address
   * @param kept whether Java may keep it
   * @param sameThread whether only the current thread may call it
   * @throws NullPointerException if C passed a null pointer, or a struct without {@code call}
   */
  @SuppressWarnings("this-escape") // Nobody gets at it before it is garbage.
  protected NativeCallback(String name, long struct, boolean kept, boolean sameThread) {
    if (struct == 0) {
      throw new NullPointerException("C passed no " + name);
    }
    MemorySegment memory = NativeMemory.READ_ONLY;
    this.name = name;
    this.function = memory.get(ADDRESS, struct);
    if (function.address() == 0) {
      throw new NullPointerException("C passed a " + name + " without a function");
    }
    MemorySegment release = memory.get(ADDRESS, struct + ADDRESS.byteSize());
    this.context = memory.get(ADDRESS, struct + 2 * ADDRESS.byteSize());
    this.kept = kept;
    this.thread = sameThread ? Thread.currentThread() : null;
    MemorySegment releaseContext = context;
    this.use =
        new UseCount(
            kept ? () -> NativeRelease.call(release, releaseContext) : NativeCallback::nothing);
    this.watch = kept ? Unclosed.watch(this, "Kept callback " + name + " of C") : null;
  }

  /** Value that C hands back with each call. */
  protected final MemorySegment context() {
    return context;
  }

  /** Ends a callback that Java keeps; one that is not kept ends by itself, closing does nothing. */
  @Override
  public final void close() {
    if (kept) {
      watch.closed();
      use.close();
    }
  }

  /** Whether it can be called. */
  public final boolean isOpen() {
    return use.isOpen();
  }

  /** For generated code: the call that had this as an argument ends. */
  public final void expire() {
    if (!kept) {
      use.close();
    }
  }

  @Override
  public String toString() {
    return name + (isOpen() ? " of C" : " of C, closed");
  }

  final String name() {
    return name;
  }

  final MemorySegment function() {
    return function;
  }

  final UseCount use() {
    return use;
  }

  final void checkThread() {
    if (thread != null && thread != Thread.currentThread()) {
      throw new WrongThreadException(
          name
              + " is for "
              + thread.getName()
              + " only, but was called on "
              + Thread.currentThread().getName());
    }
  }

  private static void nothing() {
    // C ends it itself.
  }
}
