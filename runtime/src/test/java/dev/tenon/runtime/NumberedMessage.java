// SPDX-License-Identifier: Apache-2.0
package dev.tenon.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * Messages whose number tells size, id and every byte. The sizes are mixed: mostly small, now and
 * then some kilobytes.
 */
final class NumberedMessage {
  private NumberedMessage() {}

  static long size(long number) {
    return number % 1000 == 0 ? 8000 : 8 + number % 13 * 8;
  }

  /** Claims and writes; the caller publishes. False on time-out. */
  static boolean claim(QueueProducer producer, long number, Duration timeout) {
    long size = size(number);
    long offset = producer.tryClaim(id(number), 1, size);
    if (offset < 0) {
      producer.publish();
      offset = producer.claim(id(number), 1, size, timeout);
    }
    if (offset < 0) {
      return false;
    }
    MemorySegment data = producer.data();
    for (long i = 0; i < size; i += Long.BYTES) {
      data.set(ValueLayout.JAVA_LONG, offset + i, number ^ i);
    }
    return true;
  }

  private static int id(long number) {
    return 1 + (int) (number % 100);
  }

  /** Checks that messages come complete and in order, from a first number on. */
  static final class Checker implements RecordHandler {
    private long next;

    Checker(long first) {
      next = first;
    }

    long next() {
      return next;
    }

    @Override
    public void onRecord(
        int messageId, int contractVersion, MemorySegment data, long offset, long size) {
      if (messageId != id(next) || size != size(next)) {
        throw new AssertionError("message " + next + " has id " + messageId + " and size " + size);
      }
      for (long i = 0; i < size; i += Long.BYTES) {
        long word = data.get(ValueLayout.JAVA_LONG, offset + i);
        if (word != (next ^ i)) {
          throw new AssertionError("message " + next + " has " + word + " at " + i);
        }
      }
      next++;
    }
  }
}
