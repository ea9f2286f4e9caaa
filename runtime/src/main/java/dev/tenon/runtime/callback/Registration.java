// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

/**
 * A listener that C calls until this is closed. Safe for all threads.
 *
 * <p>Nobody closes it by himself: one that is dropped without {@link #close} stays registered, and
 * with it the listener, as long as the library is in use.
 */
public interface Registration extends AutoCloseable {
  /**
   * Ends it. Returns after calls in flight on other threads have ended, so that nothing calls the
   * listener afterwards; inside a callback of the same library it returns at once, and calls in
   * flight end by themselves. Closing again does nothing.
   */
  @Override
  void close();

  /** Whether {@link #close} was not called yet. */
  boolean isOpen();
}
