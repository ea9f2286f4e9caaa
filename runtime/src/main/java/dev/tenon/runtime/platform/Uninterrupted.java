// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.platform;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Runs file operations to their end in a thread that is interrupted. A Java channel closes when its
 * thread is interrupted, which must not leave a region half created or a name behind.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** An operation that may be started over after {@link ClosedByInterruptException}. */
  public interface Operation<T> {
    T run() throws IOException;
  }

  /** Runs it until no interrupt cut it short; the interrupt flag is set again at the end. */
  public static <T> T call(Operation<T> operation) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          interrupted |= Thread.interrupted();
          return operation.run();
        } catch (ClosedByInterruptException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
