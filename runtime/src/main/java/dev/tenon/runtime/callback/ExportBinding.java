// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tenon.runtime.call.AbiText;
import dev.tenon.runtime.call.Status;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Connects the exports of a schema, which C calls like its own functions, with the Java object that
 * implements them. A generated binder has one in a constant. Safe for all threads.
 *
 * @param <T> the generated interface of the exports
 */
public final class ExportBinding<T> {
  private static final MethodHandle BIND =
      Downcalls.handle(FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

  private final Class<T> type;
  private final String abiText;
  private final Supplier<List<MemorySegment>> stubs;
  private volatile T implementation;

  /** Whether the implementation is one that Java has bound by itself. */
  private boolean boundByJava;

  /**
   * Describes the exports.
   *
   * @param type the generated interface
   * @param abiText what this program was generated from
   * @param stubs the upcall stubs in schema order; asked for at each binding, so that what fails
   *     when they are made is reported to who binds
   */
  public ExportBinding(Class<T> type, String abiText, Supplier<List<MemorySegment>> stubs) {
    this.type = type;
    this.abiText = abiText;
    this.stubs = stubs;
  }

  /**
   * Implementation that the exports call.
   *
   * @throws IllegalStateException if nothing is bound
   */
  public T implementation() {
    T bound = implementation;
    if (bound == null) {
      throw new IllegalStateException("no " + type.getName() + " is bound");
    }
    return bound;
  }

  /**
   * Serves a C program that has started Java: finds the implementation and fills in the functions.
   * An implementation that Java has bound by itself stays. Throws nothing: what goes wrong is the
   * result, its text the message.
   *
   * @param services gives the loader; made by the binder, whose module says what it uses
   * @param abi address of the text that says what the C program was built from
   * @param functions address of the table of function pointers
   * @param count functions in the table
   * @param message where the text of a failure goes, ended by NUL
   * @param messageBytes room for it; a longer one is cut between characters
   * @return a {@code tenon_status}: OK; MISMATCH when C was built from another schema; NOT_FOUND
   *     when there is no implementation; JAVA for everything else
   */
  public int bind(
      Supplier<ServiceLoader<T>> services,
      long abi,
      long functions,
      int count,
      long message,
      long messageBytes) {
    try {
      return tryBind(services, abi, functions, count, new MessageBuffer(message, messageBytes));
    } catch (Throwable e) {
      try {
        new MessageBuffer(message, messageBytes).write(MessageBuffer.describe(e));
      } catch (Throwable unprintable) {
        // The status says what is left to say.
        return Status.JAVA;
      }
      return Status.JAVA;
    }
  }

  /**
   * Serves a Java program that has loaded the library: its C code calls {@code implementation} from
   * now on.
   *
   * @param symbol C function that takes the table of functions, such as {@code mkt_exports_bind}
   * @return ends it when closed; calls in flight go on
   * @throws UnsupportedOperationException if the library has no exports
   * @throws IllegalStateException if an implementation is bound
   */
  public Registration bind(NativeLibrary library, String symbol, T implementation) {
    Objects.requireNonNull(implementation, "implementation");
    MemorySegment function =
        library
            .optionalFunction(symbol)
            .orElseThrow(
                () ->
                    new UnsupportedOperationException(
                        library + " has no " + symbol + ": build the exports source into it"));
    synchronized (this) {
      if (boundByJava) {
        throw new IllegalStateException("another " + type.getName() + " is bound");
      }
      T former = this.implementation;
      this.implementation = implementation;
      int status = Status.INVALID;
      try {
        status = bind(function, stubs.get());
      } finally {
        if (status != Status.OK) {
          this.implementation = former;
        }
      }
      if (status != Status.OK) {
        throw new IllegalStateException(
            status == Status.EXISTS
                ? "the exports of " + library + " are bound"
                : symbol + " refused with status " + status);
      }
      boundByJava = true;
    }
    return new ExportRegistration(type, () -> unbind(function));
  }

  private synchronized int tryBind(
      Supplier<ServiceLoader<T>> services,
      long abi,
      long functions,
      int count,
      MessageBuffer message) {
    List<String> differences =
        AbiText.differences("the C program", NativeMemory.text(abi), abiText);
    if (!differences.isEmpty()) {
      message.write(String.join("\n", differences));
      return Status.MISMATCH;
    }
    List<MemorySegment> addresses = stubs.get();
    if (addresses.size() != count) {
      message.write("C has " + count + " exports, Java has " + addresses.size());
      return Status.MISMATCH;
    }
    if (!boundByJava) {
      Iterator<T> found = services.get().iterator();
      if (!found.hasNext()) {
        message.write(
            "no implementation of "
                + type.getName()
                + " was found: name one in META-INF/services or in a module's provides");
        return Status.NOT_FOUND;
      }
      T only = found.next();
      if (found.hasNext()) {
        message.write(
            type.getName()
                + " has two implementations, "
                + only.getClass().getName()
                + " and "
                + found.next().getClass().getName());
        return Status.JAVA;
      }
      implementation = only;
    }
    for (int i = 0; i < count; i++) {
      NativeMemory.ALL.set(ADDRESS, functions + i * ADDRESS.byteSize(), addresses.get(i));
    }
    return Status.OK;
  }

  private synchronized void unbind(MemorySegment function) {
    int status = bind(function, List.of());
    if (status != Status.OK) {
      throw new IllegalStateException("unbinding the exports failed with status " + status);
    }
    boundByJava = false;
    implementation = null;
  }

  private static int bind(MemorySegment function, List<MemorySegment> addresses) {
    try (Arena arena = Arena.ofConfined();
        CallFrame frame = CallFrame.openToRelease()) {
      MemorySegment table = MemorySegment.NULL;
      if (!addresses.isEmpty()) {
        table = arena.allocate(ADDRESS, addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
          table.setAtIndex(ADDRESS, i, addresses.get(i));
        }
      }
      int status = (int) BIND.invokeExact(function, table, addresses.size());
      frame.rethrow();
      return status;
    } catch (Throwable e) {
      throw Downcalls.thrown(e);
    }
  }
}
