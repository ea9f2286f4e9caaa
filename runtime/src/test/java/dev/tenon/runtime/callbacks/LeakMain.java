// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import dev.tenon.runtime.callback.CallbackExceptions;
import dev.tenon.runtime.callback.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does one thing very often and measures what is left of it, in a JVM whose heap is touched
 * beforehand, so that all growth of the process is native memory. Arguments: the folder of the
 * libraries, what to do, how often in each of the rounds. Prints in bytes the least growth of the
 * process in a round, because compiling code makes others grow, and the growth of the heap in all
 * rounds, because tables grow in some rounds only.
 */
final class LeakMain {

  private static final int WARM_UP = 3;
  private static final int ROUNDS = 5;
  private static final long PAGE = 4096;

  private LeakMain() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Events events = Events.load(folder.resolve(System.mapLibraryName("events")));
    Values values = Values.load(folder.resolve(System.mapLibraryName("values")));
    CallbackExceptions.setHandler((callback, thread, exception) -> {});
    Runnable action = action(arguments[1], events, values);
    int times = Integer.parseInt(arguments[2]);
    // Three rounds to warm up: tables grow to their size, code is compiled.
    for (int round = 0; round < WARM_UP; round++) {
      repeat(action, times);
    }
    long resident = Long.MAX_VALUE;
    long heapBefore = usedHeap();
    for (int round = 0; round < ROUNDS; round++) {
      long before = residentBytes();
      repeat(action, times);
      resident = Math.min(resident, residentBytes() - before);
    }
    System.out.println(resident + " " + (usedHeap() - heapBefore));
  }

  private static void repeat(Runnable action, int times) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  private static Runnable action(String name, Events events, Values values) {
    return switch (name) {
      case "registrations" ->
          () -> {
            Registration registration = events.onTick((tick, sequence) -> 0);
            events.emitTicks(1);
            registration.close();
          };
      case "kept" ->
          () -> {
            long watch = events.watch((tick, sequence) -> 0);
            events.watchCall(watch, 1);
            events.watchRelease(watch);
          };
      case "parameters" -> () -> events.nest(depth -> depth, 1);
      case "handles" -> () -> values.boxOpen(1).close();
      case "texts" -> () -> values.echoText(Texts.ALL_WIDTHS.repeat(100));
      case "ofC" ->
          () -> {
            AtomicReference<OnNest> kept = new AtomicReference<>();
            events.handOver(kept::set);
            kept.get().call(1);
            close(kept.get());
          };
      case "exceptions" ->
          () -> {
            try {
              events.nest(
                  depth -> {
                    throw new IllegalStateException();
                  },
                  1);
            } catch (RuntimeException expected) {
              return;
            }
            throw new AssertionError("nothing was thrown");
          };
      case "threads" -> () -> events.runOnThread(() -> values.callText(text -> text, "x"), null, 0);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void close(Object kept) {
    try {
      ((AutoCloseable) kept).close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static long usedHeap() {
    // A second one finds what the first made reachable for cleaners.
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** The second number of /proc/self/statm: resident pages. */
  private static long residentBytes() {
    try {
      String[] numbers = Files.readString(Path.of("/proc/self/statm")).split(" ");
      return Long.parseLong(numbers[1]) * PAGE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
