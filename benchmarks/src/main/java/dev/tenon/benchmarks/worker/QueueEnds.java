// SPDX-License-Identifier: Apache-2.0
package dev.tenon.benchmarks.worker;

import java.util.function.IntUnaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Ends of Tenon's queues, of whatever messages. A process has one of each kind, so that compilers
 * take the calls of generated code in.
 */
final class QueueEnds {
  private QueueEnds() {}

  /**
   * Publishes every message by itself.
   *
   * @param claim answers null while there is no room
   */
  static <M> Sender sender(Supplier<M> claim, ObjLongConsumer<M> fill, Runnable publish) {
    return number -> {
      fill.accept(claimed(claim), number);
      publish.run();
    };
  }

  /**
   * Publishes after a number of messages.
   *
   * @param batch a power of two
   */
  static <M> Sender batchingSender(
      int batch, Supplier<M> claim, ObjLongConsumer<M> fill, Runnable publish) {
    return new Sender() {
      @Override
      public void send(long number) {
        fill.accept(claimed(claim), number);
        if ((number & batch - 1) == batch - 1) {
          publish.run();
        }
      }

      @Override
      public void flush() {
        publish.run();
      }
    };
  }

  private static <M> M claimed(Supplier<M> claim) {
    M message;
    while ((message = claim.get()) == null) {
      Spin.pause();
    }
    return message;
  }

  /** Takes messages by the given look into the queue, which adds them to the words. */
  record QueueReceiver(Words added, int words, IntUnaryOperator look) implements Receiver {
    @Override
    public int receive() {
      return look.applyAsInt(LIMIT);
    }

    @Override
    public long sum() {
      return added.sum();
    }

    @Override
    public long last() {
      return added.last();
    }
  }
}
