// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.callback.market.Market;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A full stack is an exception, wherever it is noticed. Child JVMs, because the alternative is that
 * the JVM ends.
 */
class StackOverflowTest {
  private static final int JVMS = Boolean.getBoolean("tenon.long") ? 100 : 1;

  @ParameterizedTest
  @CsvSource({
    "compiled, calls, 1048576",
    "compiled, calls, 262144",
    "interpreted, calls, 1048576",
    "interpreted, calls, 262144",
    "compiled, edge, 1048576",
    "interpreted, edge, 262144",
    "compiled, nested, 262144",
    "interpreted, nested, 1048576",
    "compiled, nested, 0",
    "compiled, foreign, 1048576",
    "interpreted, foreign, 262144",
    "c1, calls, 262144",
    "c1, edge, 1048576",
  })
  void recursionWithoutEndLeavesTheJvmAlive(String mode, String shape, long stackBytes) {
    List<String> options = new ArrayList<>();
    options.add(ChildJvm.NATIVE_ACCESS);
    options.add("-Dtenon.c.build=" + System.getProperty("tenon.c.build"));
    options.add("-XX:-CreateCoredumpOnCrash");
    if (mode.equals("interpreted")) {
      options.add("-Xint");
    } else if (mode.equals("c1")) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    for (int i = 0; i < JVMS; i++) {
      try (ChildJvm child =
          ChildJvm.start(options, Recursion.class, shape, Long.toString(stackBytes))) {
        assertThat(child.line()).isEqualTo("alive");
        assertThat(child.exitCode()).isZero();
      }
    }
  }

  /** Overflows a stack again and again: shape, bytes of stack (0: that of the main thread). */
  static final class Recursion {
    private static final int ROUNDS = 5;
    private static final int EDGE_TRIES = 100;

    private static final Market MARKET = Fixture.MARKET;

    private static int tries;

    public static void main(String[] arguments) throws InterruptedException {
      CallbackExceptions.setHandler((callback, thread, exception) -> {});
      long stackBytes = Long.parseLong(arguments[1]);
      Runnable rounds = () -> rounds(arguments[0], stackBytes);
      if (stackBytes == 0 || arguments[0].equals("foreign")) {
        rounds.run();
      } else {
        Thread thread = new Thread(null, rounds, "recursion", stackBytes);
        thread.start();
        thread.join();
      }
      System.out.println("alive");
    }

    private static void rounds(String shape, long stackBytes) {
      for (int round = 0; round < ROUNDS; round++) {
        tries = 0;
        try {
          switch (shape) {
            case "calls" -> calls();
            case "edge" -> edge();
            case "nested" -> nested(round);
            case "foreign" -> {
              if (MARKET.feedAside((quote, sequence) -> calls(), 1, stackBytes) != -1) {
                throw new AssertionError("C did not see the error value");
              }
            }
            default -> throw new AssertionError(shape);
          }
        } catch (StackOverflowError | CallbackException expected) {
          if (MARKET.feedEach((quote, sequence) -> 5, 2) != 10) {
            throw new AssertionError("calls do not work any more", expected);
          }
        }
      }
    }

    /** Java all the way down, each level with a short call that is called back. */
    private static int calls() {
      long sum = MARKET.feedEachDeep((quote, sequence) -> 1, 2, 4000);
      return calls() + (int) sum;
    }

    /** Stays where the stack ends. */
    private static int edge() {
      int sum = 0;
      try {
        sum += (int) MARKET.feedEach((quote, sequence) -> 1, 1);
      } catch (CallbackException | StackOverflowError e) {
        sum++;
      }
      if (tries < EDGE_TRIES) {
        try {
          sum += edge();
        } catch (StackOverflowError e) {
          tries++;
        }
        if (tries % 3 == 0) {
          sum += edge();
        }
      }
      return sum;
    }

    /** Java, C, Java, C, with so many frames of Java in between. */
    private static int nested(int frames) {
      return (int) MARKET.feedEachDeep((quote, sequence) -> between(frames, frames), 1, 2000);
    }

    private static int between(int frames, int left) {
      return left == 0 ? nested(frames) : between(frames, left - 1) + 1;
    }
  }
}
