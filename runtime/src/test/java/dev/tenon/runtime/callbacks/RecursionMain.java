// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import dev.tenon.runtime.callback.CallbackExceptions;
import dev.tenon.runtime.callback.Registration;
import java.nio.file.Path;

/**
 * Recurses without end through C, in a JVM of its own: its end would be the end of the tests.
 * Arguments: the library, how to recurse, bytes of stack of the thread. Prints what stopped it.
 */
final class RecursionMain {

  private static Events events;

  private RecursionMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    events = Events.load(Path.of(arguments[0]));
    CallbackExceptions.setHandler((callback, thread, exception) -> {});
    long stack = Long.parseLong(arguments[2]);
    for (int round = 0; round < 5; round++) {
      if (arguments[1].endsWith("OfC")) {
        recurse(arguments[1], stack);
      } else {
        Thread thread = new Thread(null, () -> recurse(arguments[1], 0), "deep", stack);
        thread.start();
        thread.join();
      }
    }
    // Everything works after that.
    if (events.nest(depth -> depth + 1, 1) != 2) {
      throw new AssertionError("nest");
    }
    System.out.println("survived");
  }

  private static void recurse(String how, long stack) {
    try {
      switch (how) {
        case "nest" -> events.nest(RecursionMain::nest, 0);
        case "emit" -> emit();
        case "java" -> javaThenC(0);
        case "mixed" -> events.nest(RecursionMain::mixed, 0);
        case "nestOfC" -> events.runOnThread(() -> events.nest(RecursionMain::nest, 0), "c", stack);
        case "javaOfC" -> events.runOnThread(() -> javaThenC(0), "c", stack);
        default -> throw new IllegalArgumentException(how);
      }
    } catch (RuntimeException | StackOverflowError e) {
      System.out.println(e.getClass().getSimpleName());
      return;
    }
    System.out.println("returned");
  }

  private static long nest(long depth) {
    return events.nest(RecursionMain::nest, depth + 1);
  }

  private static void emit() {
    try (Registration _ =
        events.onTick(
            (tick, sequence) -> {
              events.emitTicks(1);
              return 0;
            })) {
      events.emitTicks(1);
    }
  }

  /** Calls C from every depth of the stack of Java, down to the last. */
  private static long javaThenC(long depth) {
    events.nest(one -> one, depth & 0xFF);
    return javaThenC(depth + 1) + 1;
  }

  /** Some levels of Java, then C, then Java again. */
  private static long mixed(long depth) {
    return levels(depth, 50);
  }

  private static long levels(long depth, int left) {
    return left == 0 ? events.nest(RecursionMain::mixed, depth + 1) : levels(depth, left - 1) + 1;
  }
}
