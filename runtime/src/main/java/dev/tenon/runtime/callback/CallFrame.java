// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.runtime.call.UseCount;
import dev.tenon.runtime.call.Utf8;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * State of one call from Java to C while it lasts: memory for texts and callbacks, handles that
 * must not be released meanwhile, and the exception of a callback that C ran inside it.
 *
 * <p>For generated code, in a {@code try} with resources, on the thread that opened it. Frames are
 * pooled for each thread: opening and closing one makes no garbage.
 */
public final class CallFrame implements AutoCloseable {
  /** Largest number of calls that are open on one thread, one inside the other. */
  public static final int MAX_DEPTH = 128;

  /** Exceptions of one call that are kept behind the first. */
  private static final int MAX_SUPPRESSED = 15;

  private static final long CALLBACK_BYTES = 3 * ADDRESS.byteSize();

  private final ThreadFrames thread;
  private final int index;
  private final List<CallbackContext<?, ?>> callbacks = new ArrayList<>(2);
  private final List<CallbackContext<?, ?>> kept = new ArrayList<>(2);
  private final List<UseCount> uses = new ArrayList<>(2);
  private final List<Throwable> suppressed = new ArrayList<>(0);
  private long scratchMark;
  private boolean isClean = true;
  private Arena overflow;
  private String failedCallback;
  private Throwable failure;

  CallFrame(ThreadFrames thread, int index) {
    this.thread = thread;
    this.index = index;
  }

  /**
   * Begins a call.
   *
   * @throws CallDepthException if {@value #MAX_DEPTH} calls are open on this thread
   * @throws StackOverflowError if too little stack is left for C to call back
   */
  public static CallFrame open() {
    ThreadFrames thread = ThreadFrames.current();
    if (thread.depth() >= MAX_DEPTH) {
      throw new CallDepthException(
          "more than " + MAX_DEPTH + " calls from Java to C are open on " + Thread.currentThread());
    }
    return StackReserve.push(thread);
  }

  /** Begins a call that must be possible at any depth, since it ends something. */
  static CallFrame openToRelease() {
    return StackReserve.push(ThreadFrames.current());
  }

  /**
   * A text as C has it, until the frame is closed.
   *
   * @param name of the parameter, for messages
   * @throws NullPointerException if there is none
   * @throws IllegalArgumentException if the text has a NUL or half of a surrogate pair
   */
  public MemorySegment text(String name, String text) {
    Objects.requireNonNull(text, name);
    MemorySegment ascii = thread.takeAscii(text);
    if (ascii != null) {
      return ascii;
    }
    long size = Utf8.size(name, text);
    MemorySegment memory = allocate(size + 1, 1);
    Utf8.write(text, size, memory);
    return memory;
  }

  /** The same; null for null. */
  public MemorySegment textOrNull(String name, String text) {
    return text == null ? MemorySegment.NULL : text(name, text);
  }

  /**
   * A callback that C may call until the frame is closed: the struct {@code {call, NULL, context}}.
   *
   * @param call stub of the callback's type
   */
  public MemorySegment callback(MemorySegment call, CallbackContext<?, ?> context) {
    isClean = false;
    callbacks.add(context);
    // C calls it on this thread, most likely.
    context.prefer(Thread.currentThread());
    return callback(call, MemorySegment.NULL, context);
  }

  /**
   * A callback that C may call until it calls {@code release}, from any thread. The struct {@code
   * {call, release, context}} itself is valid until the frame is closed. When the call is not made
   * after all, the callback is closed with the frame.
   *
   * @param call stub of the callback's type
   */
  public MemorySegment kept(MemorySegment call, CallbackContext<?, ?> context) {
    isClean = false;
    kept.add(context);
    return callback(call, Upcalls.RELEASE, context);
  }

  /**
   * The address of an object of C, which is not released before the frame is closed.
   *
   * @param name of the parameter, for messages
   * @throws NullPointerException if there is none
   * @throws IllegalStateException if it is closed
   */
  public MemorySegment handle(String name, NativeHandle handle) {
    Objects.requireNonNull(handle, name);
    hold(name, handle.use());
    return handle.address();
  }

  /** The same; null for null. */
  public MemorySegment handleOrNull(String name, NativeHandle handle) {
    return handle == null ? MemorySegment.NULL : handle(name, handle);
  }

  /**
   * The function of a callback that C supplied, which is not released before the frame is closed.
   *
   * @throws IllegalStateException if the callback is closed, or the call that had it as argument
   *     has ended
   * @throws WrongThreadException if the callback is for another thread
   */
  public MemorySegment function(NativeCallback callback) {
    callback.checkThread();
    hold(callback.name(), callback.use());
    return callback.function();
  }

  /** Memory in which the call captures errno; {@link Errno#last()} reads it. */
  public MemorySegment errno() {
    return thread.capture();
  }

  /**
   * Called when C has returned: throws what a callback threw inside this call.
   *
   * @throws CallbackException if one did
   */
  public void rethrow() {
    if (isClean) {
      return;
    }
    // C has them now, and releases them.
    kept.clear();
    if (failure != null) {
      throw takeFailure();
    }
  }

  /**
   * The same for a call that returned an object of C: when a callback threw, nobody gets the
   * object, so it is closed. What closing it throws is suppressed.
   *
   * @param result may be null
   * @return the same
   * @throws CallbackException if a callback threw
   */
  public <T extends NativeHandle> T rethrow(T result) {
    try {
      rethrow();
      return result;
    } catch (CallbackException e) {
      if (result != null) {
        try {
          result.close();
        } catch (RuntimeException again) {
          e.addSuppressed(again);
        }
      }
      throw e;
    }
  }

  /** Ends the call. Runs releases that waited for it. */
  @Override
  public void close() {
    try {
      thread.finishAbove(index);
      finish();
    } finally {
      thread.pop(index, scratchMark);
    }
  }

  void begin(long mark) {
    scratchMark = mark;
  }

  /** Lets go of everything but the scratch memory. Again and again until nothing is left. */
  void finish() {
    if (isClean) {
      return;
    }
    while (!callbacks.isEmpty()) {
      callbacks.removeLast().close();
    }
    while (!kept.isEmpty()) {
      kept.removeLast().close();
    }
    if (overflow != null) {
      overflow.close();
      overflow = null;
    }
    failure = null;
    suppressed.clear();
    RuntimeException thrown = null;
    while (!uses.isEmpty()) {
      try {
        uses.removeLast().leave();
      } catch (RuntimeException e) {
        if (thrown == null) {
          thrown = e;
        } else {
          thrown.addSuppressed(e);
        }
      }
    }
    isClean = true;
    if (thrown != null) {
      throw thrown;
    }
  }

  void failed(String name, Throwable exception) {
    isClean = false;
    if (failure == null) {
      failure = exception;
      failedCallback = name;
      // Their results would go into a call that throws.
      callbacks.forEach(CallbackContext::suppress);
    } else if (suppressed.size() < MAX_SUPPRESSED) {
      suppressed.add(exception);
    }
  }

  private CallbackException takeFailure() {
    CallbackException thrown;
    // What an inner call threw already says which callback failed.
    if (failure instanceof CallbackException inner) {
      thrown = inner;
    } else {
      thrown =
          new CallbackException(
              "callback " + failedCallback + " threw " + failure.getClass().getName(), failure);
    }
    long calls = 0;
    for (CallbackContext<?, ?> callback : callbacks) {
      calls += callback.suppressedCalls();
    }
    thrown.addSuppressedCalls(calls);
    for (Throwable further : suppressed) {
      if (further != thrown) {
        thrown.addSuppressed(further);
      }
    }
    failure = null;
    suppressed.clear();
    return thrown;
  }

  private void hold(String name, UseCount use) {
    isClean = false;
    use.enter(name);
    uses.add(use);
  }

  private MemorySegment callback(
      MemorySegment call, MemorySegment release, CallbackContext<?, ?> context) {
    MemorySegment struct = allocate(CALLBACK_BYTES, ADDRESS.byteAlignment());
    struct.set(ADDRESS, 0, call);
    struct.set(ADDRESS, ADDRESS.byteSize(), release);
    struct.set(JAVA_LONG, 2 * ADDRESS.byteSize(), context.handle());
    return struct;
  }

  /** Memory until the frame is closed; not zeroed. */
  MemorySegment allocate(long bytes, long alignment) {
    MemorySegment memory = thread.take(bytes, alignment);
    if (memory != null) {
      return memory;
    }
    if (overflow == null) {
      isClean = false;
      overflow = Arena.ofConfined();
    }
    return overflow.allocate(bytes, alignment);
  }
}
