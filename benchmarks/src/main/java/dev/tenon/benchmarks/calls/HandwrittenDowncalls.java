// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.calls;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.tenon.benchmarks.worker.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * Java calls C by constant method handles with the function's address in them, as written by hand
 * and as jextract generates it. Nothing checks that the library is the one that was meant.
 */
@SuppressWarnings("restricted")
final class HandwrittenDowncalls {
  private static final MethodHandle VALUE =
      function("mkt_value", FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_LONG));
  private static final MethodHandle VALUE_CRITICAL =
      function(
          "mkt_value_critical",
          FunctionDescriptor.of(JAVA_DOUBLE, JAVA_DOUBLE, JAVA_LONG),
          Linker.Option.critical(false));
  private static final MethodHandle VALUE_OF =
      function("mkt_value_of", FunctionDescriptor.of(JAVA_DOUBLE, ADDRESS));
  private static final MethodHandle NUMBER_OF =
      function("mkt_number_of", FunctionDescriptor.of(JAVA_INT, ADDRESS));

  private static final String[] SYMBOLS = Quantities.symbols();
  private static final int LONGEST_SYMBOL = 64;

  private HandwrittenDowncalls() {}

  static MethodHandle function(String name, FunctionDescriptor function, Linker.Option... options) {
    return Linker.nativeLinker()
        .downcallHandle(SymbolLookup.loaderLookup().findOrThrow(name), function, options);
  }

  static Task task(String name) {
    MemorySegment quote = Arena.global().allocate(HandwrittenQuote.BYTES, Long.BYTES);
    MemorySegment text = Arena.global().allocate(LONGEST_SYMBOL);
    quote.set(JAVA_DOUBLE, HandwrittenQuote.PRICE, 1.0);
    Calls calls =
        switch (name) {
          case "ffm-value" -> HandwrittenDowncalls::value;
          case "ffm-value-critical" -> HandwrittenDowncalls::valueCritical;
          case "ffm-value-of" -> count -> valueOf(quote, count);
          case "ffm-number-of" -> HandwrittenDowncalls::numberOf;
          case "ffm-number-of-reusing" -> count -> numberOfReusing(text, count);
          default -> throw new IllegalArgumentException("no such task: " + name);
        };
    return calls.fromJava();
  }

  private static double value(long count) throws Throwable {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) VALUE.invokeExact(1.0, (long) (i & Quantities.MASK));
    }
    return sum;
  }

  private static double valueCritical(long count) throws Throwable {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) VALUE_CRITICAL.invokeExact(1.0, (long) (i & Quantities.MASK));
    }
    return sum;
  }

  private static double valueOf(MemorySegment quote, long count) throws Throwable {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      quote.set(JAVA_LONG, HandwrittenQuote.QUANTITY, i & Quantities.MASK);
      sum += (double) VALUE_OF.invokeExact(quote);
    }
    return sum;
  }

  /** As one usually writes it. */
  private static double numberOf(long count) throws Throwable {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment text = arena.allocateFrom(SYMBOLS[i & Quantities.MASK]);
        sum += (int) NUMBER_OF.invokeExact(text);
      }
    }
    return sum;
  }

  /** As one writes it for speed: for one thread, and for texts that are known to be short. */
  private static double numberOfReusing(MemorySegment text, long count) throws Throwable {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      text.setString(0, SYMBOLS[i & Quantities.MASK]);
      sum += (int) NUMBER_OF.invokeExact(text);
    }
    return sum;
  }
}
