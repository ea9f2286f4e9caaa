// SPDX-License-Identifier: Apache-2.0
package dev.tenon.test;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Classes that java_test.c binds: one for each way in which a binding can end. */
final class Binders {
  private static final int OK = 0;
  private static final int MISMATCH = -8;
  private static final Linker LINKER = Linker.nativeLinker();

  private Binders() {}

  private static MemorySegment memory(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  /** Fills the table with {@code add}, {@code call}, {@code exit} and {@code hook}. */
  static final class Working {
    static int bind(long abi, long functions, int count, long message, long messageBytes)
        throws ReflectiveOperationException {
      String text = memory(abi, Long.MAX_VALUE).getString(0);
      if (!text.equals("tenon-abi 1\nschema test\n")) {
        memory(message, messageBytes).setString(0, "another schema: äß€𝄞");
        return MISMATCH;
      }
      FunctionDescriptor[] descriptors = {
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT),
        FunctionDescriptor.of(JAVA_INT, JAVA_LONG),
        FunctionDescriptor.ofVoid(JAVA_INT),
        FunctionDescriptor.ofVoid(JAVA_LONG)
      };
      String[] names = {"add", "call", "exit", "hook"};
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      for (int i = 0; i < count; i++) {
        MethodType type = descriptors[i].toMethodType();
        MemorySegment stub =
            LINKER.upcallStub(
                lookup.findStatic(Working.class, names[i], type), descriptors[i], Arena.global());
        memory(functions, 8L * count).setAtIndex(JAVA_LONG, i, stub.address());
      }
      return OK;
    }

    private static int add(int left, int right) {
      return left + right;
    }

    /** Calls an {@code int (*)(void)}. */
    private static int call(long function) {
      try {
        return (int)
            LINKER
                .downcallHandle(MemorySegment.ofAddress(function), FunctionDescriptor.of(JAVA_INT))
                .invokeExact();
      } catch (Throwable e) {
        return -1000;
      }
    }

    private static void exit(int status) {
      System.exit(status);
    }

    /** Calls a {@code int (*)(void)} when the JVM is shut down. */
    private static void hook(long function) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> call(function)));
    }
  }

  /** Throws, with a cause and text beyond ASCII. */
  static final class Throwing {
    static int bind(long abi, long functions, int count, long message, long messageBytes) {
      throw new IllegalStateException(
          "no implementation of Märkte 𝄞", new ArithmeticException("the reason"));
    }
  }

  /** Throws something that throws when it is asked what it is. */
  static final class Silent {
    private static final class Untold extends RuntimeException {
      private static final long serialVersionUID = 1;

      @Override
      public String toString() {
        throw this;
      }
    }

    static int bind(long abi, long functions, int count, long message, long messageBytes) {
      throw new Untold();
    }
  }

  /** Throws a text that is longer than any detail. */
  static final class Verbose {
    static int bind(long abi, long functions, int count, long message, long messageBytes) {
      throw new IllegalStateException("€".repeat(100_000), new ArithmeticException("unseen"));
    }
  }

  /** Cannot be initialised. */
  static final class Uninitialised {
    static final int VALUE = Integer.parseInt("one");

    static int bind(long abi, long functions, int count, long message, long messageBytes) {
      return VALUE;
    }
  }

  /** Has no {@code bind} of the right type. */
  static final class Unbound {
    static int bind(int abi) {
      return OK;
    }
  }

  /** Returns what is not a status. */
  static final class Confused {
    static int bind(long abi, long functions, int count, long message, long messageBytes) {
      memory(message, messageBytes).fill((byte) 'x');
      return 7;
    }
  }

  /** Is not on the boot class path: the class that needs it is told apart from one not found. */
  static final class Dependent {
    static int bind(long abi, long functions, int count, long message, long messageBytes)
        throws ClassNotFoundException {
      Class.forName("dev.tenon.test.Absent");
      return OK;
    }
  }
}
