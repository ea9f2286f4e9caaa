// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;

/**
 * Receives the messages of a queue, on the polling thread. A generated handler adds a method for
 * each message of its queue. In a method of it, polling this queue, taking from it, closing its
 * consumer and closing its region are refused with an {@link IllegalStateException}.
 */
public interface MessageHandler {
  /**
   * Receives a message that this program has no type for: a later version of the schema added it.
   * Calls {@link #onUnhandled} unless overridden. The bytes are valid until this method returns.
   *
   * @param messageId 1 to 65535
   * @param data the queue's ring
   * @param offset start of the message in {@code data}, in bytes
   * @param size bytes of the message
   */
  default void onUnknown(int messageId, MemorySegment data, long offset, long size) {
    onUnhandled(messageId);
  }

  /**
   * Is told that a message is consumed which this handler has no method for. Methods for messages
   * that a later version of the schema appended call it unless overridden, so that handlers which
   * were written before need no change. Adds 1 to {@link TypedConsumer#unhandled}; an override that
   * is to be counted calls {@code super}.
   *
   * @param messageId 1 to 65535
   */
  default void onUnhandled(int messageId) {
    TypedConsumer.countUnhandled();
  }
}
