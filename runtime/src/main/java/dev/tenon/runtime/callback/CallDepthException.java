// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime.callback;

import dev.tenon.runtime.TenonException;
import java.io.Serial;

/**
 * More than {@value CallFrame#MAX_DEPTH} calls from Java to C are open on this thread, one inside
 * the other: a callback calls the function that calls it, without end.
 */
public final class CallDepthException extends TenonException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public CallDepthException(String message) {
    super(message, null);
  }
}
