// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A Java callback that C can call: what C has of it is {@link #handle()}, the {@code context} of
 * the C callback. Open until C releases it or the call that it was made for has ended; a later call
 * from C finds nothing and is refused, so it never reaches memory that is gone.
 *
 * <p>For generated code. Safe for all threads.
 *
 * @param <T> interface of the callback
 * @param <V> views of pointer parameters, one set for each call that runs
 */
public final class CallbackContext<T, V> {
  private final String name;
  private final T target;
  private final Supplier<? extends V> views;
  private final V pooled;
  private final boolean sameThread;

  /** Written once, before any other thread can know this object. */
  private long handle;

  /**
   * Whose {@link #pooled} is: the first thread that calls, or the only one that may. Written under
   * the lock of this object and read without: it is the current thread only if that wrote it.
   */
  private Thread owner;

  /** Whether {@link #pooled} is in use. Only its owner reads and writes it. */
  private boolean busy;

  /**
   * Calls that were not made since the call that this was handed over for failed; null until then.
   * Read without a lock: another thread may see it late, and makes a call more.
   */
  private AtomicLong suppressed;

  private CallbackContext(String name, T target, Supplier<? extends V> views, boolean sameThread) {
    this.name = name;
    this.target = Objects.requireNonNull(target, name);
    this.views = views;
    this.pooled = views.get();
    this.sameThread = sameThread;
    this.owner = sameThread ? Thread.currentThread() : null;
  }

  /**
   * Makes a callback callable.
   *
   * @param name of the callback in the schema
   * @param target what runs
   * @param views makes a set of views
   * @param sameThread whether only the current thread may call it
   * @throws NullPointerException if {@code target} is null
   */
  public static <T, V> CallbackContext<T, V> open(
      String name, T target, Supplier<? extends V> views, boolean sameThread) {
    CallbackContext<T, V> context = new CallbackContext<>(name, target, views, sameThread);
    HandleTable.add(context);
    return context;
  }

  /** The same for a callback that has no pointer parameters: {@link #enter} gives null. */
  public static <T> CallbackContext<T, Void> open(String name, T target, boolean sameThread) {
    return open(name, target, () -> null, sameThread);
  }

  /**
   * The open callback that C means.
   *
   * @param handle the context that C passed
   * @throws StaleCallbackException if there is none
   * @throws RuntimeException if the call that it was handed over for has failed already
   */
  @SuppressWarnings("unchecked")
  public static <T, V> CallbackContext<T, V> at(long handle) {
    CallbackContext<?, ?> context = HandleTable.find(handle);
    if (context == null) {
      throw stale(handle);
    }
    AtomicLong suppressed = context.suppressed;
    if (suppressed != null) {
      suppressed.incrementAndGet();
      throw SuppressedCall.INSTANCE;
    }
    return (CallbackContext<T, V>) context;
  }

  /**
   * The views of one call; {@link #leave} takes them back. No other call has them: the first thread
   * that calls gets the same ones each time, others and calls inside a call get new ones.
   *
   * @throws WrongThreadException if the callback is for one thread only and this is another
   */
  public V enter() {
    Thread current = Thread.currentThread();
    if (owner == current && !busy) {
      busy = true;
      return pooled;
    }
    return enterOther(current);
  }

  /** Ends the call that {@link #enter} began, on the same thread. */
  public void leave(V used) {
    if (used == pooled) {
      busy = false;
    }
  }

  /** Code that runs. */
  public T target() {
    return target;
  }

  /** Returns the context word that C holds; never zero, and never given to another callback. */
  public long handle() {
    return handle;
  }

  /** Refuses all later calls; calls in flight go on. Closing again does nothing. */
  public void close() {
    HandleTable.remove(this);
  }

  @Override
  public String toString() {
    return name;
  }

  /** Lets a thread have the pooled views, before C knows this callback. */
  void prefer(Thread thread) {
    owner = thread;
  }

  /** Answers all later calls with {@code on_error}, and counts them. */
  void suppress() {
    if (suppressed == null) {
      suppressed = new AtomicLong();
    }
  }

  /** Calls that were not made. */
  long suppressedCalls() {
    return suppressed == null ? 0 : suppressed.get();
  }

  /** Told by the table. */
  void handle(long value) {
    handle = value;
  }

  /** Closes the callback that C releases. */
  static void release(long handle) {
    CallbackContext<?, ?> context = HandleTable.find(handle);
    if (context == null || !HandleTable.remove(context)) {
      throw stale(handle);
    }
  }

  private V enterOther(Thread current) {
    if (owner != current) {
      if (sameThread) {
        throw new WrongThreadException(
            name + " is for " + owner.getName() + " only, but C called it on " + current.getName());
      }
      if (takeOver(current)) {
        busy = true;
        return pooled;
      }
    }
    return views.get();
  }

  /** Makes the current thread the owner when there is none, or none that lives. */
  private synchronized boolean takeOver(Thread current) {
    if (owner != null && owner.isAlive()) {
      return false;
    }
    owner = current;
    return true;
  }

  private static StaleCallbackException stale(long handle) {
    return new StaleCallbackException(
        "C used a callback that is closed, or never was one: context 0x"
            + Long.toHexString(handle));
  }
}
