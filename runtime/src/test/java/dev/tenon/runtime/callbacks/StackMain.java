// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import dev.tenon.runtime.callback.CallbackException;
import dev.tenon.runtime.callback.CallbackExceptions;
import dev.tenon.runtime.callback.Registration;
import java.nio.file.Path;

/**
 * Has a thread of C emit. Arguments: the library, bytes of its stack, bytes of it that are in use.
 * Prints how many of its calls arrived, and whether C was told that one had failed. With 0 for the
 * stack the listener and C call one another for ever, on a thread of Java: prints that it ended.
 */
final class StackMain {

  private static final int TIMES = 3;

  private StackMain() {}

  /** The C frames between two Java sides use that much. */
  private static void recurse(Events events, long used) throws InterruptedException {
    CallbackExceptions.setHandler((callback, thread, exception) -> {});
    for (long stackBytes : new long[] {1 << 20, 256 << 10}) {
      long[] depth = {0};
      Thread thread =
          new Thread(
              null,
              () -> {
                try (Registration _ =
                    events.onTick(
                        (tick, sequence) -> {
                          depth[0]++;
                          return (int) events.emitDeep(used);
                        })) {
                  events.emitDeep(used);
                } catch (CallbackException | StackOverflowError expected) {
                  depth[0]++;
                }
              },
              "recursion",
              stackBytes);
      thread.start();
      thread.join();
      if (depth[0] == 0) {
        throw new AssertionError("Java was not called");
      }
    }
    System.out.println("ended");
  }

  public static void main(String[] arguments) throws InterruptedException {
    Events events = Events.load(Path.of(arguments[0]));
    long[] calls = {0};
    events.onTick(
        (tick, sequence) -> {
          calls[0]++;
          return Math.toIntExact(tick.sequence());
        });
    long stack = Long.parseLong(arguments[1]);
    long used = Long.parseLong(arguments[2]);
    if (stack == 0) {
      recurse(events, used);
      return;
    }
    long result = events.emitOnStack(stack, used, TIMES);
    System.out.println(calls[0] + " " + ((result & EventsConstants.CALL_FAILED) != 0));
  }
}
