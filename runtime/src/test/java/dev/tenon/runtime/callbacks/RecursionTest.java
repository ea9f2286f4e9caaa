// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tenon.runtime.ChildJvm;
import dev.tenon.runtime.callback.CallDepthException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Java calls C calls Java calls C. */
@Timeout(900)
class RecursionTest {

  private static final Events EVENTS = LoadedEvents.EVENTS;

  @Test
  void fiftyCallsDeepGoDownAndUpAgain() {
    assertThat(EVENTS.nest(RecursionTest::fiftyDeep, 0)).isEqualTo(2 * 50);
  }

  private static long fiftyDeep(long depth) {
    return depth == 50 ? 50 : EVENTS.nest(RecursionTest::fiftyDeep, depth + 1) + 1;
  }

  @Test
  void fiftyCallsDeepCarryAnExceptionUp() {
    RuntimeException failure = new IllegalStateException("at the bottom");
    try (HandledExceptions _ = new HandledExceptions()) {
      OnNest[] self = new OnNest[1];
      self[0] =
          depth -> {
            if (depth == 50) {
              throw failure;
            }
            return EVENTS.nest(self[0], depth + 1);
          };
      assertThat(catchThrowable(() -> EVENTS.nest(self[0], 0))).hasRootCause(failure);
    }
    assertThat(EVENTS.nest(depth -> depth, 3)).isEqualTo(3);
  }

  @Test
  void endlessRecursionThroughCEndsInAnExceptionThatNamesIt() {
    try (HandledExceptions _ = new HandledExceptions()) {
      OnNest[] self = new OnNest[1];
      self[0] = depth -> EVENTS.nest(self[0], depth + 1);
      Throwable thrown = catchThrowable(() -> EVENTS.nest(self[0], 0));
      assertThat(thrown).hasRootCauseInstanceOf(CallDepthException.class);
    }
    assertThat(EVENTS.nest(depth -> depth, 3)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "nest, 200",
    "nest, 512",
    "nest, 1024",
    "nest, 8192",
    "emit, 200",
    "emit, 1024",
    "mixed, 200",
    "mixed, 512",
    "mixed, 1024",
    "mixed, 8192",
    "java, 200",
    "java, 512",
    "java, 1024",
    "java, 8192",
    "nestOfC, 256",
    "nestOfC, 1024",
    "javaOfC, 256",
    "javaOfC, 1024"
  })
  void endlessRecursionNeverEndsTheJvm(String how, int kibibytes) {
    try (ChildJvm child =
        ChildJvm.start(RecursionMain.class, CBuild.library("events"), how, kibibytes * 1024L)) {
      for (int round = 0; round < 5; round++) {
        // On a thread of C's nobody is there to throw at.
        String end = child.line();
        if (how.endsWith("OfC")) {
          assertThat(end).isEqualTo("returned");
        } else {
          assertThat(end).isIn("CallbackException", "CallDepthException", "StackOverflowError");
        }
      }
      child.expect("survived");
      assertThat(child.exitCode()).as(child.errors()).isZero();
    }
  }
}
