// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The C runtimes that call into this JVM: the shared one, or a static one in each library. What
 * Java has to tell them goes through the functions of their {@code tenon_java_side}. Safe for all
 * threads.
 */
final class NativeRuntime {
  /** The symbol that a library has when it is linked with a C runtime. */
  static final String SYMBOL = "tenon_java_side";

  private static final long FUNCTIONS = 3;
  private static final long JOIN = ADDRESS.byteSize();
  private static final long CLOSE = 2 * ADDRESS.byteSize();
  private static final long FAIL = 3 * ADDRESS.byteSize();

  /** Longest time that the end of the JVM waits for first calls of threads. */
  private static final long CLOSING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  /** Read without the lock: whoever calls Java has joined before. */
  private static volatile Joined joined;

  private NativeRuntime() {}

  /** The functions of one C runtime, and those that joined before it. */
  private record Joined(long table, MemorySegment close, MemorySegment fail, Joined next) {}

  /** Handles that only programs with native code need. */
  private static final class Calls {
    static final MethodHandle JOIN = Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS));
    static final MethodHandle CLOSE = Downcalls.handle(FunctionDescriptor.of(JAVA_INT));
    static final MethodHandle FAIL =
        Downcalls.handle(FunctionDescriptor.ofVoid(), Linker.Option.critical(false));
  }

  /**
   * Makes this JVM known to a C runtime, once; its gate closes when the JVM begins to end. Also
   * called by C that has started Java.
   *
   * @param table address of its {@code tenon_java_side}
   * @return zero
   * @throws IllegalStateException if the C runtime is of another version, or refuses
   */
  static synchronized int join(long table) {
    for (Joined known = joined; known != null; known = known.next()) {
      if (known.table() == table) {
        return 0;
      }
    }
    MemorySegment memory = NativeMemory.READ_ONLY;
    if (memory.get(JAVA_LONG, table) < FUNCTIONS) {
      throw new IllegalStateException("the C runtime offers Java too few functions");
    }
    int status;
    try {
      status = (int) Calls.JOIN.invokeExact(memory.get(ADDRESS, table + JOIN), Upcalls.RELEASE);
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
    if (status != 0) {
      throw new IllegalStateException("the C runtime knows too many Java runtimes");
    }
    boolean isFirst = joined == null;
    joined =
        new Joined(
            table, memory.get(ADDRESS, table + CLOSE), memory.get(ADDRESS, table + FAIL), joined);
    if (isFirst) {
      closeAtEnd();
    }
    return 0;
  }

  /** Lets C ask whether the call on this thread has failed. */
  static void failed() {
    try {
      for (Joined each = joined; each != null; each = each.next()) {
        Calls.FAIL.invokeExact(each.fail());
      }
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }

  private static void closeAtEnd() {
    Thread hook = new Thread(NativeRuntime::close, "tenon-gate");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // Too late for a hook: nothing new is to begin.
      close();
    }
  }

  /**
   * Keeps C from calling: a JVM that ends accepts no further threads, and ends the process when one
   * calls. Waits for threads that are on their way in.
   */
  private static void close() {
    long start = System.nanoTime();
    while (closeAll() != 0 && System.nanoTime() - start < CLOSING_NANOS) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static long closeAll() {
    long entering = 0;
    try {
      for (Joined each = joined; each != null; each = each.next()) {
        entering += Integer.toUnsignedLong((int) Calls.CLOSE.invokeExact(each.close()));
      }
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
    return entering;
  }
}
