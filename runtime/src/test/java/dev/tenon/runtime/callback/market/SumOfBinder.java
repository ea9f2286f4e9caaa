// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback.market;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tenon.runtime.callback.ExportBinding;
import dev.tenon.runtime.callback.Upcalls;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

public final class SumOfBinder {
  static final ExportBinding<SumOf> BINDING =
      new ExportBinding<>(SumOf.class, "tenon-abi 1\nschema sums\n", SumOfBinder::stubs);

  private SumOfBinder() {}

  /** Binding that C calls; a generated one makes the loader itself. */
  public static int bind(
      Supplier<ServiceLoader<SumOf>> services,
      long abi,
      long functions,
      int count,
      long message,
      long messageBytes) {
    return BINDING.bind(services, abi, functions, count, message, messageBytes);
  }

  private static List<MemorySegment> stubs() {
    return List.of(Stubs.SUM_OF);
  }

  private static int sumOf(int left, int right) {
    try {
      return BINDING.implementation().sumOf(left, right);
    } catch (Throwable e) {
      try {
        Upcalls.failed("sum_of", e);
      } catch (Throwable again) {
        // No stack is left to report on.
        return -2;
      }
      return -2;
    }
  }

  private static final class Stubs {
    static final MemorySegment SUM_OF =
        Upcalls.stub(
            MethodHandles.lookup(), "sumOf", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private static int sumOf(int left, int right) {
      return SumOfBinder.sumOf(left, right);
    }
  }
}
